#pragma once

#include <stdexcept>
#include <string_view>

namespace usb {

/// Why something on the bus did not happen.
enum class Fault {
    Unplugged, ///< the device is gone; nothing more comes from it
    Stall,     ///< the endpoint is halted: clear_halt(), then go on
    Timeout,   ///< the device takes nothing now (a printer without paper); what went over is counted
    Cancelled, ///< we took the transfer back
    Busy,      ///< another program has claimed the interface
    Denied,    ///< no permission: the udev rule (assets/udev) is not installed
    Failed,    ///< anything else: noise on the cable, a babbling device
};

/// "unplugged", "stalled" …: for logs.
std::string_view to_string(Fault fault);

/// The machine has no usable USB at all; what() is a sentence for the operator.
class Error : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

} // namespace usb
