#include "shared/forecast/calibration.h"

#include <algorithm>
#include <cmath>

namespace forecast {

namespace {

constexpr double kScale = 100'000; ///< logarithms are kept as whole numbers

/// A tenth would be right if tomorrow were as today; days differ, which takes a few per cent of what is held.
constexpr double kTail = 0.09;

std::size_t horizon(base::Duration point) {
    constexpr std::array<std::int64_t, 6> kEdges{3, 8, 15, 25, 40, 60}; // minutes
    const auto minutes = std::chrono::floor<std::chrono::minutes>(point).count();
    return static_cast<std::size_t>(std::ranges::upper_bound(kEdges, minutes) - kEdges.begin());
}

double minutes_and_one(base::Duration duration) {
    return static_cast<double>(duration.count()) / 60'000 + 1;
}

std::int32_t error(base::Duration bound, base::Duration waited) {
    return static_cast<std::int32_t>(
        std::lround(kScale * std::log(minutes_and_one(waited) / minutes_and_one(bound))));
}

base::Duration moved(base::Duration bound, double by) {
    const double minutes = minutes_and_one(bound) * std::exp(by / kScale) - 1;
    return base::Duration(std::max<std::int64_t>(0, std::llround(minutes * 60'000)));
}

} // namespace

Calibration::Calibration() = default;

void Calibration::observe(const model::Foreseen& raw, base::Duration waited) {
    for (Errors* errors : {&by_horizon_[horizon(raw.point)], &all_}) {
        errors->low.add(error(raw.low, waited));
        errors->point.add(error(raw.point, waited));
        errors->high.add(error(raw.high, waited));
    }
}

const Calibration::Errors* Calibration::errors_for(base::Duration point) const {
    const Errors& here = by_horizon_[horizon(point)];
    if (here.low.size() >= kEnough)
        return &here;
    return all_.low.size() >= kEnough ? &all_ : nullptr;
}

model::Foreseen Calibration::corrected(const model::Foreseen& raw) const {
    const Errors* errors = errors_for(raw.point);
    if (errors == nullptr)
        return raw;
    model::Foreseen better;
    better.point = moved(raw.point, 0.5 * errors->point.quantile(0.5));
    better.low = std::min(moved(raw.low, errors->low.quantile(kTail)), better.point);
    better.high = std::max(moved(raw.high, errors->high.quantile(1 - kTail)), better.point);
    return better;
}

} // namespace forecast
