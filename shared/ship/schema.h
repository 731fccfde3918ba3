#pragma once

#include "shared/ship/line.h"

#include <string>

namespace ship {

/// The version of the city's tables that this program knows; assets/city/schema-1.sql … make it.
inline constexpr int kSchema = 1;

/// Brings the database to this version, from nothing or from an older one, whole or not at all; the login has
/// to own it. Returns the version that was there before, 0 for none. Throws CityError.
int bring_up_to_date(Line& city);

/// Throws CityError with a sentence when this program cannot work with the database's tables.
void check_schema(Line& city);

/// A hall's login, which must exist, may ship for this hall from now on, and nobody else. Throws CityError.
void admit(Line& city, const std::string& hall, const std::string& login);

/// Lower-case letters, digits and '-', 32 at most.
bool is_hall_id(std::string_view id);

} // namespace ship
