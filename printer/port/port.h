#pragma once

#include "printer/escpos/commands.h"
#include "printer/port/device_id.h"
#include "shared/loop/loop.h"

#include <cstdint>
#include <functional>
#include <string>
#include <variant>

namespace printer {

/// Why the cable is not usable.
enum class PortFault { Unplugged, Denied, Busy, Refused, Failed };
std::string_view to_string(PortFault fault);

/// What the plug says of the printer; all empty on cables that know nothing of it.
struct PlugIdentity {
    DeviceId says;
    std::uint16_t vendor = 0; ///< USB ids
    std::uint16_t product = 0;
};

struct PortUp {
    std::string name;    ///< for people: "usb 04b8:0e15 serial J2JK001 at 1-3.2"
    bool answers = true; ///< false: there is no way back
    PlugIdentity plug{};
};
struct PortDown {
    PortFault fault = PortFault::Unplugged;
    bool counted = true; ///< false: some of what was told as sent may be lost on the way
};
struct PortSent {
    std::size_t bytes = 0; ///< so many more have gone over
};
struct PortGot {
    Bytes bytes;
};
struct PortStuck {};   ///< the printer has taken nothing for two seconds; the port goes on trying
struct PortDropped {}; ///< after drop(): nothing is on its way any more, all that went over was told
struct PortLines {     ///< what the plug itself says, past any full buffer (USB only)
    bool paper_out = false;
    bool error = false;
};
using PortEvent = std::variant<PortUp, PortDown, PortSent, PortGot, PortStuck, PortDropped, PortLines>;

/// The cable to a ticket printer: bytes out, bytes back, plugged in or not. Knows nothing of tickets.
/// Connects by itself, again and again; what was not sent when it goes down is forgotten.
///
/// Real twins: UsbPort, NetworkPort. Virtual twin: VirtualPort, part of the product (`file:`, `--virtual`).
/// Never blocks. Used from one thread; events come from dispatch() and tick() only.
class Port : public loop::Timed {
  public:
    using Handler = std::function<void(const PortEvent&)>;
    void on_event(Handler handler) { handler_ = std::move(handler); }

    /// Queues bytes behind those not yet sent. `name` says what they are, for a port that keeps files.
    virtual void send(Bytes bytes, const std::string& name) = 0;
    /// Takes back what has not gone over; PortDropped follows.
    virtual void drop() = 0;
    /// PortLines follows, where the cable can tell.
    virtual void ask_lines() {}

    /// Readable when dispatch() has work; -1: only tick() is needed.
    virtual int descriptor() const { return -1; }
    virtual void dispatch() {}

  protected:
    void tell(const PortEvent& event) const {
        if (handler_)
            handler_(event);
    }

  private:
    Handler handler_;
};

} // namespace printer
