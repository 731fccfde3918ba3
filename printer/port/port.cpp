#include "printer/port/port.h"

namespace printer {

std::string_view to_string(PortFault fault) {
    switch (fault) {
    case PortFault::Unplugged:
        return "unplugged";
    case PortFault::Denied:
        return "no permission: install assets/udev/60-jiaohao.rules";
    case PortFault::Busy:
        return "another program has it";
    case PortFault::Refused:
        return "it does not answer";
    case PortFault::Failed:
        return "it failed";
    }
    return "it failed";
}

} // namespace printer
