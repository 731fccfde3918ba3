#include "shared/report/chart.h"
#include "shared/report/groups.h"
#include "shared/report/moment.h"
#include "shared/report/report.h"
#include "shared/report/style.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

namespace report {

namespace {

constexpr std::size_t kShort = 16; ///< rows that are kept on one page

/// Longer lists are cut on paper, and said to be: the whole is in the CSV.
std::size_t most_rows(const Period& period) {
    return period.kind == Period::Kind::Day ? 300 : 90;
}

constexpr std::size_t kMonthOnwards = 5; ///< of "2026-11-26 09:05"

bool reads_from_right(std::string_view language) {
    return language.starts_with("ar") || language.starts_with("he") || language.starts_with("ug");
}

/// A cell as people read it.
struct CellText {
    const Column& column;
    const base::Zone& zone;
    const language::Catalogue& in;
    bool one_day = false;

    std::string operator()(std::monostate) const { return "–"; }
    std::string operator()(const std::string& text) const {
        return column.look == Look::Said && !text.empty() ? in.tr(text) : text;
    }
    std::string operator()(std::int64_t count) const { return std::to_string(count); }
    std::string operator()(base::Duration time) const {
        if (column.look != Look::Hours)
            return fmt::format("{:.1f}", std::chrono::duration<double, std::ratio<60>>(time).count());
        const auto minutes = std::chrono::round<std::chrono::minutes>(time).count();
        return fmt::format("{}:{:02}", minutes / 60, minutes % 60);
    }
    std::string operator()(const Share& share) const {
        return share.whole == 0 ? "–"
                                : fmt::format("{:.1f} %", 100.0 * static_cast<double>(share.part) /
                                                              static_cast<double>(share.whole));
    }
    std::string operator()(const Mean& mean) const {
        return mean.count == 0
                   ? "–"
                   : fmt::format("{:.2f}", static_cast<double>(mean.sum) / static_cast<double>(mean.count));
    }
    std::string operator()(base::WallTime time) const {
        return one_day ? zone.clock(time) : minute_text(time, zone).substr(kMonthOnwards);
    }
};

class Page {
  public:
    explicit Page(const Report& report)
        : report_(report), in_(report.setting.catalogue), zone_(report.setting.hall.zone) {}

    std::string run() {
        head();
        for (int number = 0; number <= static_cast<int>(Chapter::Equipment); ++number)
            chapter(static_cast<Chapter>(number));
        put("<section class=\"chapter\"><h2>{}</h2><ol class=\"how\">",
            escaped(in_.tr("How this is counted")));
        for (const std::string& sentence : definitions(report_.setting))
            put("<li>{}</li>", escaped(sentence));
        put("</ol></section>\n<footer>{}</footer>\n</main></body></html>\n",
            escaped(in_.tr("Made at {1} from the journal up to event {2}.", minute_text(report_.made, zone_),
                           std::to_string(report_.facts.last_seq))));
        return std::move(out_);
    }

  private:
    template <typename... Values>
    void put(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Values>(values)...);
    }

    std::string title() const {
        const std::string name = name_of(report_.facts.period);
        switch (report_.facts.period.kind) {
        case Period::Kind::Day:
            return in_.tr("Report of the day {1}", name);
        case Period::Kind::Week:
            return in_.tr("Report of the week {1}", name);
        case Period::Kind::Month:
            return in_.tr("Report of the month {1}", name);
        }
        return name;
    }

    void head() {
        const Facts& facts = report_.facts;
        const std::string& language = report_.setting.language;
        const std::string hall(report_.setting.hall.name.in(language));
        put("<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{} · {}</title>"
            "<style>{}</style></head>\n<body><main>\n",
            escaped(language), reads_from_right(language) ? "rtl" : "ltr", escaped(title()), escaped(hall),
            kStyle);
        put("<header><p class=\"hall\">{}</p><h1>{}</h1><p>{}</p>", escaped(hall), escaped(title()),
            escaped(in_.tr("{1} to {2}", date_text(facts.period.first), date_text(facts.period.last))));
        if (!facts.complete)
            put("<p class=\"part\">{}</p>",
                escaped(in_.tr("Not complete: the last day is not over, or the journal ends before it.")));
        put("</header>\n");
    }

    void tile(const std::string& name, const std::string& value, const std::string& unit = {}) {
        put("<div><dt>{}</dt><dd>{}{}</dd></div>", escaped(name), escaped(value),
            unit.empty() ? std::string() : " <small>" + escaped(unit) + "</small>");
    }

    /// The whole period in one row of boxes.
    void tiles(const Table& summary) {
        put("<dl class=\"tiles\">");
        for (std::size_t i = 1; i < summary.columns.size(); ++i) {
            const Column& column = summary.columns[i];
            if (column.look == Look::Id)
                continue;
            const bool empty = std::holds_alternative<std::monostate>(summary.rows.front()[i]);
            tile(column.title, text(summary, 0, i),
                 column.look == Look::Minutes && !empty ? in_.tr("min") : "");
        }
        put("</dl>\n");
    }

    void chapter(Chapter chapter) {
        put("<section class=\"chapter\"><h2>{}</h2>\n", escaped(title_of(chapter, in_)));
        const Setting& setting = report_.setting;
        if (chapter == Chapter::Overview) {
            tiles(report_.tables.front());
            out_ += chart_of_days(report_.facts, setting);
        }
        if (chapter == Chapter::Visitors) {
            out_ += chart_of_hours(report_.facts, setting);
            out_ += chart_of_week(report_.facts, setting);
        }
        if (chapter == Chapter::Waits)
            out_ += chart_of_waits(report_.facts, setting);
        if (chapter == Chapter::Satisfaction)
            out_ += chart_of_satisfaction(report_.facts, setting);
        for (const Table& each : report_.tables)
            if (each.chapter == chapter && each.on_paper && is_shown(each))
                table(each);
        put("</section>\n");
    }

    /// A single day's row says what the boxes say.
    bool is_shown(const Table& table) const {
        return table.id != "summary" &&
               (table.id != "days" || report_.facts.period.kind != Period::Kind::Day);
    }

    std::string text(const Table& table, std::size_t row, std::size_t column) const {
        const bool one_day = report_.facts.period.kind == Period::Kind::Day;
        return std::visit(CellText{table.columns[column], zone_, in_, one_day}, table.rows[row][column]);
    }

    static bool is_number(const Column& column) {
        return column.look == Look::Number || column.look == Look::Minutes || column.look == Look::Hours;
    }

    void heading(const Table& table) {
        put("<thead><tr>");
        for (const Column& column : table.columns)
            if (column.look != Look::Id && column.look != Look::Group)
                put("<th scope=\"col\"{}>{}</th>", is_number(column) ? " class=\"n\"" : "",
                    escaped(column.title));
        put("</tr></thead>");
    }

    void row(const Table& table, std::size_t number) {
        put("<tr>");
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const Column& column = table.columns[i];
            if (column.look == Look::Id || column.look == Look::Group)
                continue;
            put("<td{}>{}</td>",
                is_number(column)                                          ? " class=\"n\""
                : column.look == Look::Moment || column.look == Look::Date ? " class=\"m\""
                                                                           : " dir=\"auto\"",
                escaped(text(table, number, i)));
        }
        put("</tr>\n");
    }

    std::optional<By> group_of(const Table& table, std::size_t number) const {
        if (table.columns.front().look != Look::Group)
            return std::nullopt;
        const std::string& wanted = std::get<std::string>(table.rows[number].front());
        for (int by = 0; by <= static_cast<int>(By::Language); ++by)
            if (word(static_cast<By>(by)) == wanted)
                return static_cast<By>(by);
        return std::nullopt;
    }

    /// Beside names figures stand close; where there are only figures they stand evenly.
    static std::string_view kind_of(const Table& table) {
        if (table.id == "days" || table.id == "visitors_by_hour")
            return "even";
        return table.columns.front().look == Look::Group ? "named" : "list";
    }

    void table(const Table& table) {
        const bool whole = table.rows.size() <= kShort;
        put("<div class=\"block{}\"><h3>{}</h3>\n", whole ? " whole" : "", escaped(table.title));
        if (table.rows.empty()) {
            put("<p class=\"none\">{}</p></div>\n", escaped(table.empty));
            return;
        }
        put("<div class=\"scroll\"><table class=\"{}\">", kind_of(table));
        heading(table);
        put("<tbody>");
        const auto columns = std::ranges::count_if(table.columns, [](const Column& column) {
            return column.look != Look::Id && column.look != Look::Group;
        });
        std::optional<By> group;
        const std::size_t shown = std::min(table.rows.size(), most_rows(report_.facts.period));
        for (std::size_t number = 0; number < shown; ++number) {
            if (const auto by = group_of(table, number); by && by != group) {
                group = by;
                if (*by != By::Hall)
                    put("</tbody><tbody class=\"group\"><tr><th colspan=\"{}\" "
                        "scope=\"rowgroup\">{}</th></tr>\n",
                        columns, escaped(title_of(*by, in_)));
            }
            row(table, number);
        }
        put("</tbody></table></div>\n");
        notes(table, shown);
        put("</div>\n");
    }

    void notes(const Table& table, std::size_t shown) {
        if (shown < table.rows.size())
            put("<p class=\"note\">{}</p>\n",
                escaped(in_.tr("{1} more rows are in {2}.", std::to_string(table.rows.size() - shown),
                               table.id + ".csv")));
        if (std::ranges::any_of(table.columns,
                                [](const Column& column) { return column.look == Look::Minutes; }))
            put("<p class=\"note\">{}</p>\n", escaped(in_.tr("Times in minutes.")));
    }

    const Report& report_;
    const language::Catalogue& in_;
    base::Zone zone_;
    std::string out_;
};

} // namespace

Report make_report(const Facts& facts, const Setting& setting, base::WallTime made) {
    return {facts, setting, made, tables(facts, setting, made)};
}

std::string to_html(const Report& report) {
    return Page(report).run();
}

std::vector<std::pair<std::string, std::string>> files(const Report& report) {
    std::vector<std::pair<std::string, std::string>> all;
    all.emplace_back("report.html", to_html(report));
    all.emplace_back("report.json", to_json(report) + "\n");
    for (const Table& table : report.tables)
        all.emplace_back(table.id + ".csv", to_csv(table, report.setting.hall.zone));
    return all;
}

} // namespace report
