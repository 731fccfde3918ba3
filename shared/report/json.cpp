#include "shared/report/moment.h"
#include "shared/report/report.h"

#include <nlohmann/json.hpp>

#include <array>

namespace report {

namespace {

using Json = nlohmann::ordered_json;

/// A number that was written in whole steps reads back as the same text.
Json number(const std::string& text) {
    return text.empty() ? Json() : Json(std::stod(text));
}

Json cell_json(const Cell& cell, const base::Zone& zone) {
    struct Writer {
        const base::Zone& zone;
        Json operator()(std::monostate) const { return {}; }
        Json operator()(const std::string& text) const { return text; }
        Json operator()(std::int64_t count) const { return count; }
        Json operator()(base::Duration time) const { return number(seconds_text(time)); }
        Json operator()(const Share& share) const { return number(share_text(share)); }
        Json operator()(const Mean& mean) const { return number(mean_text(mean)); }
        Json operator()(base::WallTime time) const { return iso_text(time, zone); }
    };
    return std::visit(Writer{zone}, cell);
}

} // namespace

std::string to_json(const Report& report) {
    const base::Zone zone(report.setting.hall.zone);
    const Facts& facts = report.facts;
    constexpr std::array<const char*, 3> kKinds{"day", "week", "month"};
    Json json;
    json["report"] = {{"version", 1},
                      {"kind", kKinds.at(static_cast<std::size_t>(facts.period.kind))},
                      {"name", name_of(facts.period)},
                      {"first_day", date_text(facts.period.first)},
                      {"last_day", date_text(facts.period.last)},
                      {"hall", report.setting.hall.name.in(report.setting.language)},
                      {"zone", report.setting.hall.zone},
                      {"language", report.setting.language},
                      {"made_at", iso_text(report.made, zone)},
                      {"last_event", facts.last_seq},
                      {"complete", facts.complete}};
    json["how_counted"] = definitions(report.setting);
    Json& tables = json["tables"] = Json::object();
    for (const Table& table : report.tables) {
        Json rows = Json::array();
        for (const auto& cells : table.rows) {
            Json row = Json::object();
            for (std::size_t i = 0; i < cells.size(); ++i)
                row[table.columns[i].key] = cell_json(cells[i], zone);
            rows.push_back(std::move(row));
        }
        tables[table.id] = std::move(rows);
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace report
