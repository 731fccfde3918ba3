#include "shared/base/quoting.h"
#include "shared/report/moment.h"
#include "shared/report/report.h"

#include <string_view>

namespace report {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kLineEnd = "\r\n";

/// What somebody typed at a kiosk or a counter must not become a formula in the office.
std::string harmless(const std::string& text) {
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
    return formula ? "'" + text : text;
}

std::string cell_csv(const Cell& cell, const base::Zone& zone) {
    struct Writer {
        const base::Zone& zone;
        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(const std::string& text) const { return base::csv_field(harmless(text)); }
        std::string operator()(std::int64_t count) const { return std::to_string(count); }
        std::string operator()(base::Duration time) const { return seconds_text(time); }
        std::string operator()(const Share& share) const { return share_text(share); }
        std::string operator()(const Mean& mean) const { return mean_text(mean); }
        std::string operator()(base::WallTime time) const { return iso_text(time, zone); }
    };
    return std::visit(Writer{zone}, cell);
}

} // namespace

std::string to_csv(const Table& table, const std::string& zone_name) {
    const base::Zone zone(zone_name);
    std::string out(kByteOrderMark);
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        out += (i == 0 ? "" : ",") + base::csv_field(table.columns[i].key);
    out += kLineEnd;
    for (const auto& cells : table.rows) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            out += (i == 0 ? "" : ",") + cell_csv(cells[i], zone);
        out += kLineEnd;
    }
    return out;
}

} // namespace report
