#pragma once

#include "shared/lab/comparison.h"

#include <filesystem>

namespace lab {

struct ReplayOptions {
    std::filesystem::path journal; ///< a hall's state folder; the hall may be running
    std::filesystem::path config;  ///< hall.toml of what might have been
    std::filesystem::path was;     ///< hall.toml of the day itself; empty: found out from the calls
    std::filesystem::path svg;     ///< where the picture goes; empty: none
    int day = 0;                   ///< YYYYMMDD; 0: the last complete one with visitors, or the last one
    bool json = false;
};

/// Reads the day, lets it happen again, measures. Throws InputError, config::Errors or store::DatabaseError
/// for what cannot be used.
Comparison replay(const ReplayOptions& options);

} // namespace lab
