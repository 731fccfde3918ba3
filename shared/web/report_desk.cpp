#include "shared/web/report_desk.h"

#include "shared/base/day.h"
#include "shared/report/ledger.h"
#include "shared/report/period.h"
#include "shared/report/report.h"

#include <algorithm>
#include <thread>

namespace web {

using language::msgid;
using report::Period;

namespace {

constexpr int kMostPages = 100'000;

std::optional<Period> period_of(std::string_view name, int today) {
    if (const auto day = report::day_named(name, today))
        return day;
    if (const auto week = report::week_named(name))
        return week;
    return report::month_named(name);
}

std::string type_of_report(std::string_view file) {
    if (file.ends_with(".html"))
        return "text/html; charset=utf-8";
    if (file.ends_with(".json"))
        return "application/json";
    return "text/csv; charset=utf-8";
}

/// False when the hall did not answer.
bool read_journal(Courier& courier, report::Ledger& ledger, const Period& period) {
    wire::ExportRequest request{period.first, period.last, 0};
    for (int pages = 0; pages < kMostPages; ++pages) {
        const auto page = courier.export_page(request);
        if (!page || page->refusal != model::Refusal::None)
            return false;
        for (const model::Event& event : page->events)
            ledger.put(event);
        if (page->next == 0)
            return true;
        request.from_seq = page->next;
        std::this_thread::sleep_for(ReportDesk::kPause);
    }
    return false;
}

Period week_of(int day) {
    const int monday = base::add_days(day, -base::weekday(day));
    return {Period::Kind::Week, monday, base::add_days(monday, 6)};
}

/// The month's name needs its first day alone.
Period month_of(int day) {
    const int first = day / 100 * 100 + 1;
    return {Period::Kind::Month, first, first};
}

} // namespace

bool is_report_period(std::string_view period, int today) {
    return period_of(period, today).has_value();
}

std::vector<std::pair<std::string_view, std::string>> offered_reports(int today) {
    const Period month = month_of(today);
    return {{msgid("Today"), "today"},
            {msgid("Yesterday"), "yesterday"},
            {msgid("This week"), report::name_of(week_of(today))},
            {msgid("Last week"), report::name_of(week_of(base::add_days(today, -7)))},
            {msgid("This month"), report::name_of(month)},
            {msgid("Last month"), report::name_of(month_of(base::add_days(month.first, -1)))}};
}

std::expected<ReportFile, ReportTrouble> ReportDesk::make(const State& state, std::string_view name,
                                                          std::string_view file,
                                                          const language::Catalogue& words,
                                                          const std::string& tag) {
    const auto period = period_of(name, state.board.day);
    if (!period)
        return std::unexpected(ReportTrouble::NoPeriod);
    if (busy_.test_and_set())
        return std::unexpected(ReportTrouble::Busy);
    struct Leave {
        std::atomic_flag& busy;
        ~Leave() { busy.clear(); }
    } const leave{busy_};
    report::Ledger ledger(state.board.hall, *period);
    if (!read_journal(courier_, ledger, *period))
        return std::unexpected(ReportTrouble::OutOfReach);
    ledger.tell_day(state.board.day);
    const auto made = report::make_report(ledger.facts(), {state.board.hall, words, tag}, state.board.now);
    auto all = report::files(made);
    const auto found =
        std::ranges::find(all, file, [](const auto& one) { return std::string_view(one.first); });
    if (found == all.end())
        return std::unexpected(ReportTrouble::NoFile);
    std::expected<ReportFile, ReportTrouble> told; // built in place: g++ 12 misjudges the move into it
    told->content = std::move(found->second);
    told->type = type_of_report(file);
    return told;
}

} // namespace web
