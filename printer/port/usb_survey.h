#pragma once

#include "printer/port/device_id.h"
#include "printer/port/port.h"
#include "shared/usb/context.h"

#include <optional>
#include <string>
#include <vector>

namespace printer {

/// A printer on this machine's USB.
struct UsbPrinter {
    usb::DeviceInfo device;
    std::string flag;                 ///< what --device calls it, and no other printer that is there
    bool vendor_class = false;        ///< known by its ids only: it must be named
    std::optional<PortFault> trouble; ///< why it cannot be opened
    DeviceId says;                    ///< of itself; empty when it could not be asked
};

/// A device that hides behind "vendor class" and is known to be a receipt printer all the same.
bool is_known_printer(const usb::DeviceInfo& device);

/// Every printer that is plugged in, each asked for its device id. A second each at most; what another
/// program prints on is not disturbed.
std::vector<UsbPrinter> survey(usb::Context& usb, const base::Clock& clock);

} // namespace printer
