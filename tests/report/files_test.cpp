#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/report/ledger.h"
#include "shared/report/report.h"
#include "tests/queue/day.h"
#include "tests/report/busy_month.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <set>

using namespace std::chrono_literals;
using report::Cell;
using report::Look;
using report::Table;

namespace {

Table one_text(const std::string& text) {
    return {"t", "", report::Chapter::Overview, {{"text", "", Look::Text}}, {{text}}, ""};
}

const std::string kMark = "\xEF\xBB\xBF";

} // namespace

TEST_CASE("CSV: begins with a byte order mark and the keys, and ends each line as RFC 4180 has it",
          "[report][csv]") {
    Table table{"t",
                "T",
                report::Chapter::Overview,
                {{"name", "Name", Look::Text}, {"wait_s", "Wait", Look::Minutes}, {"at", "At", Look::Moment}},
                {},
                ""};
    table.rows.push_back({std::string("住房公积金"), base::Duration(90'500ms),
                          base::WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 26) + 1h)});
    table.rows.push_back({std::string("a \"b\", c\nd"), Cell(), Cell()});

    CHECK(report::to_csv(table, "Asia/Shanghai") == kMark + "name,wait_s,at\r\n"
                                                            "住房公积金,90.500,2026-11-26T09:00:00+08:00\r\n"
                                                            "\"a \"\"b\"\", c\nd\",,\r\n");
}

TEST_CASE("CSV: a text that a spreadsheet would calculate begins with an apostrophe", "[report][csv]") {
    for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=HYPERLINK(\"http://x\")"}) {
        const auto lines = report::to_csv(one_text(text), "UTC");
        CHECK_THAT(lines, Catch::Contains(std::string("'") + text[0]));
    }
    CHECK_THAT(report::to_csv(one_text("A=1"), "UTC"), !Catch::Contains("'"));
}

TEST_CASE("CSV: a number below zero stays a number", "[report][csv]") {
    Table table = one_text("");
    table.rows = {{base::Duration(-1500ms)}};
    CHECK(report::to_csv(table, "UTC") == kMark + "text\r\n-1.500\r\n");
}

TEST_CASE("Report: its moments carry the offset of the hall's zone", "[report]") {
    Table table = one_text("");
    table.rows = {{base::WallTime(std::chrono::sys_days(std::chrono::year(2026) / 1 / 2))}};
    CHECK_THAT(report::to_csv(table, "America/St_Johns"), Catch::Contains("2026-01-01T20:30:00-03:30"));
}

TEST_CASE("Report: a file for each table, each table's id and columns once", "[report]") {
    const auto hall = support::month_hall();
    const auto events = support::busy_month(hall, {3, 2, 60});
    report::Ledger ledger(hall, *report::week_named("2026-W10"));
    for (const auto& event : events)
        ledger.put(event);
    const language::Catalogue english("en");
    const auto made = report::make_report(ledger.facts(), {hall, english, "en"}, events.back().at);

    const auto files = report::files(made);

    std::set<std::string> names;
    for (const auto& [name, content] : files) {
        CHECK(names.insert(name).second);
        CHECK(base::is_utf8(content));
        CHECK_FALSE(content.empty());
    }
    CHECK(files.size() == made.tables.size() + 2);
    CHECK(names.contains("report.html"));
    CHECK(names.contains("report.json"));
    CHECK(names.contains("attendance.csv"));
    for (const Table& table : made.tables) {
        INFO(table.id);
        std::set<std::string> keys;
        for (const auto& column : table.columns) {
            CHECK(keys.insert(column.key).second);
            const bool time = column.look == Look::Minutes || column.look == Look::Hours;
            CHECK((!time || column.key.ends_with("_s")));
        }
    }
}

TEST_CASE("Report: the tables and columns that scripts rely on are as before", "[report]") {
    const auto hall = support::small_hall();
    const language::Catalogue english("en");
    const report::Facts facts;
    std::string columns;
    for (const Table& table : report::make_report(facts, {hall, english, "en"}, {}).tables) {
        columns += table.id + ":";
        for (const auto& column : table.columns)
            columns += " " + column.key;
        columns += "\n";
    }
    const std::filesystem::path golden =
        std::filesystem::path(JIAOHAO_SOURCE) / "tests/golden/report-columns.txt";
    if (std::getenv("JIAOHAO_WRITE_GOLDENS") != nullptr)
        base::write_file(golden, columns);

    CHECK(columns == base::read_file(golden));
}
