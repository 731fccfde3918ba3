#include "shared/report/report.h"
#include "shared/admin/connection.h"
#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/report/ledger.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>
#include <system_error>

namespace admin {

namespace {

struct ReportWish {
    std::string day;
    std::string week;
    std::string month;
    std::filesystem::path folder;
    std::string language;
};

report::Period period_of(const ReportWish& wish, int today) {
    const bool week = !wish.week.empty();
    const bool month = !wish.month.empty();
    const std::string& text = week ? wish.week : month ? wish.month : wish.day;
    const auto period = week    ? report::week_named(text)
                        : month ? report::month_named(text)
                                : report::day_named(text, today);
    if (period)
        return *period;
    throw Stop(kBadUsage, fmt::format("'{}' is not a {}.", base::one_line(text),
                                      week    ? "week; please write it as 2026-W48"
                                      : month ? "month; please write it as 2026-11"
                                              : "day; please write it as 2026-11-26, today or yesterday"));
}

/// Page by page, so that no more than the report itself is held at a time.
void read_journal(Connection& connection, report::Ledger& ledger, const report::Period& period) {
    wire::ExportRequest request{period.first, period.last, 0};
    do {
        const wire::ExportPage page = connection.export_page(request);
        if (page.refusal != model::Refusal::None)
            throw Stop(kRefused, std::string(model::sentence(page.refusal)));
        for (const model::Event& event : page.events)
            ledger.put(event);
        request.from_seq = page.next;
    } while (request.from_seq != 0);
}

void write_files(const report::Report& made, const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        throw Stop(kBadUsage, fmt::format("{} cannot be made: {}", folder.string(), error.message()));
    for (const auto& [name, content] : report::files(made))
        base::write_file(folder / name, content);
}

int deliver(const Settings& settings, const ReportWish& wish) {
    if (wish.folder.empty() && !settings.json)
        throw Stop(kBadUsage,
                   "Please say where the report goes (--out DIR), or that it is printed (--json).");
    Connection connection(settings);
    const model::Board board = connection.snapshot();
    const report::Period period = period_of(wish, board.day);
    report::Ledger ledger(board.hall, period);
    read_journal(connection, ledger, period);
    ledger.tell_day(board.day);

    const std::string own = board.hall.languages.empty() ? "en" : board.hall.languages.front();
    const std::string language = wish.language.empty() ? own : wish.language;
    const language::Catalogue catalogue(language::catalogue_name(language));
    const report::Report made =
        report::make_report(ledger.facts(), {board.hall, catalogue, language}, board.now);
    if (!wish.folder.empty())
        write_files(made, wish.folder);
    if (settings.json)
        fmt::print("{}\n", report::to_json(made));
    else
        fmt::print("{}: {} visitors; {}\n", report::name_of(period), made.facts.visitors.size(),
                   (wish.folder / "report.html").string());
    return kDone;
}

} // namespace

void add_report(CLI::App& app, Job& job) {
    CLI::App* sub = app.add_subcommand(
        "report", "a day, week or month in figures: report.html, report.json and a table a CSV file");
    const auto wish = std::make_shared<ReportWish>();
    CLI::Option* day = sub->add_option("--day", wish->day, "2026-11-26, today or yesterday")->type_name("D");
    CLI::Option* week = sub->add_option("--week", wish->week, "Monday to Sunday: 2026-W48")->type_name("W");
    CLI::Option* month = sub->add_option("--month", wish->month, "2026-11")->type_name("M");
    day->excludes(week)->excludes(month);
    week->excludes(month);
    sub->add_option("--out", wish->folder, "the folder for the files; made when it is not there")
        ->type_name("DIR");
    sub->add_option("--language", wish->language, "such as en; else the hall's own")->type_name("L");
    sub->callback([&job, wish] {
        if (wish->day.empty() && wish->week.empty() && wish->month.empty())
            throw CLI::RequiredError("one of --day, --week and --month");
        job = [wish](const Settings& settings) { return deliver(settings, *wish); };
    });
}

} // namespace admin
