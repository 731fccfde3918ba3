#include "printer/ticket/layout.h"

#include "printer/ticket/painter.h"
#include "printer/ticket/typist.h"
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
    job.number.assign(17, '8');
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

TEST_CASE("Sheet: a job without a number is one, and needs its service", "[printer][sheet]") {
    CHECK_FALSE(fault_of(sheet_job()));
    CHECK_FALSE(fault_of(longest_sheet("末", "end")));

    auto job = sheet_job();
    job.service = {};
    CHECK(fault_of(job).value_or("") ==
          "there is neither a \"number\", for a ticket, nor a \"service\", for an information sheet");
    job = sheet_job();
    job.steps.resize(21);
    CHECK(fault_of(job).value_or("") == "there are more than 20 steps");
    const model::Names too_long(Texts{{"en", std::string(401, 'x')}});
    for (const auto field : {&model::PrintJob::purpose, &model::PrintJob::basis, &model::PrintJob::fee,
                             &model::PrintJob::time_limit, &model::PrintJob::hours}) {
        job = sheet_job();
        job.*field = too_long;
        CHECK(fault_of(job).value_or("") == "a text is longer than 400 bytes");
    }
    job = sheet_job();
    job.steps.back() = too_long;
    CHECK(fault_of(job));
}

TEST_CASE("Slip: says what to do instead of how long to wait", "[printer][slip]") {
    auto job = full_job("en");
    job.ahead.reset();
    job.wait = {};
    job.slip = model::Slip::Bring;
    job.notice = {};
    const auto words = [&](Part::Kind kind) {
        const auto layout = lay_out(job, read_template(house_template(false)), false);
        for (const auto& block : layout.blocks)
            if (block.look.kind == kind) {
                if (const auto* notice = std::get_if<Notice>(&block.content))
                    return notice->heading.first;
                if (const auto* list = std::get_if<Checklist>(&block.content))
                    return list->heading.first;
                if (const auto* text = std::get_if<Words>(&block.content))
                    return text->text.first;
            }
        return std::string();
    };

    CHECK(words(Part::Kind::Waiting) ==
          "Your number is kept. Please come back to the counter with this slip.");
    CHECK(words(Part::Kind::Documents) == "Please bring these documents");
    CHECK(words(Part::Kind::Location) == "Please come back to");
    CHECK(words(Part::Kind::Closing).empty());

    job.slip = model::Slip::GoElsewhere;
    CHECK(words(Part::Kind::Waiting) == "You keep your place in the line. Your number will be called there.");
    CHECK(words(Part::Kind::Location) == "Please go to");
    CHECK_FALSE(words(Part::Kind::Closing).empty());
}

TEST_CASE("Sheet: stands in the visitor's language and in the hall's own", "[printer][sheet]") {
    const auto layout = lay_out(sheet_job("en"), read_template(house_template(false)), false);

    std::vector<Part::Kind> kinds;
    for (const auto& block : layout.blocks)
        kinds.push_back(block.look.kind);
    using Kind = Part::Kind;
    CHECK(kinds == std::vector{Kind::Logo, Kind::Hall, Kind::Title, Kind::Service, Kind::Purpose,
                               Kind::Documents, Kind::Steps, Kind::Basis, Kind::Fee, Kind::TimeLimit,
                               Kind::Location, Kind::Hours, Kind::Time, Kind::Closing});
    CHECK(layout.whole);
    const auto& steps = std::get<Checklist>(layout.blocks[6].content);
    CHECK(steps.numbered);
    CHECK(steps.heading.second == "办理流程");
    REQUIRE(steps.items.size() == 3);
    CHECK(steps.items[1].first == "Sign the application");
    CHECK(steps.items[1].second == "签署提取申请表");
    CHECK(std::get<Notice>(layout.blocks[8].content).text.second == "不收费");
    CHECK(std::get<Words>(layout.blocks[13].content).text.first ==
          "This is not a ticket: take a number at the kiosk when you are ready.");
}

TEST_CASE("Sheet: the end of the longest text is there, in both languages and both ways to print",
          "[printer][sheet]") {
    auto setup = PrintShop::setup("pos-5890", 58);
    screen::Fonts fonts;
    screen::Icons icons;
    Typist typist(setup.profile);
    const auto drawn = [&](const model::PrintJob& job) {
        return paint(lay_out(job, setup.look, false), setup.look, setup.paper, fonts, icons);
    };
    const auto typed = [&](const model::PrintJob& job) {
        const auto sheet =
            typist.type(lay_out(job, setup.look, false), setup.look, setup.paper, fonts, icons);
        REQUIRE(sheet);
        return sheet->bytes();
    };
    const auto page = drawn(longest_sheet("末", "end"));
    const auto bytes = typed(longest_sheet("末", "end"));

    CHECK(page.height() > 20000); // or the texts were not so long
    for (const auto& other : {longest_sheet("未", "end"), longest_sheet("末", "enb")}) {
        CHECK(drawn(other) != page);
        CHECK(typed(other) != bytes);
    }
}

TEST_CASE("Sheet: is drawn without a seam, however long: the same twenty documents look the same",
          "[printer][sheet]") {
    const auto setup = PrintShop::setup("generic-58", 58);
    screen::Fonts fonts;
    screen::Icons icons;
    const auto drawn = [&](std::size_t documents) {
        auto job = longest_sheet("末", "end");
        job.documents.resize(documents);
        return paint(lay_out(job, setup.look, false), setup.look, setup.paper, fonts, icons);
    };
    const auto page = drawn(20);
    const int each = page.height() - drawn(19).height();
    REQUIRE(each > 400);

    int run = 0, longest = 0;
    for (int y = 0; y + each < page.height(); ++y) {
        run = std::ranges::equal(page.row(y), page.row(y + each)) ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    CHECK(longest > 18 * each);
}

TEST_CASE("Sheet: line ends in a text are blanks", "[printer][sheet]") {
    auto job = sheet_job("en");
    job.purpose = model::Names(Texts{{"en", "For\nyour\r\nhome"}});

    const auto layout = lay_out(job, read_template(house_template(false)), false);

    CHECK(std::get<Words>(layout.blocks[4].content).text.first == "For your  home");
}

TEST_CASE("Ticket: a number given without the hall says that it is valid, and shows no empty figures",
          "[printer][ticket]") {
    const auto look = read_template(house_template(false));
    const auto waiting = [&](const model::PrintJob& job) {
        const auto layout = lay_out(job, look, false);
        const auto found = std::ranges::find(layout.blocks, Part::Kind::Waiting,
                                             [](const Block& each) { return each.look.kind; });
        REQUIRE(found != layout.blocks.end());
        return found->content;
    };
    auto job = full_job("en");
    job.ahead.reset();
    job.wait = {};

    CHECK(std::get<Words>(waiting(job)).text.first ==
          "The hall was out of reach when this number was given; it is valid.");
    job.ahead = 0;
    CHECK(std::get<Figures>(waiting(job)).figures.size() == 1);
    job.ahead.reset();
    job.wait = {model::RoundedWait::Kind::RightAway, 0, 0};
    CHECK(std::get<Figures>(waiting(job)).figures.size() == 1);
}

} // namespace
} // namespace printer
