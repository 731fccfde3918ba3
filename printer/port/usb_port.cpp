#include "printer/port/usb_port.h"

#include "printer/port/device_id.h"
#include "shared/base/log.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace printer {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kUsbPiece = 16U << 10U;
constexpr base::Duration kRequestTime = 1s;
constexpr base::Duration kRetry = 200ms;   // udev sets the permissions a moment after the device is there
constexpr base::Duration kRetryLater = 3s; // for everything that is not over in a moment
constexpr int kStallsForgiven = 3;

} // namespace

std::optional<usb::Interface> printing_interface(const usb::DeviceInfo& device, bool any_class) {
    std::optional<usb::Interface> best;
    for (const auto& each : device.interfaces) {
        const bool is_printer = each.interface_class == 7 && each.subclass == 1 && each.protocol <= 2;
        if (is_printer && each.find(usb::EndpointKind::Bulk, false) &&
            (!best || each.protocol > best->protocol))
            best = each;
    }
    if (best || !any_class)
        return best;
    const auto other = std::ranges::find_if(device.interfaces, [](const usb::Interface& each) {
        return each.find(usb::EndpointKind::Bulk, false).has_value();
    });
    return other == device.interfaces.end() ? std::nullopt : std::optional(*other);
}

PortFault fault_of(usb::Fault fault) {
    switch (fault) {
    case usb::Fault::Denied:
        return PortFault::Denied;
    case usb::Fault::Busy:
        return PortFault::Busy;
    case usb::Fault::Unplugged:
        return PortFault::Unplugged;
    default:
        return PortFault::Failed;
    }
}

usb::Setup id_request(const usb::Interface& interface) {
    const auto index = static_cast<std::uint16_t>(interface.number << 8U | interface.alternate);
    return {0xa1, 0, 0, index, 1024};
}

UsbPort::UsbPort(usb::Context& usb, usb::Match match, const base::Clock& clock, base::Duration piece_time)
    : usb_(usb), match_(std::move(match)), clock_(clock), piece_time_(piece_time) {
    usb_.on_plug([this](const usb::DeviceInfo& device, bool arrived) { on_plug(device, arrived); });
}

void UsbPort::on_plug(const usb::DeviceInfo& device, bool arrived) {
    const bool is_ours = found_ && found_->bus == device.bus && found_->address == device.address;
    if (!arrived && is_ours) {
        found_.reset();
        retry_at_.reset();
        disconnect(PortFault::Unplugged, false);
        return;
    }
    if (!arrived || found_ || !match_.fits(device) || !printing_interface(device, match_.vendor.has_value()))
        return;
    found_ = device;
    told_.reset();
    try_open();
}

void UsbPort::try_open() {
    retry_at_.reset();
    if (!found_ || device_)
        return;
    auto opened = usb_.open(*found_);
    if (opened) {
        device_.emplace(std::move(*opened));
        if (connect())
            return;
    }
    device_.reset();
    const auto fault = fault_of(opened ? usb::Fault::Busy : opened.error());
    retry_at_ = clock_.steady() + (told_ ? kRetryLater : kRetry);
    if (std::exchange(told_, fault) != fault)
        tell(PortDown{fault});
}

bool UsbPort::connect() {
    interface_ = printing_interface(*found_, match_.vendor.has_value());
    if (!interface_ || !device_->claim(interface_->number, interface_->alternate))
        return false;
    out_ = interface_->find(usb::EndpointKind::Bulk, false)->address;
    told_.reset();
    unsent_.clear();
    writing_ = dropping_ = false;
    stalls_ = 0;
    listen();
    ask_name();
    return true;
}

void UsbPort::listen() {
    const auto in = interface_->find(usb::EndpointKind::Bulk, true);
    if (!in)
        return;
    device_->listen(
        *in, [this](std::span<const std::byte> packet) { tell(PortGot{{packet.begin(), packet.end()}}); },
        [this](usb::Fault fault) { disconnect(fault_of(fault), true); });
}

void UsbPort::ask_name() {
    if (interface_->interface_class != 7) {
        tell_up({});
        return;
    }
    device_->control(id_request(*interface_), {}, kRequestTime, [this](const auto& answer) {
        if (!found_)
            return;
        const auto id = answer ? parse_device_id(*answer) : DeviceId();
        if (answer)
            base::log_info("printer", "{} says it is {} {}", found_->name(), id.maker, id.model);
        tell_up(id);
    });
}

void UsbPort::tell_up(const DeviceId& says) {
    const bool answers = interface_->find(usb::EndpointKind::Bulk, true).has_value();
    tell(PortUp{"usb " + found_->name(), answers, {says, found_->vendor, found_->product}});
}

void UsbPort::ask_lines() {
    if (!device_ || interface_->interface_class != 7)
        return;
    device_->control({0xa1, 1, 0, interface_->number, 1}, {}, kRequestTime, [this](const auto& answer) {
        if (!answer || answer->size() != 1)
            return;
        const auto bits = std::to_integer<unsigned>(answer->front());
        tell(PortLines{(bits & 0x20U) != 0, (bits & 0x08U) == 0});
    });
}

void UsbPort::send(Bytes bytes, const std::string& /*name*/) {
    if (!device_)
        return;
    unsent_.insert(unsent_.end(), bytes.begin(), bytes.end());
    write_next();
}

void UsbPort::drop() {
    unsent_.clear();
    if (!writing_) {
        tell(PortDropped{});
        return;
    }
    dropping_ = true;
    device_->cancel_writes();
}

void UsbPort::write_next() {
    if (writing_ || unsent_.empty() || !device_)
        return;
    const auto count = static_cast<std::ptrdiff_t>(std::min(unsent_.size(), kUsbPiece));
    writing_ = true;
    device_->write(out_, {unsent_.begin(), unsent_.begin() + count}, piece_time_,
                   [this](const usb::Written& written) { on_written(written); });
}

void UsbPort::on_written(const usb::Written& written) {
    writing_ = false;
    if (!dropping_)
        unsent_.erase(unsent_.begin(), unsent_.begin() + static_cast<std::ptrdiff_t>(written.transferred));
    if (written.transferred > 0) {
        stalls_ = 0;
        tell(PortSent{written.transferred});
    }
    if (!device_)
        return;
    const bool passes =
        !written.fault || *written.fault == usb::Fault::Timeout || *written.fault == usb::Fault::Cancelled;
    if (written.fault == usb::Fault::Stall && ++stalls_ <= kStallsForgiven)
        static_cast<void>(device_->clear_halt(out_));
    else if (!passes)
        return disconnect(fault_of(*written.fault), true);
    if (std::exchange(dropping_, false))
        tell(PortDropped{});
    else if (written.fault == usb::Fault::Timeout && written.transferred == 0)
        tell(PortStuck{});
    write_next();
}

// A fault of a device that is still there is tried again; one that is gone comes back by on_plug().
void UsbPort::disconnect(PortFault fault, bool retry) {
    if (retry)
        retry_at_ = clock_.steady() + kRetryLater;
    if (!device_)
        return;
    device_.reset();
    unsent_.clear();
    writing_ = dropping_ = false;
    told_ = fault;
    tell(PortDown{fault});
}

void UsbPort::tick(base::SteadyTime now) {
    if (retry_at_ && now >= *retry_at_)
        try_open();
}

std::optional<base::SteadyTime> UsbPort::next_deadline() const {
    return retry_at_;
}

} // namespace printer
