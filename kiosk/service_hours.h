#pragma once

#include "shared/model/hall.h"

namespace kiosk {

/// When a service is offered, in each of the hall's languages: "Mon–Fri 09:00–12:00, 13:30–17:00". Names of
/// the days from CLDR. Empty where the hall never closes and the service has no hours of its own.
model::Names service_hours(const model::Hall& hall, const model::Service& service);

} // namespace kiosk
