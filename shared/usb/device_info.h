#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace usb {

enum class EndpointKind { Control, Isochronous, Bulk, Interrupt };

struct Endpoint {
    std::uint8_t address = 0; ///< bit 7 set: from the device to us
    EndpointKind kind = EndpointKind::Control;
    std::uint16_t packet_size = 0;

    bool is_in() const { return (address & 0x80U) != 0; }
};

/// One alternate setting of one interface.
struct Interface {
    std::uint8_t number = 0;
    std::uint8_t alternate = 0;
    std::uint8_t interface_class = 0; ///< 7 printer, 3 HID
    std::uint8_t subclass = 0;
    std::uint8_t protocol = 0;
    std::vector<Endpoint> endpoints;

    /// The first endpoint of this kind and direction.
    std::optional<Endpoint> find(EndpointKind kind, bool in) const;
};

/// A device on the bus, as its descriptors and the kernel describe it. Nothing was sent to the device to know
/// this, and no permission was needed.
struct DeviceInfo {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::string serial; ///< empty when it has none; clones often share one
    std::string maker;
    std::string model;

    /// Where it is plugged in: the controller and the ports, "0000:00:14.0/3.2". The same after a restart and
    /// a replug, unlike bus and address: the name of equal devices without serials.
    std::string place;
    std::string port; ///< the kernel's name, "1-3.2"

    std::uint8_t bus = 0;
    std::uint8_t address = 0; ///< new at every plug
    std::vector<Interface> interfaces;

    bool has_interface_class(std::uint8_t interface_class) const;

    /// "04b8:0e15", with the serial where it has one and the port: for logs and people.
    std::string name() const;
};

/// Which device is meant. Every field given must agree; a match without fields fits everything.
struct Match {
    std::optional<std::uint16_t> vendor;
    std::optional<std::uint16_t> product;
    std::string serial;
    std::string place; ///< a place or a kernel port name
    std::optional<std::uint8_t> interface_class;

    bool fits(const DeviceInfo& device) const;

    /// Reads "VID:PID", "VID:PID:SERIAL" (hexadecimal ids) or "@PLACE"; empty when it is none of them.
    static std::optional<Match> parse(std::string_view text);
};

} // namespace usb
