#pragma once

#include "shared/base/zone.h"
#include "shared/model/ahead.h"

#include <filesystem>
#include <optional>
#include <string>

namespace lab {

struct AheadOptions {
    std::filesystem::path journal; ///< a hall's state folder; the hall may be running
    std::filesystem::path config;  ///< its hall.toml
    int day = 0;                   ///< YYYYMMDD; 0: the last one
    std::string at;                ///< HH:MM on that date; empty: the last moment that is journalled
    model::WhatIf what_if;
    bool json = false;
};

/// What the hall would have foreseen at one moment, and what came.
struct Foreseen {
    std::string zone;
    model::HoursAhead ahead;
    /// Measured from the journal, each estimate one number, as far as it goes; empty when nothing was
    /// journalled later, or when something else was wondered about.
    std::optional<model::HoursAhead> was;
};

/// Learns from the journal up to that moment and no further, as the hall did. Throws InputError,
/// config::Errors or store::DatabaseError for what cannot be used.
Foreseen look_ahead(const AheadOptions& options);

std::string to_text(const Foreseen& foreseen);
std::string to_json(const Foreseen& foreseen);

} // namespace lab
