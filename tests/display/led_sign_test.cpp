#include "display/led/emulator.h"
#include "display/led/painter.h"
#include "display/led/sign.h"
#include "display/led/sign_view.h"
#include "display/led/signs.h"
#include "shared/base/file.h"
#include "shared/screen/canvas.h"
#include "tests/display/sample_board.h"
#include "tests/support/golden.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <map>

using namespace display;
using namespace std::chrono_literals;
using model::EventKind;

namespace {

const std::vector<std::string> kChinese{"zh-Hans"};

/// A sign in a sample hall, seen as its dots.
class Hung {
  public:
    explicit Hung(std::optional<int> counter, std::vector<std::string> languages = kChinese,
                  screen::Size size = {128, 16}, int rows = 16, SignColors colors = SignColors::Full)
        : painter(fonts, size, rows, colors),
          sign({counter ? std::optional(model::CounterId{*counter}) : std::nullopt, std::move(languages), 4s,
                SignPainter::lines_of(size, rows)}) {
        view.replaced(board);
        view.in_touch();
    }

    void happens(EventKind kind, std::uint64_t ticket, int counter, std::string number = {}) {
        view.updated(support::happen(board, kind, ticket, counter, std::move(number)), board, clock.steady());
    }
    SignPage page() { return sign.page(view.contents(&board, board.now, clock.steady()), clock.steady()); }
    std::string text() { return screen::without_isolates(page().lines.at(0).texts.at(0)); }
    screen::Pixels frame() { return painter.paint(page(), clock.steady()); }
    screen::Pixels dots() { return as_dots(frame(), 6); }

    support::ManualClock clock;
    model::Board board = support::sample_board();
    BoardView view;
    screen::DotFonts fonts;
    SignPainter painter;
    SignView sign;
};

int lit(const screen::Pixels& frame) {
    int count = 0;
    for (int y = 0; y < frame.height(); ++y)
        for (int x = 0; x < frame.width(); ++x)
            count += frame.at({x, y}) != screen::Color::rgb(0) ? 1 : 0;
    return count;
}

/// Pictures one under the other, as strips hang on a wall.
screen::Pixels stacked(const std::vector<screen::Pixels>& pictures) {
    screen::Size size;
    for (const auto& one : pictures)
        size = {std::max(size.width, one.width()), size.height + one.height() + 12};
    screen::Pixels all(size, screen::Color::rgb(0x3A3F44));
    screen::Canvas canvas(all);
    int y = 6;
    for (const auto& one : pictures) {
        canvas.draw(one, {0, y});
        y += one.height() + 12;
    }
    return all;
}

} // namespace

TEST_CASE("Strip: says what its counter does, in every state", "[display][led]") {
    Hung three(3), four(4), six(6), one(1);

    CHECK(three.text() == "3 号窗口 空闲");
    CHECK(four.text() == "4 号窗口 暂停服务");
    CHECK(six.text() == "6 号窗口 未开放");
    CHECK(one.text() == "正在办理 A019");
    CHECK(three.page().number.empty());
    CHECK(one.page().number == "A019");

    three.happens(EventKind::TicketCalled, 10, 3, "A023");
    CHECK(three.text() == "请 A023 到 3 号窗口");
    CHECK(three.page().number == "A023");
    three.happens(EventKind::ServiceStarted, 10, 3);
    CHECK(three.text() == "正在办理 A023");
    three.happens(EventKind::ServiceFinished, 10, 3);
    CHECK(three.text() == "3 号窗口 空闲");
}

TEST_CASE("Strip: a call flashes once a second for four seconds, and then stands still", "[display][led]") {
    Hung three(3);
    three.happens(EventKind::TicketCalled, 10, 3, "A023");

    for (int half = 0; half < 8; ++half) {
        CHECK(three.page().lines.at(0).lit == (half % 2 == 0));
        three.clock.advance(500ms);
    }
    CHECK(three.page().lines.at(0).lit);
    three.clock.advance(10min);
    CHECK(three.page().lines.at(0).lit);
    CHECK(three.text() == "请 A023 到 3 号窗口");
}

TEST_CASE("Strip: out of touch it shows its counter and no number", "[display][led]") {
    Hung one(1), three(3);
    three.happens(EventKind::TicketCalled, 10, 3, "A023");
    one.view.out_of_touch();
    three.view.out_of_touch();

    CHECK(one.text() == "1 号窗口");
    CHECK(three.text() == "3 号窗口");
    CHECK(three.page().number.empty());
}

TEST_CASE("Strip: two languages take turns, and a call begins with the first", "[display][led]") {
    Hung three(3, {"zh-Hans", "en"});
    CHECK(three.text() == "3 号窗口 空闲");
    three.clock.advance(4s);
    CHECK(three.text() == "Counter 3 Free");
    CHECK(three.sign.next_deadline() == three.clock.steady() + 4s);

    three.clock.advance(1s);
    three.happens(EventKind::TicketCalled, 10, 3, "A023");
    CHECK(three.text() == "请 A023 到 3 号窗口");
    three.clock.advance(4s);
    CHECK(three.text() == "Ticket A023, please come to counter 3");
    three.clock.advance(4s);
    CHECK(three.text() == "请 A023 到 3 号窗口");
}

TEST_CASE("Wall: shows the calls, newest first, and notices in its last line", "[display][led]") {
    Hung wall(std::nullopt, kChinese, {192, 64});
    wall.happens(EventKind::TicketCalled, 10, 3, "A023");
    wall.clock.advance(6s);
    wall.happens(EventKind::TicketCalled, 11, 12, "D108");

    const SignPage page = wall.page();
    REQUIRE(page.lines.size() == 4);
    CHECK(screen::without_isolates(page.lines[0].texts[0]) == "请 D108 到 12 号窗口");
    CHECK(screen::without_isolates(page.lines[1].texts[0]) == "请 A023 到 3 号窗口");
    CHECK(page.number == "D108-12");
    CHECK(page.lines[3].scrolls);
    CHECK_FALSE(page.lines[0].scrolls);
    wall.view.out_of_touch();
    for (const SignLine& line : wall.page().lines)
        for (const std::string& text : line.texts)
            CHECK(text.find("A023") == std::string::npos);
}

TEST_CASE("Wall: what runs by has all languages in a row, and no turn of languages cuts it off",
          "[display][led]") {
    Hung wall(std::nullopt, {"zh-Hans", "en"}, {192, 64});
    wall.happens(EventKind::TicketCalled, 10, 3, "A023");
    const std::string notices = wall.page().lines.at(3).texts.at(0);
    CHECK(notices ==
          "办理提取业务请您带好身份证与银行卡。   Please bring your identity card and bank card.   "
          "自助打印证明请到一楼西侧。   Certificates can be printed at the machines, 1F west.");
    wall.clock.advance(4s);
    CHECK(screen::without_isolates(wall.page().lines.at(0).texts.at(0)) ==
          "Ticket A023, please come to counter 3");
    CHECK(wall.page().lines.at(3).texts.at(0) == notices);
    CHECK(wall.page().lines.at(3).language == "zh_Hans");
}

TEST_CASE("Signs: what runs by sets no turn of languages due", "[display][led]") {
    struct Dark final : PixelDriver {
        void show(const screen::Pixels&) override {}
    };
    screen::DotFonts fonts;
    SignOptions options;
    options.counter = model::CounterId{1};
    options.languages = {"zh-Hans", "en"};
    options.alternate = 4s;
    options.resend = 10s;
    Sign sign(options, fonts, std::make_unique<Dark>());
    support::ManualClock clock;
    const Contents contents;
    const SignAlarm alarm{{{"zh-Hans", "请立即离开大厅", "请走楼梯。"}}};
    sign.show(contents, nullptr, clock.steady());

    for (int turn = 0; turn < 20; ++turn) {
        clock.advance(1s);
        sign.show(contents, &alarm, clock.steady());
        CHECK(sign.next_deadline() > clock.steady());
    }
}

TEST_CASE("Signs: an alarm is red, says everything, and shows no number", "[display][led]") {
    Hung strip(1, {"zh-Hans", "en"}), wall(std::nullopt, {"zh-Hans", "en"}, {192, 64});
    const SignAlarm alarm{{{"zh-Hans", "请立即离开大厅", "请走楼梯。"},
                           {"en", "Please leave the hall now", "Use the stairs."},
                           {"fr", "Veuillez quitter la salle", "Prenez les escaliers."}}};
    const SignPage one = strip.sign.page(alarm), two = wall.sign.page(alarm);

    REQUIRE(one.lines.size() == 1);
    CHECK(one.lines[0].texts.at(0) ==
          "请立即离开大厅   请走楼梯。   Please leave the hall now   Use the stairs.");
    CHECK(one.number.empty());
    REQUIRE(two.lines.size() == 2);
    CHECK(two.lines[1].texts.at(0) == "请走楼梯。   Use the stairs.");
    for (const auto& frame :
         {strip.painter.paint(one, strip.clock.steady()), wall.painter.paint(two, wall.clock.steady())}) {
        CHECK(lit(frame) > 100);
        for (int y = 0; y < frame.height(); ++y)
            for (int x = 0; x < frame.width(); ++x)
                CHECK((frame.at({x, y}).green == 0 && frame.at({x, y}).blue == 0));
    }
    CHECK(strip.painter.next_deadline()); // it runs by
}

TEST_CASE("Signs: show what the board shows at the next turn, and an alarm instead", "[display][led]") {
    const support::TemporaryFolder folder;
    support::ManualClock clock;
    loop::Loop loop(clock);
    SignOptions options;
    options.counter = model::CounterId{1};
    options.languages = {"en"};
    options.alternate = 4s;
    options.resend = 1min;
    options.address = {Address::Kind::File, (folder / "strip.png").string()};
    Signs signs(loop, clock, {options}, false);
    const auto hangs = [&] {
        clock.advance(1s); // a picture is not written more often
        REQUIRE(signs.next_deadline() <= clock.steady());
        loop.turn(1ms);
        return base::read_file(folder / "strip.png");
    };
    const std::string before = hangs();
    Contents contents;
    contents.currency = Currency::Current;
    contents.counters = {{.id = model::CounterId{1}, .state = model::CounterState::Open}};

    signs.show(contents);
    const std::string open = hangs();
    signs.set_alarm(SignAlarm{{{"en", "Please leave the hall now", "Use the stairs."}}});
    const std::string alarm = hangs();
    signs.set_alarm(std::nullopt);

    CHECK(open != before);
    CHECK(alarm != open);
    CHECK(hangs() == open);
}

TEST_CASE("Painter: a line takes the longest text that fits, and a number never moves", "[display][led]") {
    screen::DotFonts fonts;
    support::ManualClock clock;
    SignPainter painter(fonts, {64, 16}, 16, SignColors::Red);
    SignLine call{{"请 A023 到 3 号窗口", "A023 → 3", "A023"}, "zh_Hans", Tone::Call, false, true};
    const auto frame = painter.paint({{call}, {}}, clock.steady());
    CHECK_FALSE(painter.next_deadline());

    call.texts = {"A023 → 3"};
    CHECK(painter.paint({{call}, {}}, clock.steady()) == frame);
    clock.advance(3s);
    CHECK(painter.paint({{call}, {}}, clock.steady()) == frame);
    call.lit = false;
    CHECK(lit(painter.paint({{call}, {}}, clock.steady())) == 0);
    for (int y = 0; y < frame.height(); ++y)
        for (int x = 0; x < frame.width(); ++x)
            CHECK((frame.at({x, y}).green == 0 && frame.at({x, y}).blue == 0));
}

TEST_CASE("Painter: a notice that is too long runs by, and comes again", "[display][led]") {
    screen::DotFonts fonts;
    support::ManualClock clock;
    SignPainter painter(fonts, {64, 16}, 16, SignColors::Full);
    const SignPage page{{{{"请您带好身份证与银行卡"}, "zh_Hans", Tone::Notice, true, true}}, {}};
    const auto first = painter.paint(page, clock.steady());
    REQUIRE(painter.next_deadline() == clock.steady() + 40ms);

    clock.advance(1s);
    const auto later = painter.paint(page, clock.steady());
    for (int x = 0; x < 24; ++x) // forty pixels a second
        for (int y = 0; y < 16; ++y)
            CHECK(later.at({x, y}) == first.at({x + 40, y}));
    clock.advance(base::Duration((11 * 16 + 32) * 25) - 1s); // its width, and half of the sign's
    CHECK(painter.paint(page, clock.steady()) == first);
}

TEST_CASE("Painter: brightness keeps the hue and ends in darkness", "[display][led]") {
    screen::Pixels frame({2, 1}, screen::Color::rgb(0xFFC800));
    dim(frame, 50);
    CHECK(frame.at({0, 0}) == screen::Color::rgb(0x806400));
    dim(frame, 0);
    CHECK(lit(frame) == 0);
}

TEST_CASE("DotFonts: a line has exactly the rows of its wall, and hanzi fill them", "[display][led]") {
    screen::DotFonts fonts;
    for (const int rows : screen::DotFonts::kRows) {
        const screen::Mask& mask = fonts.line("请A023到3号窗口", rows, "zh_Hans");
        CHECK(mask.size.height == rows);
        int top = rows, bottom = -1;
        for (int y = 0; y < rows; ++y)
            for (int x = 0; x < mask.size.width; ++x)
                if (mask.row(y)[x] != 0) {
                    top = std::min(top, y);
                    bottom = std::max(bottom, y);
                }
        INFO(rows << " rows: " << top << " to " << bottom);
        CHECK(top <= 1);
        CHECK(bottom >= rows - 2);
    }
    CHECK(fonts.line("请A023到3号窗口", 16, "zh_Hans").size.width == 124); // 120 and four gaps
}

TEST_CASE("Emulator: strips in every state", "[display][led][golden]") {
    std::vector<screen::Pixels> strips;
    for (const int counter : {3, 1, 4, 6})
        for (const char* language : {"zh-Hans", "en"}) {
            Hung sign(counter, {language});
            strips.push_back(sign.dots());
        }
    for (const char* language : {"zh-Hans", "zh-Hant", "en", "ja", "ko", "ru", "ar", "he"}) {
        Hung called(3, {language});
        called.happens(EventKind::TicketCalled, 10, 3, "A023");
        strips.push_back(called.dots());
    }
    CHECK(support::matches_golden(stacked(strips), "led-strips"));
}

TEST_CASE("Emulator: the wall of the hall at 16, 24 and 32 rows", "[display][led][golden]") {
    std::vector<screen::Pixels> walls;
    struct Wall {
        screen::Size size;
        int rows;
        std::vector<std::string> languages;
        SignColors colors;
    };
    const Wall kWalls[] = {{{192, 64}, 16, {"zh-Hans"}, SignColors::Full},
                           {{256, 72}, 24, {"zh-Hans"}, SignColors::Full},
                           {{320, 96}, 32, {"zh-Hans"}, SignColors::Two},
                           {{320, 72}, 24, {"en"}, SignColors::Full},
                           {{320, 72}, 24, {"ar"}, SignColors::Full}};
    for (const Wall& one : kWalls) {
        Hung wall(std::nullopt, one.languages, one.size, one.rows, one.colors);
        wall.happens(EventKind::TicketCalled, 10, 3, "A023");
        wall.clock.advance(6s);
        wall.happens(EventKind::TicketCalled, 11, 12, "D108");
        walls.push_back(as_dots(wall.frame(), 5));
    }
    CHECK(support::matches_golden(stacked(walls), "led-walls"));
}

TEST_CASE("Emulator: the test pattern shows which way up a wall hangs", "[display][led][golden]") {
    std::vector<screen::Pixels> patterns;
    for (int step = 0; step < kTestSteps; ++step)
        patterns.push_back(as_dots(test_pattern({64, 16}, step), 6));
    CHECK(support::matches_golden(stacked(patterns), "led-test"));
}
