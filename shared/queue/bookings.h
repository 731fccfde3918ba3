#pragma once

#include "shared/model/hall.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace queue {

using Bookings = std::vector<model::Appointment>;

/// Appointments as the journal keeps them, one a line: "CODE SERVICE MINUTE PERSON", the last may be missing.
/// No field holds a blank.
std::string write_bookings(const Bookings& bookings);
std::optional<Bookings> read_bookings(std::string_view text);

} // namespace queue
