#include "shared/ship/reports.h"

#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/base/text.h"
#include "shared/report/ledger.h"
#include "shared/report/report.h"
#include "shared/ship/archive.h"

#include <fmt/core.h>

#include <algorithm>
#include <system_error>

namespace ship {

namespace {

namespace fs = std::filesystem;

constexpr int kDone = 0;

std::optional<report::Period> period_of(const ReportWish& wish, int today) {
    if (!wish.week.empty())
        return report::week_named(wish.week);
    if (!wish.month.empty())
        return report::month_named(wish.month);
    return report::day_named(wish.day, today);
}

void write_files(const report::Report& made, const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw base::FileError(fmt::format("{} cannot be made: {}", folder.string(), error.message()));
    for (const auto& [name, content] : report::files(made))
        base::write_file(folder / name, content);
}

/// A line a hall: what each report says in short.
class Together {
  public:
    void add(const std::string& hall, const std::string& name, const report::Report& made) {
        const auto summary = std::ranges::find(made.tables, "summary", &report::Table::id);
        if (summary == made.tables.end() || summary->rows.empty())
            return;
        if (table_.columns.empty()) {
            table_.id = "halls";
            table_.columns = {{"hall", {}}, {"name", {}}};
            std::ranges::copy(summary->columns, std::back_inserter(table_.columns));
        }
        std::vector<report::Cell> row{hall, name};
        std::ranges::copy(summary->rows.front(), std::back_inserter(row));
        table_.rows.push_back(std::move(row));
    }

    void write(const fs::path& folder) const {
        base::write_file(folder / "halls.csv", report::to_csv(table_, "UTC"));
    }

  private:
    report::Table table_;
};

class Maker {
  public:
    Maker(const ReportWish& wish, const base::Clock& clock)
        : wish_(wish), clock_(clock), archive_(wish.city) {}

    int run() {
        if (!wish_.hall.empty())
            return make(wish_.hall, wish_.folder);
        for (const std::string& hall : archive_.halls())
            if (!try_to_make(hall))
                return kBadUsage;
        together_.write(wish_.folder);
        return kDone;
    }

  private:
    /// A hall that has told nothing yet is no reason to have no report of the others.
    bool try_to_make(const std::string& hall) {
        try {
            return make(hall, wish_.folder / hall) == kDone;
        } catch (const CityError& error) {
            base::log_warning("ship", "{} is left out: {}", hall, error.what());
            return true;
        }
    }

    int make(const std::string& hall, const fs::path& folder) {
        const model::Board board = archive_.board(hall);
        const auto period = period_of(wish_, board.day);
        if (!period) {
            fmt::print(
                stderr,
                "'{}' is no such time; please write a day as 2026-11-26, today or yesterday, a week as "
                "2026-W48, a month as 2026-11.\n",
                base::one_line(wish_.day + wish_.week + wish_.month));
            return kBadUsage;
        }
        report::Ledger ledger(board.hall, *period);
        archive_.read(hall, period->first, period->last, wish_.store,
                      [&](const model::Event& event) { ledger.put(event); });
        ledger.tell_day(board.day);
        const std::string own = board.hall.languages.empty() ? "en" : board.hall.languages.front();
        const std::string language = wish_.language.empty() ? own : wish_.language;
        const language::Catalogue catalogue(language::catalogue_name(language));
        const report::Report made =
            report::make_report(ledger.facts(), {board.hall, catalogue, language}, clock_.wall());
        write_files(made, folder);
        together_.add(hall, std::string(board.hall.name.in(language)), made);
        fmt::print("{}: {}: {} visitors; {}\n", hall, report::name_of(*period), made.facts.visitors.size(),
                   (folder / "report.html").string());
        tell_of_older(hall, *period);
        return kDone;
    }

    void tell_of_older(const std::string& hall, const report::Period& period) {
        if (wish_.store)
            return;
        for (const std::uint64_t store : archive_.older_journals(hall, period.first, period.last))
            base::log_warning("ship", "{} had another journal in this time, which may tell more: --store {}",
                              hall, store);
    }

    const ReportWish& wish_;
    const base::Clock& clock_;
    Archive archive_;
    Together together_;
};

} // namespace

int make_reports(const ReportWish& wish, const base::Clock& clock) {
    return Maker(wish, clock).run();
}

} // namespace ship
