// Not a test: writes the report of a made-up month for eyes, into the folder $JIAOHAO_REPORT_OUT.
//
//     JIAOHAO_REPORT_OUT=/tmp/report JIAOHAO_REPORT_LANGUAGE=zh-Hans build/bin/test-report
//     '[.report-to-look-at]'

#include "shared/base/file.h"
#include "shared/report/ledger.h"
#include "shared/report/report.h"
#include "tests/report/busy_month.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

namespace {

std::string from_environment(const char* name, const char* otherwise) {
    const char* found = std::getenv(name);
    return found == nullptr || *found == '\0' ? otherwise : found;
}

} // namespace

TEST_CASE("A made-up month is written down", "[.report-to-look-at]") {
    const std::filesystem::path folder = from_environment("JIAOHAO_REPORT_OUT", "");
    if (folder.empty())
        return;
    const std::string language = from_environment("JIAOHAO_REPORT_LANGUAGE", "en");
    const auto hall = support::month_hall();
    const auto events = support::busy_month(hall);
    const language::Catalogue catalogue(language::catalogue_name(language));

    for (const auto& period : {report::day_named("2026-03-10", 0), report::week_named("2026-W11"),
                               report::month_named("2026-03")}) {
        REQUIRE(period);
        report::Ledger ledger(hall, *period);
        for (const auto& event : events)
            ledger.put(event);
        const auto made = report::make_report(ledger.facts(), {hall, catalogue, language}, events.back().at);
        std::filesystem::create_directories(folder / report::name_of(*period));
        for (const auto& [name, content] : report::files(made))
            base::write_file(folder / report::name_of(*period) / name, content);
    }
    CHECK(std::filesystem::exists(folder / "2026-03" / "report.html"));
}
