#include "caller/buttons/usb_boxes.h"

#include "shared/base/log.h"
#include "shared/usb/keyboard.h"

#include <algorithm>

namespace caller {

namespace {

constexpr std::uint8_t kHid = 3;

bool same_plug(const usb::DeviceInfo& a, const usb::DeviceInfo& b) {
    return a.bus == b.bus && a.address == b.address;
}

} // namespace

UsbBoxes::UsbBoxes(std::vector<BoxBinding> bindings, const base::Clock& clock, BoxListener& listener)
    : bindings_(std::move(bindings)), clock_(clock), listener_(listener) {
    context_.on_plug([this](const usb::DeviceInfo& info, bool arrived) { plugged(info, arrived); });
}

void UsbBoxes::plugged(const usb::DeviceInfo& info, bool arrived) {
    if (!arrived) {
        std::erase_if(opening_, [&](const Opening& one) { return same_plug(one.info, info); });
        for (There& box : there_)
            if (same_plug(box.device.info(), info)) {
                ended(box, usb::Fault::Unplugged);
                return;
            }
        return;
    }
    const BoxBinding* binding = binding_of(info);
    if (binding == nullptr)
        return;
    if (!open(*binding, info)) {
        const auto now = clock_.steady();
        opening_.push_back({binding, info, now + kRetry, now + kRetryFor});
    }
}

/// The first binding that fits and has no box yet: two bindings of the same ids take a box each.
const BoxBinding* UsbBoxes::binding_of(const usb::DeviceInfo& info) const {
    const auto taken = [this](const BoxBinding& binding) {
        return std::ranges::any_of(there_, [&](const There& box) { return box.binding == &binding; }) ||
               std::ranges::any_of(opening_, [&](const Opening& one) { return one.binding == &binding; });
    };
    bool fits = false;
    for (const BoxBinding& binding : bindings_) {
        if (!binding.match.fits(info) || !info.has_interface_class(kHid))
            continue;
        fits = true;
        if (!taken(binding))
            return &binding;
    }
    if (fits)
        base::log_warning("caller", "box {} fits a counter that has one; name boxes by place: {}",
                          info.name(), info.place);
    return nullptr;
}

bool UsbBoxes::open(const BoxBinding& binding, const usb::DeviceInfo& info) {
    if (usb::boot_keyboard_of(info) == nullptr) {
        base::log_error("caller", "box {} is no boot keyboard and cannot be used", info.name());
        return true;
    }
    auto device = context_.open(info);
    if (!device)
        return device.error() == usb::Fault::Unplugged;
    there_.push_back({&binding, std::move(*device), {}, Keys(binding.keys), clock_.steady() + kSettle});
    There& box = there_.back();
    const auto taken = usb::take_keyboard(
        box.device, [this, &box](std::span<const std::byte> bytes) { report(box, bytes); },
        [this, &box](usb::Fault fault) { ended(box, fault); });
    if (!taken) {
        there_.pop_back();
        return taken.error() == usb::Fault::Unplugged;
    }
    base::log_info("caller", "box {}, {}, is counter {}'s", info.name(), info.place, binding.counter.value);
    listener_.box_changed({info.name(), binding.counter, true});
    return true;
}

void UsbBoxes::report(There& box, std::span<const std::byte> bytes) {
    const auto now = clock_.steady();
    if (now < box.settled) {
        box.keyboard.hold(bytes);
        return;
    }
    const auto usage = box.keyboard.take(bytes);
    if (!usage)
        return;
    const auto press = box.keys.take(*usage, now);
    const auto counter = box.binding->counter;
    listener_.typed(counter, box.keys.typed());
    if (press)
        listener_.pressed(counter, *press);
}

void UsbBoxes::ended(There& box, usb::Fault fault) {
    const BoxState state{box.device.info().name(), box.binding->counter, false};
    base::log_warning("caller", "box {} of counter {}: {}", state.name, state.counter.value,
                      to_string(fault));
    there_.remove_if([&](const There& one) { return &one == &box; });
    listener_.typed(state.counter, {});
    listener_.box_changed(state);
}

void UsbBoxes::tick(base::SteadyTime now) {
    std::erase_if(opening_, [&](Opening& one) {
        if (now < one.next)
            return false;
        if (open(*one.binding, one.info))
            return true;
        one.next = now + kRetry;
        if (now < one.give_up)
            return false;
        base::log_error("caller", "box {} cannot be opened; is the udev rule installed?", one.info.name());
        return true;
    });
}

std::optional<base::SteadyTime> UsbBoxes::next_deadline() const {
    if (opening_.empty())
        return std::nullopt;
    return std::ranges::min_element(opening_, {}, &Opening::next)->next;
}

} // namespace caller
