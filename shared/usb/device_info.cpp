#include "shared/usb/device_info.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace usb {
namespace {

std::optional<std::uint16_t> parse_id(std::string_view digits) {
    std::uint16_t id = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id, 16);
    if (digits.empty() || digits.size() > 4 || error != std::errc{} || end != digits.data() + digits.size())
        return std::nullopt;
    return id;
}

} // namespace

std::optional<Endpoint> Interface::find(EndpointKind kind, bool in) const {
    const auto found = std::ranges::find_if(
        endpoints, [&](const Endpoint& endpoint) { return endpoint.kind == kind && endpoint.is_in() == in; });
    if (found == endpoints.end())
        return std::nullopt;
    return *found;
}

bool DeviceInfo::has_interface_class(std::uint8_t interface_class) const {
    return std::ranges::any_of(
        interfaces, [&](const Interface& each) { return each.interface_class == interface_class; });
}

std::string DeviceInfo::name() const {
    auto text = fmt::format("{:04x}:{:04x}", vendor, product);
    if (!serial.empty())
        text += " serial " + serial;
    return text + " at " + port;
}

bool Match::fits(const DeviceInfo& device) const {
    return (!vendor || *vendor == device.vendor) && (!product || *product == device.product) &&
           (serial.empty() || serial == device.serial) &&
           (place.empty() || place == device.place || place == device.port) &&
           (!interface_class || device.has_interface_class(*interface_class));
}

std::optional<Match> Match::parse(std::string_view text) {
    Match match;
    if (text.starts_with('@') && text.size() > 1) {
        match.place = text.substr(1);
        return match;
    }
    const auto colon = text.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const auto second = text.find(':', colon + 1);
    match.vendor = parse_id(text.substr(0, colon));
    match.product = parse_id(text.substr(colon + 1, second == std::string_view::npos ? std::string_view::npos
                                                                                     : second - colon - 1));
    if (!match.vendor || !match.product)
        return std::nullopt;
    if (second != std::string_view::npos) {
        match.serial = text.substr(second + 1);
        if (match.serial.empty())
            return std::nullopt;
    }
    return match;
}

} // namespace usb
