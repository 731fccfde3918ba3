#pragma once

#include "shared/base/clock.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace ship {

/// The exit code for what cannot be understood.
inline constexpr int kBadUsage = 2;

/// Which report is wanted.
struct ReportWish {
    std::string city;
    std::string hall; ///< empty: all of them
    std::string day;  ///< one of these three
    std::string week;
    std::string month;
    std::filesystem::path folder;
    std::string language;               ///< empty: each hall's own
    std::optional<std::uint64_t> store; ///< one journal alone, for after a restored backup
};

/// Writes the hall's report as the hall itself would: the same files, byte for byte, as long as both are made
/// in the same second. Of all halls: a folder for each, and halls.csv, a line a hall.
///
/// Returns the exit code: 0, or 2 when the wish cannot be understood. Throws CityError, base::FileError.
int make_reports(const ReportWish& wish, const base::Clock& clock);

} // namespace ship
