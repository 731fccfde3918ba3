#pragma once

#include "printer/port/port.h"
#include "shared/usb/context.h"

#include <deque>
#include <optional>

namespace printer {

/// A printer on USB: the first one that fits, found again whenever it is plugged in.
///
/// A printer is a device with an interface of class 7/1 (one- or two-way), or one named by its ids that has a
/// bulk endpoint out (Epson's "vendor class"). Endpoints are read from its descriptors. The kernel's driver
/// is detached; the printer is never reset.
///
/// PortUp comes when the printer has said what it is, or a second later: what is sent depends on the model.
///
/// A printer without paper takes no bytes, for minutes: that is a time-out of the transfer, after which the
/// port goes on with exactly the bytes that were not taken.
class UsbPort final : public Port {
  public:
    /// `piece_time`: how long the printer may take nothing of a piece before PortStuck.
    UsbPort(usb::Context& usb, usb::Match match, const base::Clock& clock,
            base::Duration piece_time = std::chrono::seconds(2));

    void send(Bytes bytes, const std::string& name) override;
    void drop() override;
    void ask_lines() override;
    int descriptor() const override { return usb_.descriptor(); }
    void dispatch() override { usb_.dispatch(); }
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    void on_plug(const usb::DeviceInfo& device, bool arrived);
    void try_open();
    bool connect();
    void listen();
    void ask_name();
    void tell_up(const DeviceId& says);
    void write_next();
    void on_written(const usb::Written& written);
    void disconnect(PortFault fault, bool retry);

    usb::Context& usb_;
    usb::Match match_;
    const base::Clock& clock_;
    base::Duration piece_time_;
    std::optional<usb::DeviceInfo> found_;
    std::optional<usb::Device> device_;
    std::optional<usb::Interface> interface_;
    std::uint8_t out_ = 0;
    std::deque<std::byte> unsent_;
    bool writing_ = false;
    bool dropping_ = false;
    int stalls_ = 0;
    std::optional<PortFault> told_; ///< said once, not at every try
    std::optional<base::SteadyTime> retry_at_;
};

/// The interface of the device that takes print data: class 7/1 with the highest protocol up to 2, else,
/// where any is allowed, the first with a bulk endpoint out.
std::optional<usb::Interface> printing_interface(const usb::DeviceInfo& device, bool any_class);

/// GET_DEVICE_ID of the printer class.
usb::Setup id_request(const usb::Interface& interface);

PortFault fault_of(usb::Fault fault);

} // namespace printer
