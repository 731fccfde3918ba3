#include "shared/usb/fault.h"

namespace usb {

std::string_view to_string(Fault fault) {
    switch (fault) {
    case Fault::Unplugged:
        return "unplugged";
    case Fault::Stall:
        return "stalled";
    case Fault::Timeout:
        return "timed out";
    case Fault::Cancelled:
        return "cancelled";
    case Fault::Busy:
        return "busy: another program has it";
    case Fault::Denied:
        return "no permission: install assets/udev/60-jiaohao.rules";
    case Fault::Failed:
        return "failed";
    }
    return "failed";
}

} // namespace usb
