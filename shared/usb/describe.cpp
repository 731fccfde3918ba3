#include "shared/base/text.h"
#include "shared/usb/state.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace usb {
namespace {

constexpr std::size_t kLongestText = 126; // a string descriptor holds no more

// What the kernel read when the device was plugged in; asking the device itself would need permission and
// time.
std::string kernel_text(const std::filesystem::path& folder, const char* attribute) {
    std::ifstream file(folder / attribute);
    std::string line;
    std::getline(file, line);
    line.resize(std::min(line.size(), kLongestText * 3));
    if (!base::is_utf8(line))
        return {};
    return std::string(base::trim(base::one_line(line)));
}

// ".../0000:00:14.0/usb1/1-3/1-3.2" -> "0000:00:14.0": bus numbers may change from start to start, this not.
std::string controller_of(const std::filesystem::path& folder, unsigned bus) {
    std::error_code missing;
    const auto real = std::filesystem::canonical(folder, missing);
    std::string before;
    for (const auto& part : real) {
        if (part == fmt::format("usb{}", bus) && before.find(':') != std::string::npos)
            return before;
        before = part.string();
    }
    return fmt::format("bus{}", bus);
}

EndpointKind kind_of(const libusb_endpoint_descriptor& endpoint) {
    switch (endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) {
    case LIBUSB_TRANSFER_TYPE_ISOCHRONOUS:
        return EndpointKind::Isochronous;
    case LIBUSB_TRANSFER_TYPE_BULK:
        return EndpointKind::Bulk;
    case LIBUSB_TRANSFER_TYPE_INTERRUPT:
        return EndpointKind::Interrupt;
    default:
        return EndpointKind::Control;
    }
}

Interface interface_of(const libusb_interface_descriptor& setting) {
    Interface made{setting.bInterfaceNumber,   setting.bAlternateSetting,  setting.bInterfaceClass,
                   setting.bInterfaceSubClass, setting.bInterfaceProtocol, {}};
    for (const auto& endpoint : std::span(setting.endpoint, setting.bNumEndpoints))
        made.endpoints.push_back({endpoint.bEndpointAddress, kind_of(endpoint),
                                  static_cast<std::uint16_t>(endpoint.wMaxPacketSize & 0x7ffU)});
    return made;
}

std::vector<Interface> interfaces_of(libusb_device* device) {
    std::vector<Interface> found;
    libusb_config_descriptor* config = nullptr;
    if (libusb_get_active_config_descriptor(device, &config) != LIBUSB_SUCCESS &&
        libusb_get_config_descriptor(device, 0, &config) != LIBUSB_SUCCESS)
        return found;
    for (const auto& each : std::span(config->interface, config->bNumInterfaces))
        for (const auto& setting : std::span(each.altsetting, static_cast<std::size_t>(each.num_altsetting)))
            found.push_back(interface_of(setting));
    libusb_free_config_descriptor(config);
    return found;
}

} // namespace

DeviceInfo describe(libusb_device* device) {
    DeviceInfo info;
    libusb_device_descriptor descriptor{};
    if (libusb_get_device_descriptor(device, &descriptor) == LIBUSB_SUCCESS) {
        info.vendor = descriptor.idVendor;
        info.product = descriptor.idProduct;
    }
    info.bus = libusb_get_bus_number(device);
    info.address = libusb_get_device_address(device);
    info.interfaces = interfaces_of(device);

    std::array<std::uint8_t, 7> ports{};
    const auto depth = libusb_get_port_numbers(device, ports.data(), static_cast<int>(ports.size()));
    const auto path = fmt::format(
        "{}", fmt::join(std::span(ports).first(static_cast<std::size_t>(std::max(depth, 0))), "."));
    info.port = depth > 0 ? fmt::format("{}-{}", info.bus, path) : fmt::format("usb{}", info.bus);

    const std::filesystem::path folder = "/sys/bus/usb/devices/" + info.port;
    info.place = controller_of(folder, info.bus) + "/" + path;
    info.serial = kernel_text(folder, "serial");
    info.maker = kernel_text(folder, "manufacturer");
    info.model = kernel_text(folder, "product");
    return info;
}

} // namespace usb
