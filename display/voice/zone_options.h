#pragma once

#include "display/voice/announcer.h"
#include "shared/config/table.h"
#include "shared/voice/speaker.h"

#include <string>
#include <vector>

namespace display {

/// An audio zone as display.toml describes it. README.md shows every key.
struct ZoneOptions {
    AnnouncerOptions voice;
    voice::Outlet outlet;
    bool mute = false;
    std::string key = "space"; ///< says the current numbers: "space", "enter", "f1", one character; none: ""

    bool operator==(const ZoneOptions&) const = default;
};

/// The [[zone]] tables, each with what [voice] says where it says nothing itself; one zone of [voice] alone
/// when there are none. At least one. What is wrong is noted in the tables' document.
std::vector<ZoneOptions> read_zones(const config::Table& root, const ZoneOptions& usual);

/// "1-5, 8": counters in one text; nothing when it is no list of numbers from 1 to 999.
std::optional<std::vector<model::CounterId>> parse_counters(std::string_view text);

} // namespace display
