#include "printer/port/usb_survey.h"

#include "printer/port/usb_port.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <utility>

namespace printer {
namespace {

using namespace std::chrono_literals;

constexpr base::Duration kIdAnswerTime = 1s;

// Epson's printers set to "vendor class", and the controllers of the cheap ones.
constexpr std::array<std::pair<std::uint16_t, std::uint16_t>, 8> kVendorClass{{{0x04b8, 0x0202},
                                                                               {0x0416, 0x5011},
                                                                               {0x0fe6, 0x811e},
                                                                               {0x0456, 0x0808},
                                                                               {0x6868, 0x0500},
                                                                               {0x0483, 0x5743},
                                                                               {0x1fc9, 0x2016},
                                                                               {0x28e9, 0x0289}}};

std::string flag_of(const usb::DeviceInfo& device, const std::vector<usb::DeviceInfo>& all) {
    const auto ids = fmt::format("usb:{:04x}:{:04x}", device.vendor, device.product);
    const auto is_like_it = [&](const usb::DeviceInfo& other) {
        return other.vendor == device.vendor && other.product == device.product &&
               other.serial == device.serial;
    };
    if (std::ranges::count_if(all, is_like_it) > 1)
        return "usb:@" + device.port;
    return device.serial.empty() ? ids : ids + ":" + device.serial;
}

void turn_until(usb::Context& usb, const base::Clock& clock, const bool& done) {
    const auto end = clock.steady() + kIdAnswerTime;
    while (!done && clock.steady() < end) {
        pollfd ready{usb.descriptor(), POLLIN, 0};
        ::poll(&ready, 1, 50);
        usb.dispatch();
    }
}

void ask(usb::Context& usb, const base::Clock& clock, UsbPrinter& printer) {
    const auto interface = printing_interface(printer.device, true);
    auto device = usb.open(printer.device);
    if (!device) {
        printer.trouble = fault_of(device.error());
        return;
    }
    if (const auto claimed = device->claim(interface->number, interface->alternate); !claimed) {
        printer.trouble = fault_of(claimed.error());
        return;
    }
    bool done = false;
    device->control(id_request(*interface), {}, kIdAnswerTime, [&](const auto& answer) {
        done = true;
        if (answer)
            printer.says = parse_device_id(*answer);
    });
    turn_until(usb, clock, done);
}

} // namespace

bool is_known_printer(const usb::DeviceInfo& device) {
    return std::ranges::find(kVendorClass, std::pair(device.vendor, device.product)) != kVendorClass.end();
}

std::vector<UsbPrinter> survey(usb::Context& usb, const base::Clock& clock) {
    const auto all = usb.devices();
    std::vector<UsbPrinter> found;
    for (const auto& device : all) {
        const bool says_so = printing_interface(device, false).has_value();
        if (!says_so && !(is_known_printer(device) && printing_interface(device, true)))
            continue;
        auto& printer = found.emplace_back(UsbPrinter{device, flag_of(device, all), !says_so, {}, {}});
        ask(usb, clock, printer);
    }
    return found;
}

} // namespace printer
