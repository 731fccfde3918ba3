#include "printer/escpos/commands.h"
#include "printer/escpos/virtual_printer.h"

#include <catch2/catch.hpp>

#include <random>

namespace printer {
namespace {

Bitmap noise(int width, int height) {
    std::mt19937 random(7); // the same picture in every run
    Bitmap page(width, height);
    for (int y = 0; y < height; ++y)
        for (auto& dots : page.row(y))
            dots = static_cast<std::uint8_t>(random());
    return page;
}

int differing_dots(const Bitmap& a, const Bitmap& b) {
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            count += a.at(x, y) != b.at(x, y) ? 1 : 0;
    return count;
}

Bitmap print(const Sheet& sheet, int dots) {
    VirtualPrinter printer(dots);
    REQUIRE(printer.take(sheet.bytes()) == sheet.bytes().size());
    REQUIRE(printer.tickets().size() == 1);
    CHECK(printer.stray_bytes() == 0);
    CHECK(printer.in_slot().height() == 0);
    return printer.tickets().front();
}

TEST_CASE("Sheet: a printer gets back the picture that was drawn", "[printer][escpos]") {
    for (const int height : {1, 255, 256, 257, 1000}) {
        Bitmap page(576, height);
        for (int y = 0; y < height; ++y)
            page.set((y * 37) % 576, y);

        CHECK(print(Sheet(page), 576) == page);
    }
}

TEST_CASE("Sheet: no picture holds a real-time command", "[printer][escpos]") {
    auto page = noise(384, 600);
    for (int y = 0; y < 600; y += 3) {
        page.row(y)[5] = 0x10;
        page.row(y)[6] = std::array<std::uint8_t, 3>{0x04, 0x05, 0x14}[static_cast<std::size_t>(y / 3 % 3)];
        page.row(y)[47] = 0x10;
    }

    const Sheet sheet(page);

    const auto& bytes = sheet.bytes();
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i)
        if (bytes[i] == std::byte{0x10})
            CHECK((bytes[i + 1] != std::byte{0x04} && bytes[i + 1] != std::byte{0x05} &&
                   bytes[i + 1] != std::byte{0x14}));
    const auto printed = print(sheet, 384);
    REQUIRE(printed.height() == page.height());
    CHECK(differing_dots(printed, page) < 300); // one dot each
}

TEST_CASE("Sheet: broken off anywhere, as many zeros as it says free the printer", "[printer][escpos]") {
    const Sheet sheet(noise(64, 300));
    const auto& bytes = sheet.bytes();
    for (std::size_t sent = 0; sent < bytes.size(); ++sent) {
        VirtualPrinter printer(64);
        printer.take(std::span(bytes).first(sent));

        printer.take(Bytes(sheet.missing_after(sent)));
        printer.take(escpos::ask_paper());

        REQUIRE(printer.read().size() == (sent < 7 ? 1U : 5U)); // after GS a the state comes too
    }
    CHECK(sheet.missing_after(0) == 0);
    CHECK(sheet.missing_after(bytes.size()) == 0);
}

TEST_CASE("Sheet: stored graphics come out as the same picture", "[printer][escpos]") {
    struct NoLetters final : LetterCase {
        const Bitmap& letter(char32_t /*character*/, int columns) override {
            return blank = Bitmap(columns, 24);
        }
        Bitmap blank;
    } letters;
    for (const auto graphics : {Profile::Graphics::Stored, Profile::Graphics::LongStored})
        for (const int height : {1, 256, 1000}) {
            Profile profile;
            profile.graphics = graphics;
            auto page = noise(384, height);
            for (int y = 0; y < height; ++y)
                for (auto& dots : page.row(y)) // no real-time commands
                    dots |= 0x80;

            VirtualPrinter printer(384);
            printer.equip(profile, letters);
            const Sheet sheet(page, profile);
            REQUIRE(printer.take(sheet.bytes()) == sheet.bytes().size());

            CHECK(printer.stray_bytes() == 0);
            REQUIRE(printer.tickets().size() == 1);
            CHECK(printer.tickets().front() == page);
        }
}

TEST_CASE("VirtualPrinter: a row wider than its buffer, a picture of lying length and a code without end do "
          "not stop it",
          "[printer][escpos]") {
    const auto bytes = [](std::initializer_list<unsigned> values) {
        Bytes out;
        for (const auto value : values)
            out.push_back(static_cast<std::byte>(value));
        return out;
    };
    struct NoLetters final : LetterCase {
        const Bitmap& letter(char32_t /*character*/, int columns) override {
            return blank = Bitmap(columns, 24);
        }
        Bitmap blank;
    } letters;
    Profile profile;
    profile.graphics = Profile::Graphics::LongStored;
    profile.qr = true;
    VirtualPrinter printer(384, 256);
    printer.equip(profile, letters);
    for (const auto& command :
         {bytes({0x1d, 'v', '0', 0, 0xff, 0x7f, 2, 0}),
          bytes({0x1d, '(', 'L', 20, 0, 48, 112, 48, 1, 1, 49, 0xff, 0xff, 9, 9}),
          bytes({0x1d, '8', 'L', 0xff, 0xff, 0xff, 0, 48, 112, 48, 1, 1, 49, 8, 0, 1, 0}),
          bytes({0x1d, '(', 'k', 0xff, 0xff, 49, 80, 48}), bytes({0x1b, '*', 33, 0xff, 0xff})}) {
        printer.take(command);
        printer.reset();
    }
    printer.take(bytes({0x1d, 'v', '0', 0, 0xff, 0x7f, 2, 0}));
    printer.take(Bytes(2 * 0x7fff));
    printer.take(escpos::ask_paper());

    CHECK(printer.read().size() == 1);
    CHECK(printer.stray_bytes() > 0);
    for (int i = 0; i < 2000; ++i)
        printer.take(bytes({0x1b, 'd', 0xff}));
    CHECK(printer.in_slot().height() == 20000);
}

TEST_CASE("VirtualPrinter: stops in the middle when the paper ends and goes on with new paper",
          "[printer][escpos]") {
    const auto page = noise(576, 700);
    const Sheet sheet(page);
    VirtualPrinter printer(576, 4096);
    printer.let_paper_end_after(300);

    const auto taken = printer.take(sheet.bytes());
    CHECK(taken < sheet.bytes().size());
    CHECK(printer.condition().paper_out);
    CHECK(printer.in_slot().height() == 300);

    printer.load_paper();
    printer.take(std::span(sheet.bytes()).subspan(taken));
    REQUIRE(printer.tickets().size() == 1);
    CHECK(printer.tickets().front().height() == 700);
}

TEST_CASE("VirtualPrinter: answers what it is asked, in order", "[printer][escpos]") {
    VirtualPrinter printer;
    StatusParser parser;

    printer.take(escpos::report_changes());
    printer.take(escpos::ask_paper());
    printer.take(escpos::ask_done({'a', 'b', 'c', 'd'}));
    printer.take(escpos::ask_maker());

    const auto events = parser.feed(printer.read());
    CHECK(events == std::vector<StatusEvent>{AutoStatus{}, PaperAnswer{0}, DoneAnswer{{'a', 'b', 'c', 'd'}},
                                             NameAnswer{"EPSON"}});
}

TEST_CASE("VirtualPrinter: tells of the cover by itself, and of the state even with a full buffer",
          "[printer][escpos]") {
    VirtualPrinter printer(576, 16);
    StatusParser parser;
    printer.take(escpos::report_changes());
    parser.feed(printer.read());

    printer.set_cover_open(true);

    const auto events = parser.feed(printer.read());
    REQUIRE(events.size() == 1);
    CHECK(std::get<AutoStatus>(events.front()).condition == Condition{.offline = true, .cover_open = true});
    CHECK(printer.take(Bytes(100)) == 16);
}

} // namespace
} // namespace printer
