#include "shared/usb/keyboard.h"

#include "shared/base/log.h"

#include <algorithm>
#include <utility>

namespace usb {

namespace {

constexpr std::uint8_t kBoot = 1, kKeyboard = 1;
constexpr std::uint8_t kSetIdle = 0x0A, kSetProtocol = 0x0B;
constexpr base::Duration kControlTimeout{500};

} // namespace

const Interface* boot_keyboard_of(const DeviceInfo& info) {
    const auto found = std::ranges::find_if(info.interfaces, [](const Interface& one) {
        return one.interface_class == kHidClass && one.subclass == kBoot && one.protocol == kKeyboard &&
               one.alternate == 0 && one.find(EndpointKind::Interrupt, true);
    });
    return found == info.interfaces.end() ? nullptr : &*found;
}

std::expected<std::set<std::uint8_t>, Fault> claim_hid(Device& device, std::uint8_t wanted) {
    std::set<std::uint8_t> ours;
    for (const Interface& one : device.info().interfaces) {
        if (one.interface_class != kHidClass || one.alternate != 0)
            continue;
        const auto claimed = device.claim(one.number);
        if (!claimed && one.number == wanted)
            return std::unexpected(claimed.error());
        if (claimed)
            ours.insert(one.number);
        else
            base::log_warning("usb", "interface {} of {} stays with the system: {}", one.number,
                              device.info().name(), to_string(claimed.error()));
    }
    return ours;
}

void set_up_keyboard(Device& device, std::uint8_t interface_number, bool boot) {
    const auto ignore = [](const auto&) {};
    const auto protocol = static_cast<std::uint16_t>(boot ? 0 : 1);
    device.control({kToInterface, kSetProtocol, protocol, interface_number, 0}, {}, kControlTimeout, ignore);
    device.control({kToInterface, kSetIdle, 0, interface_number, 0}, {}, kControlTimeout, ignore);
}

std::expected<void, Fault> take_keyboard(Device& device, Device::PacketHandler report,
                                         Device::FaultHandler ended) {
    const Interface* keyboard = boot_keyboard_of(device.info());
    if (keyboard == nullptr)
        return std::unexpected(Fault::Failed);
    const auto ours = claim_hid(device, keyboard->number);
    if (!ours)
        return std::unexpected(ours.error());
    set_up_keyboard(device, keyboard->number, true);
    for (const Interface& one : device.info().interfaces) {
        const auto endpoint = one.find(EndpointKind::Interrupt, true);
        if (one.alternate == 0 && endpoint && one.number != keyboard->number && ours->contains(one.number))
            device.listen(*endpoint, [](std::span<const std::byte>) {}, [](Fault) {});
    }
    device.listen(*keyboard->find(EndpointKind::Interrupt, true), std::move(report), std::move(ended));
    return {};
}

} // namespace usb
