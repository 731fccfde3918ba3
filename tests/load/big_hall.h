#pragma once

#include "shared/model/ids.h"

#include <string>
#include <vector>

namespace load {

inline constexpr int kCounters = 200;
inline constexpr int kServices = 60;

/// The hall.toml of a city's hall: 200 counters of which each serves a few of 60 services, open all day.
std::string big_hall_toml();

model::ServiceId service(int number);

} // namespace load
