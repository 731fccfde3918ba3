#include "shared/usb/keyboard.h"

#include "shared/base/log.h"

#include <algorithm>
#include <set>
#include <utility>

namespace usb {

namespace {

constexpr std::uint8_t kHid = 3, kBoot = 1, kKeyboard = 1;
constexpr std::uint8_t kToInterface = 0x21, kSetIdle = 0x0A, kSetProtocol = 0x0B;
constexpr base::Duration kControlTimeout{500};

} // namespace

const Interface* boot_keyboard_of(const DeviceInfo& info) {
    const auto found = std::ranges::find_if(info.interfaces, [](const Interface& one) {
        return one.interface_class == kHid && one.subclass == kBoot && one.protocol == kKeyboard &&
               one.alternate == 0 && one.find(EndpointKind::Interrupt, true);
    });
    return found == info.interfaces.end() ? nullptr : &*found;
}

std::expected<void, Fault> take_keyboard(Device& device, Device::PacketHandler report,
                                         Device::FaultHandler ended) {
    const Interface* keyboard = boot_keyboard_of(device.info());
    if (keyboard == nullptr)
        return std::unexpected(Fault::Failed);
    const auto is_hid = [](const Interface& one) {
        return one.interface_class == kHid && one.alternate == 0;
    };
    std::set<std::uint8_t> ours;
    for (const Interface& one : device.info().interfaces) {
        if (!is_hid(one))
            continue;
        const auto claimed = device.claim(one.number);
        if (!claimed && one.number == keyboard->number)
            return claimed;
        if (claimed)
            ours.insert(one.number);
        else
            base::log_warning("usb", "interface {} of {} stays with the system: {}", one.number,
                              device.info().name(), to_string(claimed.error()));
    }

    const auto ignore = [](const auto&) {}; // some stall both and work all the same
    device.control({kToInterface, kSetProtocol, 0, keyboard->number, 0}, {}, kControlTimeout, ignore);
    device.control({kToInterface, kSetIdle, 0, keyboard->number, 0}, {}, kControlTimeout, ignore);
    for (const Interface& one : device.info().interfaces) {
        const auto endpoint = one.find(EndpointKind::Interrupt, true);
        if (is_hid(one) && endpoint && one.number != keyboard->number && ours.contains(one.number))
            device.listen(*endpoint, [](std::span<const std::byte>) {}, [](Fault) {});
    }
    device.listen(*keyboard->find(EndpointKind::Interrupt, true), std::move(report), std::move(ended));
    return {};
}

} // namespace usb
