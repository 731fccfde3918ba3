#include "shared/queue/now.h"

namespace queue {

using namespace std::chrono;

Now now_in(const base::Zone& zone, base::WallTime time, int roll_over_hour) {
    const base::LocalTime local = zone.local(time);
    const auto whole_seconds = floor<seconds>(time);
    const auto since_midnight = hours(local.hour) + minutes(local.minute) + seconds(local.second);
    base::WallTime midnight = whole_seconds - since_midnight;
    if (local.hour < roll_over_hour)
        midnight -= hours(24);
    return {time, zone.service_day(time, roll_over_hour), midnight};
}

} // namespace queue
