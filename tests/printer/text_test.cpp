// Tickets in the printer's own letters, and pictures where it has none.

#include "printer/escpos/speller.h"
#include "printer/escpos/virtual_printer.h"
#include "tests/printer/print_shop.h"
#include "tests/printer/sample_jobs.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace printer {
namespace {

std::string text_of(const Sheet& sheet) {
    std::string text;
    for (const auto each : sheet.bytes())
        text += static_cast<char>(each);
    return text;
}

Press::Setup text_setup(const std::string& profile, int roll = 0) {
    auto setup = PrintShop::setup(profile, roll);
    setup.profile.mode = Profile::Mode::Text;
    return setup;
}

bool is_text(const Sheet& sheet) {
    return sheet.bytes().size() < 25000;
}

TEST_CASE("Text: hanzi go as GB18030 between FS & and FS ., Latin by the profile's code page",
          "[printer][text]") {
    Press press(text_setup("xprinter-xp-80"));
    auto job = full_job("zh-Hans");
    job.service = model::Names(Texts{{"zh-Hans", "住房公积金 café"}});

    const auto text = text_of(press.print(job, false));

    CHECK(text.find("\x1c&") != std::string::npos);
    CHECK(text.find("\xd7\xa1\xb7\xbf\xb9\xab\xbb\xfd\xbd\xf0 caf") != std::string::npos);
    CHECK(text.find("\xa8\xa6") != std::string::npos); // GB18030 has é too, as wide as a hanzi
}

TEST_CASE("Text: a letter that the printer lacks makes the whole ticket a picture, never a question mark",
          "[printer][text]") {
    Press chinese(text_setup("epson-tm-t20iii-china"));
    Press latin(text_setup("epson-tm-t20iii"));

    CHECK(is_text(chinese.print(full_job("zh-Hans"), false)));
    CHECK(is_text(chinese.print(full_job("ru"), false)));
    for (const auto* language : {"ar", "he", "th", "ja", "ko"}) {
        INFO(language);
        CHECK_FALSE(is_text(chinese.print(full_job(language), false)));
    }
    CHECK_FALSE(is_text(latin.print(full_job("zh-Hans"), false)));
    auto rare = full_job("zh-Hans");
    rare.hall = model::Names(Texts{{"zh-Hans", "𠮷祥市"}}); // four bytes in GB18030
    CHECK_FALSE(is_text(chinese.print(rare, false)));
}

TEST_CASE("Text: every profile prints every language in bytes that its model understands",
          "[printer][text]") {
    const Profiles profiles;
    for (const auto& profile : profiles.all())
        for (const auto* language : {"zh-Hans", "en", "ru"})
            for (const auto mode : {Profile::Mode::Raster, Profile::Mode::Text})
                for (const auto& [roll, paper] : profile.papers) {
                    INFO(profile.id << " " << language << " " << roll);
                    auto setup = PrintShop::setup(profile.id, roll);
                    setup.profile.mode = mode;
                    setup.look.beep = true;
                    Press press(setup);
                    const auto sheet = press.print(full_job(language), false);

                    VirtualPrinter printer(paper.dots);
                    printer.equip(setup.profile, press.letters());
                    REQUIRE(printer.take(sheet.bytes()) == sheet.bytes().size());

                    CHECK(printer.stray_bytes() == 0);
                    REQUIRE(printer.tickets().size() == 1);
                    CHECK(printer.tickets().front().height() == sheet.rows());
                }
}

TEST_CASE("Text: every profile's test page is understood by its model", "[printer][text]") {
    const Profiles profiles;
    for (const auto& profile : profiles.all()) {
        INFO(profile.id);
        Press press(PrintShop::setup(profile.id));
        const auto sheet = press.test_page();

        VirtualPrinter printer(press.paper().dots);
        printer.equip(profile, press.letters());
        printer.take(sheet.bytes());

        CHECK(printer.stray_bytes() == 0);
        CHECK(printer.tickets().size() == 1);
    }
}

TEST_CASE("Text: no line begins with a full stop or a closing bracket", "[printer][text]") {
    Press press(text_setup("pos-5890"));
    auto job = plain_job();
    for (int extra = 0; extra < 20; ++extra) {
        std::string text = "请您";
        for (int i = 0; i < extra; ++i)
            text += "好";
        job.notice = model::Names(Texts{{"zh-Hans", text + "携带身份证（原件）。户口簿、照片，谢谢。"}});

        const auto bytes = text_of(press.print(job, false));

        for (const auto* forbidden : {"\n\xa3\xac", "\n\xa1\xa3", "\n\xa3\xa9", "\n\xa1\xa2", "\xa3\xa8\n"})
            CHECK(bytes.find(forbidden) == std::string::npos);
    }
}

TEST_CASE("Text: broken off anywhere, as many zeros as it says free the printer", "[printer][text]") {
    Press press(text_setup("gprinter-gp-80"));
    const auto sheet = press.print(full_job("en"), false);
    const auto& bytes = sheet.bytes();
    for (std::size_t sent = 8; sent < bytes.size(); ++sent) {
        VirtualPrinter printer(576);
        printer.equip(press.profile(), press.letters());
        printer.take(std::span(bytes).first(sent));
        printer.read();

        printer.take(Bytes(sheet.missing_after(sent)));
        printer.take(escpos::ask_paper());

        REQUIRE(printer.read().size() == 1);
    }
}

TEST_CASE("Speller: finds a letter in the page in use, else in another, else not at all", "[printer][text]") {
    Profile profile;
    profile.code_pages = {{0, "CP437"}, {17, "CP866"}};
    Speller speller(profile);

    CHECK(speller.spell(U"é", "fr")->front().page == 0);
    CHECK(speller.spell(U"Ж", "ru")->front().bytes == "\x86");
    CHECK(speller.spell(U"“a”…", "en")->back().bytes == "...");
    CHECK(speller.spell(U"a中", "en").error() == U'中');
    CHECK(speller.spell(U"\u05e9", "he").error() == U'\u05e9');
}

TEST_CASE("Charset: knows what glibc knows, one character at a time", "[printer][text]") {
    CHECK(Charset("GB18030").encode(U'中') == "\xd6\xd0");
    CHECK(Charset("BIG5").decode("\xa4\xa4") == U'中');
    CHECK(Charset("CP866").encode(U'中') == std::nullopt);
    CHECK(Charset("GB18030").decode("\xd6") == std::nullopt);
    CHECK_FALSE(Charset::is_known("CP-nothing"));
    CHECK_THROWS(Charset("CP-nothing"));
}

} // namespace
} // namespace printer
