// The figures of a report against the journal itself, counted again by SQL that shares nothing with the
// product.

#include "shared/base/file.h"
#include "shared/report/ledger.h"
#include "shared/report/report.h"
#include "shared/store/journal.h"
#include "tests/queue/life.h"
#include "tests/report/busy_month.h"
#include "tests/support/process.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <sqlite3.h>

using namespace std::chrono_literals;

namespace {

void write_journal(const std::filesystem::path& file, const std::vector<model::Event>& events) {
    store::Journal journal(file);
    journal.begin();
    for (const model::Event& event : events)
        journal.append(event);
    journal.commit();
}

std::string report_of(const model::Hall& hall, const report::Period& period, store::Reader& journal) {
    report::Ledger ledger(hall, period);
    for (const model::Event& event : journal.read(1, journal.last_seq() + 1, SIZE_MAX >> 1U))
        ledger.put(event);
    const language::Catalogue english("en");
    return report::to_json(report::make_report(ledger.facts(), {hall, english, "en"}, {}));
}

/// Empty when every figure is the same.
std::string differences(const std::filesystem::path& journal, const std::filesystem::path& report) {
    const auto compared =
        support::run({"python3", "-B", std::string(JIAOHAO_SOURCE) + "/tests/report/reconcile.py",
                      journal.string(), report.string()});
    return compared.code == 0 ? std::string() : compared.output + compared.errors;
}

std::string differences_in(const model::Hall& hall, const std::vector<model::Event>& events,
                           const std::optional<report::Period>& period) {
    const support::TemporaryFolder folder;
    write_journal(folder / "journal.db", events);
    store::Reader journal(folder / "journal.db");
    base::write_file(folder / "report.json", report_of(hall, *period, journal));
    return differences(folder / "journal.db", folder / "report.json");
}

} // namespace

TEST_CASE("Report: a month, its weeks and its days reconcile with the journal", "[report][reconcile]") {
    const auto hall = support::month_hall();
    const auto events = support::busy_month(hall, {7, 30, 90});
    REQUIRE(events.size() > 10'000);

    CHECK(differences_in(hall, events, report::month_named("2026-03")) == "");
    CHECK(differences_in(hall, events, report::week_named("2026-W11")) == "");
    CHECK(differences_in(hall, events, report::day_named("2026-03-10", 0)) == "");
    CHECK(differences_in(hall, events, report::day_named("2026-03-08", 0)) == ""); // a Sunday
}

TEST_CASE("Report: random days reconcile with the journal", "[report][reconcile]") {
    // A process a day: fewer than the property tests have, each of more deeds.
    rc::detail::TestParams params;
    params.maxSuccess = 25;
    params.maxSize = 100;
    const auto result = rc::detail::checkTestable(
        [] {
            const auto plan = *support::any_hall();
            const auto deeds = *support::any_deeds();
            const auto hall = support::hall_of(plan);
            const support::Day day = support::live(hall, deeds, support::kNothing);
            const std::string found = differences_in(hall, day.events(), report::day_named("2026-03-02", 0));
            RC_LOG(found);
            RC_ASSERT(found.empty());
        },
        rc::detail::TestMetadata{}, params);
    INFO(result);
    CHECK(result.template is<rc::detail::SuccessResult>());
}

TEST_CASE("Report: the comparison notices a figure that is off by one", "[report][reconcile]") {
    const auto hall = support::month_hall();
    const support::TemporaryFolder folder;
    write_journal(folder / "journal.db", support::busy_month(hall, {1, 1, 60}));
    store::Reader journal(folder / "journal.db");
    const std::string right = report_of(hall, *report::day_named("2026-03-02", 0), journal);
    base::write_file(folder / "report.json", right);
    REQUIRE(differences(folder / "journal.db", folder / "report.json") == "");

    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open((folder / "journal.db").c_str(), &database) == SQLITE_OK);
    CHECK(sqlite3_exec(database,
                       "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event WHERE kind IN (3, 6, 15))",
                       nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);

    CHECK(differences(folder / "journal.db", folder / "report.json") != "");
}

TEST_CASE("jiaohao report: a day lived by the real hall, asked over the wire, reconciles with its journal",
          "[report][reconcile][admin]") {
    const support::TemporaryFolder folder;
    support::RunningHall hall(folder.path());
    REQUIRE(hall.start());
    const auto said = [&](std::vector<std::string> words) {
        const auto ended = hall.jiaohao(std::move(words));
        INFO(ended.errors);
        CHECK(ended.code == 0);
        return ended.output;
    };
    said({"open", "--counter", "1", "--clerk", "101"});
    said({"open", "--counter", "2", "--clerk", "102"});
    for (int i = 0; i < 6; ++i)
        said({"take", "--service", i % 2 == 0 ? "loan" : "deposit", "--channel",
              i % 3 == 0 ? "elderly" : "ordinary"});
    said({"call", "--counter", "1"});
    said({"start", "--counter", "1"});
    said({"finish", "--counter", "1", "--outcome", "returned"});
    said({"undo", "--counter", "1"});
    said({"finish", "--counter", "1"});
    said({"rate", "--ticket", "1", "--score", "4", "--reason", "quick"});
    said({"call", "--counter", "2"});
    said({"park", "--counter", "2", "--reason", "a form"});
    said({"call", "--counter", "2"});
    said({"transfer", "--counter", "2", "--to-service", "loan"});
    said({"pause", "--counter", "2", "--reason", "lunch"});
    said({"call", "--counter", "1", "--ticket", "6"});
    said({"close", "--counter", "2"});

    const auto out = folder / "out";
    const std::string printed =
        said({"report", "--day", "today", "--out", out.string(), "--json", "--language", "en"});
    base::write_file(folder / "printed.json", printed);

    CHECK(differences(hall.state() / "journal.db", folder / "printed.json") == "");
    CHECK(differences(hall.state() / "journal.db", out / "report.json") == "");
    CHECK_THAT(base::read_file(out / "report.html"), Catch::StartsWith("<!DOCTYPE html>"));
    CHECK_THAT(base::read_file(out / "out_of_turn.csv"), Catch::Contains("picked"));

    CHECK(hall.jiaohao({"report", "--day", "2026-02-30", "--out", out.string()}).code == 2);
    CHECK(hall.jiaohao({"report", "--week", "2026-11", "--out", out.string()}).code == 2);
    CHECK(hall.jiaohao({"report", "--day", "today"}).code == 2);
    CHECK(hall.jiaohao({"report", "--out", out.string()}).code == 2);
    CHECK(hall.jiaohao({"report", "--day", "today", "--week", "2026-W48", "--out", out.string()}).code == 2);
    CHECK(hall.jiaohao({"report", "--day", "today", "--out", "/proc/nowhere"}).code == 2);
}
