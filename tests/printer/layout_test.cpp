#include "printer/ticket/layout.h"

#include "tests/printer/print_shop.h"
#include "tests/printer/sample_jobs.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace printer {
namespace {

TEST_CASE("Ticket: the code is read back from the picture, in every language and width",
          "[printer][ticket]") {
    PrintShop shop;
    for (const auto* language : {"zh-Hans", "zh-Hant", "en"})
        for (const int dots : {576, 384}) {
            const auto job = full_job(language);

            const auto page = shop.draw(job, dots);

            CHECK(page.width() == dots);
            CHECK(read_code(page) == job.link);
        }
}

TEST_CASE("Ticket: the longest link still fits and is read", "[printer][ticket]") {
    PrintShop shop;
    auto job = full_job();
    job.job = "longest";
    job.link = "https://fund.example.cn/" + std::string(300, 'a') + std::string(176, '7');

    CHECK(read_code(shop.draw(job, 576)) == job.link);
    CHECK(read_code(shop.draw(job, 384)) == job.link);
}

TEST_CASE("Ticket: what a job does not have leaves no hole", "[printer][ticket]") {
    PrintShop shop;

    const auto page = shop.draw(plain_job());

    CHECK(page.height() > 250);
    CHECK(page.height() < 640);
    int blank = 0, longest = 0;
    for (int y = 0; y < page.height(); ++y) {
        const auto row = page.row(y);
        blank = std::ranges::all_of(row, [](auto dots) { return dots == 0; }) ? blank + 1 : 0;
        longest = std::max(longest, blank);
    }
    CHECK(longest < 60);
}

TEST_CASE("Ticket: the number is at least eight millimetres high, even a long one", "[printer][ticket]") {
    PrintShop shop;
    auto with = plain_job();
    for (const int dots : {576, 384}) {
        with.number = "A017";
        const auto normal = shop.draw(with, dots);
        with.number = "VIP-00017";
        const auto longer = shop.draw(with, dots);

        int tallest = 0, run = 0;
        for (int y = 0; y < normal.height(); ++y) {
            run = std::ranges::any_of(normal.row(y), [](auto each) { return each != 0; }) ? run + 1 : 0;
            tallest = std::max(tallest, run);
        }
        CHECK(tallest >= Paper{}.dots_of(8));
        CHECK(longer.height() <= normal.height());
    }
}

TEST_CASE("Ticket: a copy says so", "[printer][ticket]") {
    PrintShop shop;
    const auto first = shop.draw(full_job("en"));
    const auto copy = shop.draw(full_job("en"), 576, true);

    CHECK(copy.height() > first.height());
}

TEST_CASE("Ticket: twenty documents of the longest text stay on the page", "[printer][ticket]") {
    PrintShop shop;
    auto job = full_job();
    job.job = "documents";
    std::string longest;
    for (int i = 0; i < 133; ++i)
        longest += "证";
    job.documents.assign(20, model::Names(Texts{{"zh-Hans", longest}}));

    const auto page = shop.draw(job, 384);

    CHECK(page.height() < 9000);
    CHECK(read_code(page) == job.link);
}

TEST_CASE("Ticket: a job that cannot be printed is refused with a sentence", "[printer][ticket]") {
    CHECK_FALSE(fault_of(full_job()));
    CHECK_FALSE(fault_of(plain_job()));

    auto job = full_job();
    job.job = "../etc/passwd";
    CHECK(fault_of(job).value_or("") == "\"job\" is not 1 to 64 letters, digits, \"-\" or \"_\"");
    job = full_job();
    job.number.clear();
    CHECK(fault_of(job));
    job = full_job();
    job.zone = "Asia/Atlantis";
    CHECK(fault_of(job));
    job = full_job();
    job.documents.resize(21);
    CHECK(fault_of(job));
    job = full_job();
    job.link.assign(501, 'x');
    CHECK(fault_of(job));
    job = full_job();
    job.service = model::Names(Texts{{"en", std::string(401, 'x')}});
    CHECK(fault_of(job));
}

} // namespace
} // namespace printer
