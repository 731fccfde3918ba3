#include "shared/usb/key_box.h"

#include "shared/base/log.h"
#include "shared/usb/keyboard.h"

#include <algorithm>
#include <utility>

namespace usb {

namespace {

constexpr std::uint8_t kFromInterface = 0x81, kGetDescriptor = 0x06;
constexpr std::uint8_t kSetReport = 0x09;
constexpr std::uint16_t kReportDescriptor = 0x2200, kOutputReport = 0x0200;
constexpr base::Duration kTimeout{500};
constexpr std::size_t kBootLamps = 3; // Num, Caps, Scroll Lock: bits 0 to 2 of the one byte (HID 1.11, B.1)

bool is_key_interface(const Interface& one) {
    return one.interface_class == kHidClass && one.alternate == 0 && one.find(EndpointKind::Interrupt, true);
}

} // namespace

bool KeyBox::may_be(const DeviceInfo& info) {
    return std::ranges::any_of(info.interfaces, is_key_interface);
}

std::expected<std::unique_ptr<KeyBox>, Fault> KeyBox::take(Device device, Report report, Ready ready,
                                                           Device::FaultHandler ended) {
    std::unique_ptr<KeyBox> box(
        new KeyBox(std::move(device), std::move(report), std::move(ready), std::move(ended)));
    if (const auto started = box->start(); !started)
        return std::unexpected(started.error());
    return box;
}

KeyBox::KeyBox(Device device, Report report, Ready ready, Device::FaultHandler ended)
    : device_(std::move(device)), report_(std::move(report)), ready_(std::move(ready)),
      ended_(std::move(ended)) {}

std::expected<void, Fault> KeyBox::start() {
    const Interface* keyboard = boot_keyboard_of(device_.info());
    const auto& interfaces = device_.info().interfaces;
    const auto first = std::ranges::find_if(interfaces, is_key_interface);
    if (first == interfaces.end())
        return std::unexpected(Fault::Failed);
    const auto ours = claim_hid(device_, keyboard != nullptr ? keyboard->number : first->number);
    if (!ours)
        return std::unexpected(ours.error());
    for (const Interface& one : interfaces)
        if (is_key_interface(one) && ours->contains(one.number))
            parts_.push_back({one.number,
                              *one.find(EndpointKind::Interrupt, true),
                              keyboard != nullptr && one.number == keyboard->number,
                              {},
                              {},
                              {},
                              {},
                              0});
    undescribed_ = parts_.size();
    for (Part& part : parts_)
        device_.control({kFromInterface, kGetDescriptor, kReportDescriptor, part.number,
                         static_cast<std::uint16_t>(ReportLayout::kLongest)},
                        {}, kTimeout,
                        [this, &part](const std::expected<std::vector<std::byte>, Fault>& answer) {
                            described(part, answer);
                        });
    return {};
}

void KeyBox::described(Part& part, const std::expected<std::vector<std::byte>, Fault>& descriptor) {
    if (descriptor)
        part.layout = ReportLayout::parse(*descriptor);
    if (!part.layout && part.is_boot)
        base::log_warning("usb", "{} does not say where its keys are; the boot protocol is used",
                          info().name());
    has_keys_ = has_keys_ || part.layout || part.is_boot;
    if (part.is_boot)
        set_up_keyboard(device_, part.number, !part.layout);
    listen(part);
    if (--undescribed_ > 0)
        return;
    if (has_keys_)
        ready_();
    else
        end(descriptor ? Fault::Failed : descriptor.error());
}

void KeyBox::listen(Part& part) {
    const bool has_keys = part.layout || part.is_boot;
    device_.listen(
        part.endpoint, [this, &part](std::span<const std::byte> packet) { received(part, packet); },
        [this, has_keys](Fault fault) {
            if (has_keys)
                end(fault);
        });
}

/// A full packet of a longer report is its beginning; a shorter one is its end.
void KeyBox::received(Part& part, std::span<const std::byte> packet) {
    if (!part.layout) {
        if (const auto keys = part.is_boot ? boot_keys_down(packet) : std::nullopt)
            report_(part.number << 8, *keys);
        return;
    }
    part.begun.insert(part.begun.end(), packet.begin(), packet.end());
    if (packet.size() == part.endpoint.packet_size && part.begun.size() < part.layout->size_of(part.begun))
        return;
    const auto report = std::exchange(part.begun, {});
    if (const auto keys = part.layout->keys_down(report))
        report_(part.number << 8 | keys->report, *keys);
}

/// Once; the box may be gone after it.
void KeyBox::end(Fault fault) {
    if (const auto ended = std::exchange(ended_, {}))
        ended(fault);
}

std::size_t KeyBox::lamps_of(const Part& part) {
    if (part.layout)
        return part.layout->lamps().size();
    return part.is_boot ? kBootLamps : 0;
}

std::size_t KeyBox::lamps() const {
    std::size_t count = 0;
    for (const Part& part : parts_)
        count += undescribed_ == 0 ? lamps_of(part) : 0;
    return count;
}

void KeyBox::light(const std::vector<bool>& on) {
    if (undescribed_ > 0)
        return;
    auto rest = on.begin();
    for (Part& part : parts_) {
        const auto count = std::min(lamps_of(part), static_cast<std::size_t>(on.end() - rest));
        if (count == 0)
            continue;
        const std::vector<bool> own(rest, rest + static_cast<std::ptrdiff_t>(count));
        rest += static_cast<std::ptrdiff_t>(count);
        if (part.layout) {
            show(part, part.layout->light(own));
            continue;
        }
        std::byte lamps{};
        for (std::size_t i = 0; i < count; ++i)
            if (own[i])
                lamps |= std::byte{1} << i;
        show(part, {{0, {lamps}}});
    }
}

/// One after the other, so that a slow box has no queue: of what waits, only the newest counts.
void KeyBox::show(Part& part, std::vector<ReportLayout::Output> outputs) {
    if (part.on_their_way > 0) {
        part.waiting = std::move(outputs);
        return;
    }
    if (outputs == part.shown)
        return;
    part.shown = std::move(outputs);
    for (const auto& output : part.shown) {
        ++part.on_their_way;
        device_.control({kToInterface, kSetReport, static_cast<std::uint16_t>(kOutputReport | output.report),
                         part.number, 0},
                        output.bytes, kTimeout, [this, &part](const auto&) {
                            if (--part.on_their_way == 0 && part.waiting)
                                show(part, *std::exchange(part.waiting, std::nullopt));
                        });
    }
}

} // namespace usb
