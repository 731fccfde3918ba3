#include "shared/base/file.h"
#include "shared/report/ledger.h"
#include "shared/report/report.h"
#include "tests/queue/day.h"
#include "tests/report/busy_month.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

using namespace std::chrono_literals;

namespace {

/// A small day with one of everything that a page has to show.
support::Day small_day(const std::string& clerks_words = "the stamp") {
    support::Day day;
    day.open(1);
    const auto first = day.take("loan", "elderly");
    day.take("deposit");
    day.take("pension");
    day.advance(9min);
    day.serve(1, 11min);
    day.must(model::RateTicket{first, 4, {"quick"}, {5, 4, 4, 3}});
    day.call(1);
    day.must(model::ParkTicket{{1}, clerks_words, model::Parking::WithPapers});
    day.call(1);
    day.must(model::ReportDevice{{"printer-1"}, model::DeviceState::Fault, "The printer is out of paper."});
    day.advance(3min);
    day.must(model::FinishService{{1}, ""});
    day.must(model::CloseCounter{{1}, "home", clerks_words});
    return day;
}

std::string page_of(const support::Day& day, const std::string& language) {
    report::Ledger ledger(day.state().hall(), *report::day_named("2026-03-02", 0));
    for (const model::Event& event : day.events())
        ledger.put(event);
    const language::Catalogue catalogue(language::catalogue_name(language));
    return report::to_html(
        report::make_report(ledger.facts(), {day.state().hall(), catalogue, language}, day.now().time));
}

} // namespace

TEST_CASE("HTML: a small day is written as before", "[report][html]") {
    const std::filesystem::path golden =
        std::filesystem::path(JIAOHAO_SOURCE) / "tests/golden/report-day.html";
    const std::string page = page_of(small_day(), "en");
    if (std::getenv("JIAOHAO_WRITE_GOLDENS") != nullptr)
        base::write_file(golden, page);

    const bool same = page == base::read_file(golden);
    if (!same)
        base::write_file(std::filesystem::path(golden).replace_filename("report-day.actual.html"), page);

    CHECK(same);
}

TEST_CASE("HTML: what people typed stays text", "[report][html]") {
    const std::string page = page_of(small_day("<script>alert('1')</script> & \"more\""), "en");

    CHECK_THAT(page, !Catch::Contains("<script") && !Catch::Contains("alert('1')"));
    CHECK_THAT(page,
               Catch::Contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;more&quot;"));
}

TEST_CASE("HTML: the page needs nothing else and runs nothing", "[report][html]") {
    const std::string page = page_of(small_day(), "zh-Hans");
    for (const char* outside :
         {"<script", "http:", "https:", "src=", "@import", "url(", "<link", "<iframe", "onload="})
        CHECK_THAT(page, !Catch::Contains(outside));
}

TEST_CASE("HTML: is well-formed, in every language, and reads from the right where people do",
          "[report][html]") {
    const support::TemporaryFolder folder;
    for (const char* language : {"zh-Hans", "zh-Hant", "en", "ja", "ko", "ru", "ar", "he", "es", "fr"}) {
        INFO(language);
        const std::string page = page_of(small_day(), language);
        const bool mirrored = std::string(language) == "ar" || std::string(language) == "he";
        CHECK_THAT(page, Catch::Contains(mirrored ? "dir=\"rtl\"" : "dir=\"ltr\""));
        base::write_file(folder / "page.html", page);
        const auto checked =
            support::run({"python3", "-B", std::string(JIAOHAO_SOURCE) + "/tests/report/well_formed.py",
                          folder / "page.html"});
        CHECK(checked.errors.empty());
        CHECK(checked.code == 0);
    }
}

TEST_CASE("HTML: reasons that our own programs give are read in the reader's language", "[report][html]") {
    const std::string page = page_of(small_day("Making a payment"), "zh-Hans");
    CHECK_THAT(page, Catch::Contains("正在缴费") && Catch::Contains("打印"));
    CHECK_THAT(page, !Catch::Contains("The printer is out of paper."));
}

TEST_CASE("HTML: an empty day says so instead of showing empty tables", "[report][html]") {
    const support::Day day;
    const std::string page = page_of(day, "en");
    CHECK_THAT(page, Catch::Contains("No counter was open.") &&
                         Catch::Contains("Every call went by the rule.") && Catch::Contains("Not complete"));
    CHECK_THAT(page, !Catch::Contains("nan") && !Catch::Contains("inf"));
}

TEST_CASE("HTML: a long list is cut on paper and says where the rest is", "[report][html]") {
    support::Day day;
    day.open(1);
    for (int i = 0; i < 320; ++i) {
        const auto ticket = day.take("loan");
        day.must(model::CallTicket{{1}, ticket, "because"});
        day.must(model::FinishService{{1}, ""});
    }
    CHECK_THAT(page_of(day, "en"), Catch::Contains("more rows are in \xE2\x81\xA8out_of_turn.csv"));
}
