#include "caller/buttons/usb_boxes.h"

#include "shared/base/log.h"

#include <algorithm>

namespace caller {

namespace {

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
            if (same_plug(box.box->info(), info)) {
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
        if (!binding.match.fits(info) || !usb::KeyBox::may_be(info))
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
    auto device = context_.open(info);
    if (!device)
        return device.error() == usb::Fault::Unplugged;
    there_.push_back(
        {&binding,
         BoxKeys(info.name(), binding.counter, binding.keys, clock_.steady() + kSettle, listener_),
         {}});
    There& box = there_.back();
    auto taken = usb::KeyBox::take(
        std::move(*device),
        [this, &box](int part, const usb::KeysDown& keys) { box.keys.take(part, keys, clock_.steady()); },
        [this, &box] { ready(box); }, [this, &box](usb::Fault fault) { ended(box, fault); });
    if (!taken) {
        there_.pop_back();
        return taken.error() == usb::Fault::Unplugged;
    }
    box.box = std::move(*taken);
    return true;
}

void UsbBoxes::ready(There& box) {
    base::log_info("caller", "box {}, {}, is counter {}'s", box.keys.name(), box.box->info().place,
                   box.keys.counter().value);
    box.keys.came();
    light(box, clock_.steady());
}

void UsbBoxes::ended(There& box, usb::Fault fault) {
    base::log_warning("caller", "box {} of counter {}: {}", box.keys.name(), box.keys.counter().value,
                      fault == usb::Fault::Failed ? "has no keys, or failed" : to_string(fault));
    box.keys.went();
    there_.remove_if([&](const There& one) { return &one == &box; });
}

void UsbBoxes::show(const model::CounterId& counter, const Sign& sign) {
    auto& known = signs_[counter];
    if (known == sign)
        return;
    known = sign;
    light_at_ = clock_.steady();
}

void UsbBoxes::light(There& box, base::SteadyTime now) {
    const auto sign = signs_.find(box.keys.counter());
    if (sign == signs_.end() || box.box->lamps() == 0)
        return;
    std::vector<bool> on(box.box->lamps());
    for (std::size_t i = 0; i < on.size(); ++i)
        on[i] = sign->second.lamp(i, now);
    box.box->light(on);
    if (const auto next = sign->second.next_change(now))
        light_at_ = std::min(light_at_.value_or(*next), *next);
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
    for (There& box : there_)
        box.keys.tick(now);
    if (!light_at_ || now < *light_at_)
        return;
    light_at_.reset();
    for (There& box : there_)
        light(box, now);
}

std::optional<base::SteadyTime> UsbBoxes::next_deadline() const {
    auto next = light_at_;
    const auto sooner = [&next](std::optional<base::SteadyTime> when) {
        if (when)
            next = std::min(next.value_or(*when), *when);
    };
    for (const Opening& one : opening_)
        sooner(one.next);
    for (const There& box : there_)
        sooner(box.keys.next_deadline());
    return next;
}

} // namespace caller
