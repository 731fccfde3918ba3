#include "shared/model/hall.h"

#include <algorithm>

namespace model {

Duties duties(const Hall& hall, const Counter& counter, const ClerkId& clerk) {
    Duties duties{counter.services, counter.backup};
    const Staff* staff = find(hall.staff, clerk);
    if (staff == nullptr || staff->services.empty())
        return duties;
    const auto may_not = [&](const ServiceId& service) {
        return std::ranges::find(staff->services, service) == staff->services.end();
    };
    std::erase_if(duties.services, may_not);
    std::erase_if(duties.backup, may_not);
    return duties;
}

} // namespace model
