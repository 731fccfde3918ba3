#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <sys/socket.h>

namespace display {

/// Where a sign is plugged in: "udp://10.0.0.9:1337", "udp://[fd00::9]:1337", "tcp://10.0.0.9:5005",
/// "serial:/dev/ttyUSB0", "file:/tmp/wall.png", "window", "multicast". Hosts are numbers: asking a name
/// server may take seconds, and the board would stand still as long.
struct Address {
    enum class Kind { Udp, Tcp, Serial, File, Window, Multicast } kind = Kind::Udp;
    std::string text; ///< as it is written; for Serial and File: the path alone
    sockaddr_storage socket{};
    socklen_t length = 0;
};

/// `port` is used when the address has none. Nothing when it is no address.
std::optional<Address> parse_address(std::string_view text, std::uint16_t port);

/// An IPv4 address as a socket's: of a multicast group.
Address group_address(std::uint32_t group, std::uint16_t port);

} // namespace display
