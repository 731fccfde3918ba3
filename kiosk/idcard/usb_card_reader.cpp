#include "kiosk/idcard/usb_card_reader.h"

#include "shared/base/log.h"

#include <algorithm>
#include <utility>

namespace kiosk {

namespace {

constexpr base::Duration kWriteTime{1000};

const usb::Interface* two_way_interface(const usb::DeviceInfo& info) {
    const auto found = std::ranges::find_if(info.interfaces, [](const usb::Interface& one) {
        return one.find(usb::EndpointKind::Bulk, true) && one.find(usb::EndpointKind::Bulk, false);
    });
    return found == info.interfaces.end() ? nullptr : &*found;
}

} // namespace

usb::Match UsbCardReader::usual() {
    usb::Match match;
    match.vendor = 0x0400;
    match.product = 0xC35A;
    return match;
}

UsbCardReader::UsbCardReader(usb::Match match, const wire::PersonKey& key, const base::Clock& clock,
                             CardListener& listener)
    : SdtCardReader(key, clock, listener), match_(std::move(match)) {
    context_.on_plug([this](const usb::DeviceInfo& info, bool arrived) { plugged(info, arrived); });
}

void UsbCardReader::plugged(const usb::DeviceInfo& info, bool arrived) {
    if (!arrived && found_ && found_->bus == info.bus && found_->address == info.address) {
        found_.reset();
        retry_at_.reset();
        device_.reset();
        return cable_down();
    }
    if (!arrived || found_ || !match_.fits(info))
        return;
    if (two_way_interface(info) == nullptr) {
        base::log_error("kiosk", "{} has no bulk endpoints both ways and is no card reader", info.name());
        return;
    }
    found_ = info;
    refusals_ = 0;
    try_open();
}

void UsbCardReader::try_open() {
    retry_at_.reset();
    const auto fault = open();
    if (!fault) {
        refusals_ = 0;
        return cable_up("usb " + found_->name());
    }
    device_.reset();
    retry_at_ = now() + (refusals_ < kQuickRetries ? kRetry : kRetryLater);
    if (++refusals_ == kQuickRetries)
        base::log_error("kiosk", "card reader {} cannot be opened: {}{}", found_->name(), to_string(*fault),
                        *fault == usb::Fault::Denied ? "; is the udev rule installed?" : "");
}

std::optional<usb::Fault> UsbCardReader::open() {
    auto opened = context_.open(*found_);
    if (!opened)
        return opened.error();
    device_.emplace(std::move(*opened));
    const usb::Interface& chosen = *two_way_interface(*found_);
    if (const auto claimed = device_->claim(chosen.number, chosen.alternate); !claimed)
        return claimed.error();
    out_ = chosen.find(usb::EndpointKind::Bulk, false)->address;
    device_->listen(
        *chosen.find(usb::EndpointKind::Bulk, true),
        [this](std::span<const std::byte> packet) { received(packet); },
        [this](usb::Fault fault) { ended(fault); });
    return std::nullopt;
}

// What is not taken in time is told by the reader's silence.
void UsbCardReader::send(std::vector<std::byte> bytes) {
    if (device_)
        device_->write(out_, std::move(bytes), kWriteTime,
                       [this](const usb::Written& written) { this->written(written); });
}

void UsbCardReader::written(const usb::Written& written) {
    if (written.fault == usb::Fault::Stall)
        static_cast<void>(device_->clear_halt(out_));
    else if (written.fault && *written.fault != usb::Fault::Timeout)
        ended(*written.fault);
}

// A fault of a reader that is still there is tried again; one that is gone comes back by plugged().
void UsbCardReader::ended(usb::Fault fault) {
    base::log_warning("kiosk", "card reader {}: {}", found_->name(), to_string(fault));
    reopen();
    cable_down();
}

void UsbCardReader::reopen() {
    device_.reset();
    retry_at_ = now() + kRetryLater;
}

void UsbCardReader::tick_cable(base::SteadyTime now) {
    if (retry_at_ && now >= *retry_at_)
        try_open();
}

} // namespace kiosk
