#include "kiosk/brake.h"

#include <algorithm>
#include <vector>

namespace kiosk {

namespace {

// The oldest of the last `most` has to be a span ago.
base::Duration until_free(const std::vector<base::SteadyTime>& times, std::size_t most,
                          base::SteadyTime now) {
    if (times.size() < most)
        return base::Duration(0);
    return std::max(base::Duration(0), times[times.size() - most] + Brake::kBrakeSpan - now);
}

} // namespace

base::Duration Brake::wait(const model::ServiceId& service, base::SteadyTime now) const {
    std::vector<base::SteadyTime> all;
    std::vector<base::SteadyTime> of_service;
    all.reserve(taken_.size());
    of_service.reserve(taken_.size());
    for (const Taken& taken : taken_) {
        all.push_back(taken.at);
        if (taken.service == service)
            of_service.push_back(taken.at);
    }
    return std::max(until_free(all, kMostInAll, now), until_free(of_service, kMostOfService, now));
}

void Brake::note(const model::ServiceId& service, base::SteadyTime now) {
    while (!taken_.empty() && taken_.front().at + kBrakeSpan <= now)
        taken_.pop_front();
    taken_.push_back({service, now});
}

} // namespace kiosk
