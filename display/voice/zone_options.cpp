#include "display/voice/zone_options.h"

#include "shared/base/text.h"

#include <algorithm>

namespace display {

namespace {

constexpr std::size_t kMostZones = 16, kMostQuietHours = 8;
constexpr int kLargestCounter = 999;

bool is_key(const std::string& key) {
    static const std::vector<std::string> kNamed{"",   "space", "enter", "f1", "f2",  "f3",  "f4", "f5",
                                                 "f6", "f7",    "f8",    "f9", "f10", "f11", "f12"};
    return std::ranges::find(kNamed, key) != kNamed.end() || base::code_points(key).size() == 1;
}

std::vector<QuietHours> read_quiet(const config::Table& table) {
    std::vector<QuietHours> all;
    for (const config::Table& quiet : table.tables("quiet", kMostQuietHours)) {
        const QuietHours hours{quiet.time_of_day("from"), quiet.time_of_day("until"),
                               quiet.number("volume", 0, 100, 0)};
        if (hours.from == hours.until)
            quiet.error("until",
                        "the quiet hours end when they begin: say from = \"12:00\", until = \"14:00\"");
        all.push_back(hours);
    }
    return all;
}

/// What [voice] and [[zone]] have in common.
ZoneOptions read_common(const config::Table& table, ZoneOptions zone) {
    AnnouncerOptions& voice = zone.voice;
    voice.languages = table.texts("languages", voice.languages);
    voice.times = table.number("times", 1, 3, voice.times);
    voice.volume = table.number("volume", 0, 100, voice.volume);
    voice.chime = table.flag("chime", voice.chime);
    voice.manner.yao = table.flag("yao", voice.manner.yao);
    voice.manner.with_location = table.flag("location", voice.manner.with_location);
    if (table.has("quiet"))
        voice.quiet = read_quiet(table);
    zone.mute = table.flag("mute", zone.mute);
    zone.outlet.device = table.text("speaker", zone.outlet.device);
    if (table.has("channel")) {
        const std::string channel = table.word("channel", {"both", "left", "right"});
        zone.outlet.channel = channel == "left"    ? voice::Channel::Left
                              : channel == "right" ? voice::Channel::Right
                                                   : voice::Channel::Both;
    }
    zone.key = table.text("key", zone.key);
    if (!is_key(zone.key))
        table.error("key", R"(a key is "space", "enter", "f1" to "f12" or one character; "" is none)");
    return zone;
}

} // namespace

std::optional<std::vector<model::CounterId>> parse_counters(std::string_view text) {
    std::vector<model::CounterId> counters;
    for (const std::string_view part : base::split(text, ',')) {
        const auto ends = base::split(base::trim(part), '-');
        const auto first = base::parse_number<int>(base::trim(ends.front()));
        const auto last = base::parse_number<int>(base::trim(ends.back()));
        if (ends.size() > 2 || !first || !last || *first < 1 || *last < *first || *last > kLargestCounter)
            return std::nullopt;
        for (int counter = *first; counter <= *last; ++counter)
            if (std::ranges::find(counters, model::CounterId{counter}) == counters.end())
                counters.push_back(model::CounterId{counter});
    }
    return counters;
}

std::vector<ZoneOptions> read_zones(const config::Table& root, const ZoneOptions& usual) {
    const ZoneOptions common = read_common(root.table("voice"), usual);
    std::vector<ZoneOptions> zones;
    for (const config::Table& table : root.tables("zone", kMostZones)) {
        ZoneOptions zone = read_common(table, common);
        zone.voice.zone = table.id("name");
        if (std::ranges::any_of(zones, [&](const ZoneOptions& z) { return z.voice.zone == zone.voice.zone; }))
            table.error("name", "another zone has this name: give each its own");
        if (table.has("counters")) {
            const auto counters = parse_counters(table.text("counters"));
            if (!counters)
                table.error("counters", R"(counters are written as "1-5, 8", each 1 to 999)");
            else
                zone.voice.counters = *counters;
        }
        zones.push_back(std::move(zone));
    }
    if (zones.empty())
        zones.push_back(common);
    return zones;
}

} // namespace display
