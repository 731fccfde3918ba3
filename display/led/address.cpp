#include "display/led/address.h"

#include "shared/base/text.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <cstring>
#include <utility>

namespace display {

namespace {

template <typename Socket>
void keep(Address& address, const Socket& socket) {
    static_assert(sizeof socket <= sizeof address.socket);
    std::memcpy(&address.socket, &socket, sizeof socket);
    address.length = sizeof socket;
}

bool set_host(Address& address, const std::string& host, std::uint16_t port) {
    sockaddr_in four{};
    sockaddr_in6 six{};
    if (::inet_pton(AF_INET, host.c_str(), &four.sin_addr) == 1) {
        four.sin_family = AF_INET;
        four.sin_port = htons(port);
        keep(address, four);
        return true;
    }
    if (::inet_pton(AF_INET6, host.c_str(), &six.sin6_addr) == 1) {
        six.sin6_family = AF_INET6;
        six.sin6_port = htons(port);
        keep(address, six);
        return true;
    }
    return false;
}

/// "10.0.0.9:1337", "10.0.0.9", "[::1]:1337"
bool set_host_and_port(Address& address, std::string_view text, std::uint16_t usual) {
    const bool bracketed = text.starts_with('[');
    const auto end = bracketed ? text.find(']') : text.find(':');
    const std::string_view host = bracketed ? text.substr(1, end - 1) : text.substr(0, end);
    std::string_view rest = end == std::string_view::npos ? "" : text.substr(end + (bracketed ? 1 : 0));
    if ((bracketed && end == std::string_view::npos) || (!bracketed && host.empty()))
        return false;
    std::uint16_t port = usual;
    if (!rest.empty()) {
        const auto number = base::parse_number<std::uint16_t>(rest.substr(1));
        if (!rest.starts_with(':') || !number || *number == 0)
            return false;
        port = *number;
    }
    return port != 0 && set_host(address, std::string(host), port);
}

} // namespace

std::optional<Address> parse_address(std::string_view text, std::uint16_t port) {
    using Kind = Address::Kind;
    Address address;
    address.text = text;
    if (text == "window" || text == "multicast") {
        address.kind = text == "window" ? Kind::Window : Kind::Multicast;
        return address;
    }
    constexpr std::array<std::pair<std::string_view, Kind>, 2> kPaths{
        {{"serial:", Kind::Serial}, {"file:", Kind::File}}};
    for (const auto& [scheme, kind] : kPaths)
        if (text.starts_with(scheme) && text.size() > scheme.size()) {
            address.kind = kind;
            address.text = text.substr(scheme.size());
            return address;
        }
    constexpr std::array<std::pair<std::string_view, Kind>, 2> kHosts{
        {{"udp://", Kind::Udp}, {"tcp://", Kind::Tcp}}};
    for (const auto& [scheme, kind] : kHosts)
        if (text.starts_with(scheme)) {
            address.kind = kind;
            if (set_host_and_port(address, text.substr(scheme.size()), port))
                return address;
        }
    return std::nullopt;
}

Address group_address(std::uint32_t group, std::uint16_t port) {
    Address address;
    address.kind = Address::Kind::Multicast;
    sockaddr_in four{};
    four.sin_family = AF_INET;
    four.sin_port = htons(port);
    four.sin_addr.s_addr = htonl(group);
    keep(address, four);
    return address;
}

} // namespace display
