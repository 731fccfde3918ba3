#include "kiosk/scanner/usb_scanner.h"

#include "shared/base/log.h"
#include "shared/usb/keyboard.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk {

namespace {

/// In the README, too, and in assets/udev.
constexpr std::array<std::uint16_t, 4> kScannerVendors{
    0x0C2E, // Honeywell, formerly Metrologic
    0x05E0, // Zebra, formerly Symbol
    0x05F9, // Datalogic, formerly PSC
    0x1EAB, // Newland
};

bool is_same_plug(const usb::DeviceInfo& a, const usb::DeviceInfo& b) {
    return a.bus == b.bus && a.address == b.address;
}

} // namespace

std::vector<usb::Match> UsbScanner::usual() {
    std::vector<usb::Match> matches(kScannerVendors.size());
    for (std::size_t i = 0; i < matches.size(); ++i)
        matches[i].vendor = kScannerVendors[i];
    return matches;
}

UsbScanner::UsbScanner(std::vector<usb::Match> matches, const base::Clock& clock, ScanListener& listener)
    : matches_(std::move(matches)), clock_(clock), desk_(listener) {
    context_.on_plug([this](const usb::DeviceInfo& info, bool arrived) { plugged(info, arrived); });
}

void UsbScanner::plugged(const usb::DeviceInfo& info, bool arrived) {
    if (arrived)
        came(info);
    else
        went(info);
}

void UsbScanner::came(const usb::DeviceInfo& info) {
    if (std::ranges::none_of(matches_, [&](const usb::Match& match) { return match.fits(info); }))
        return;
    if (usb::boot_keyboard_of(info) == nullptr)
        return base::log_warning("kiosk",
                                 "{} is no scanner that types as a keyboard; if it is a scanner, its "
                                 "manual has a code that sets it up as a USB keyboard",
                                 info.name());
    found_.push_back(info);
    if (found_.size() == 1)
        begin();
    else
        base::log_info("kiosk", "scanner {} waits: {} is read", info.name(), found_.front().name());
}

void UsbScanner::went(const usb::DeviceInfo& info) {
    const bool was_read = !found_.empty() && is_same_plug(found_.front(), info);
    std::erase_if(found_, [&](const usb::DeviceInfo& one) { return is_same_plug(one, info); });
    if (!was_read)
        return;
    if (device_) // else its end was told
        base::log_warning("kiosk", "scanner {}: unplugged", info.name());
    close();
    if (!found_.empty())
        begin();
}

void UsbScanner::begin() {
    refusals_ = 0;
    try_open();
}

void UsbScanner::try_open() {
    retry_at_.reset();
    const auto fault = open();
    if (!fault) {
        refusals_ = 0;
        base::log_info("kiosk", "scanner {}, {}", found_.front().name(), found_.front().place);
        return desk_.set_there(true);
    }
    close();
    retry_at_ = clock_.steady() + (refusals_ < kQuickRetries ? kRetry : kRetryLater);
    if (++refusals_ == kQuickRetries)
        base::log_error("kiosk", "scanner {} cannot be opened: {}{}", found_.front().name(),
                        to_string(*fault),
                        *fault == usb::Fault::Denied ? "; is the udev rule installed?" : "");
}

std::optional<usb::Fault> UsbScanner::open() {
    auto opened = context_.open(found_.front());
    if (!opened)
        return opened.error();
    device_.emplace(std::move(*opened));
    const auto taken = usb::take_keyboard(
        *device_,
        [this](std::span<const std::byte> report) {
            const auto now = clock_.steady();
            desk_.tell(typed_.take(report, now), now);
        },
        [this](usb::Fault fault) { ended(fault); });
    return taken ? std::nullopt : std::optional(taken.error());
}

// A fault of a scanner that is still there is tried again; one that is gone is told by plugged(), too.
void UsbScanner::ended(usb::Fault fault) {
    base::log_warning("kiosk", "scanner {}: {}", found_.front().name(), to_string(fault));
    close();
    retry_at_ = clock_.steady() + kRetryLater;
}

void UsbScanner::close() {
    device_.reset();
    typed_ = {};
    retry_at_.reset();
    desk_.set_there(false);
}

// A report that has waited while the owner was busy comes before its silence is judged.
void UsbScanner::tick(base::SteadyTime now) {
    if (const auto silent_at = typed_.next_deadline(); silent_at && now >= *silent_at)
        context_.dispatch();
    desk_.tell(typed_.tick(now), now);
    if (retry_at_ && now >= *retry_at_)
        try_open();
}

std::optional<base::SteadyTime> UsbScanner::next_deadline() const {
    if (!retry_at_)
        return typed_.next_deadline();
    return retry_at_; // nothing is typed on a scanner that is not open
}

} // namespace kiosk
