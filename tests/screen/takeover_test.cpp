#include "shared/takeover/curtain.h"
#include "tests/support/golden.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <map>

using namespace std::chrono_literals;
using model::AlarmKind;
using takeover::Curtain;

namespace {

model::Names names(const std::map<std::string, std::string>& texts) {
    return model::Names(texts);
}

const model::Names kLift = names({{"zh-Hans", "一号电梯故障，请走楼梯或乘坐二号电梯。"},
                                  {"en", "Lift 1 is out of order. Please take the stairs or lift 2."}});

/// A window, and the board that it follows.
struct Bench {
    explicit Bench(screen::Size size, std::vector<std::string> languages = {"zh-Hans", "en", "ar"})
        : window(size) {
        board.hall.languages = std::move(languages);
    }
    void raise(AlarmKind kind, const model::Names& text = {}) {
        board.alarm = model::Alarm{kind, text, {}};
        curtain.follow(&board);
    }
    const screen::Pixels& shown() {
        next = curtain.present(window, clock.steady());
        return window.shown();
    }
    /// The part of the window that is exactly of this colour.
    double share_of(screen::Color color) {
        const screen::Pixels& picture = shown();
        long same = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                same += picture.at({x, y}) == color ? 1 : 0;
        return static_cast<double>(same) / static_cast<double>(picture.width() * picture.height());
    }

    support::ManualClock clock;
    screen::VirtualWindow window;
    screen::Fonts fonts;
    screen::Icons icons;
    Curtain curtain{fonts, icons};
    model::Board board;
    std::optional<base::SteadyTime> next;
};

} // namespace

TEST_CASE("Said: an evacuation is said in every language, in the house's words where there are no others",
          "[takeover]") {
    const model::Alarm alarm{AlarmKind::Evacuation, names({{"en", "Fire in the archive."}}), {}};

    const auto said = takeover::said(alarm, {"zh-Hans", "en", "ar"});

    REQUIRE(said.size() == 3);
    CHECK(said[0].language == "zh_Hans");
    CHECK(said[0].headline == "请立即离开大厅");
    CHECK_THAT(said[0].words, Catch::Contains("安全出口"));
    CHECK(said[1].headline == "Please leave the hall now");
    CHECK(said[1].words == "Fire in the archive.");
    CHECK_THAT(said[2].words, !Catch::Contains("archive"));
    CHECK(takeover::line_of(alarm, said[1]) == said[1].headline);
}

TEST_CASE("Said: a notice has the supervisor's words, in the nearest language", "[takeover]") {
    const model::Alarm alarm{AlarmKind::Notice, kLift, {}};

    const auto said = takeover::said(alarm, {"zh-Hans", "fr"});

    CHECK(said[0].headline == "重要通知");
    CHECK(said[1].headline == "Avis important");
    CHECK(said[1].words == "Lift 1 is out of order. Please take the stairs or lift 2.");
    CHECK(takeover::line_of(alarm, said[0]) == said[0].words);
    CHECK(takeover::said(alarm, {}).front().language == "en");
}

TEST_CASE("Curtain: covers all until it is withdrawn, and says once that it has gone up", "[takeover]") {
    Bench bench({640, 360});
    const screen::Color red = takeover::Sheet::theme().colors.danger;
    CHECK_FALSE(bench.curtain.covers(bench.clock.steady()));
    CHECK_FALSE(bench.curtain.gone_up());

    bench.raise(AlarmKind::Evacuation);
    CHECK(bench.curtain.covers(bench.clock.steady()));
    CHECK(bench.share_of(red) > 0.5);
    bench.curtain.follow(nullptr); // the hall is gone: nobody takes that for the all-clear
    CHECK(bench.curtain.covers(bench.clock.steady()));

    bench.board.alarm.reset();
    bench.curtain.follow(&bench.board);
    CHECK_FALSE(bench.curtain.covers(bench.clock.steady()));
    CHECK(bench.curtain.gone_up());
    CHECK_FALSE(bench.curtain.gone_up());
}

TEST_CASE("Curtain: who has read it lifts it for a while; another text falls at once", "[takeover]") {
    Bench bench({640, 360});
    bench.raise(AlarmKind::Notice, kLift);
    bench.curtain.lift(bench.clock.steady() + 20s);
    CHECK_FALSE(bench.curtain.covers(bench.clock.steady()));
    CHECK(bench.curtain.falls_at() == bench.clock.steady() + 20s);
    bench.clock.advance(20s);
    CHECK(bench.curtain.covers(bench.clock.steady()));

    bench.curtain.lift(base::SteadyTime::max());
    CHECK_FALSE(bench.curtain.falls_at());
    bench.raise(AlarmKind::Evacuation);
    CHECK(bench.curtain.covers(bench.clock.steady()));
}

TEST_CASE("Curtain: the hall's language stays, the others take turns, and nothing flashes", "[takeover]") {
    Bench bench({640, 360}, {"zh-Hans", "en", "fr"});
    bench.raise(AlarmKind::Evacuation);
    const screen::Pixels first = bench.shown();
    REQUIRE(bench.next == bench.clock.steady() + takeover::Sheet::kTurn);
    bench.clock.advance(takeover::Sheet::kTurn - 1ms);
    CHECK(screen::differing_pixels(bench.shown(), first) == 0);
    bench.clock.advance(1ms);
    const screen::Pixels second = bench.shown();
    CHECK(screen::differing_pixels(second, first) > 500);
    bench.clock.advance(takeover::Sheet::kTurn);
    CHECK(screen::differing_pixels(bench.shown(), first) == 0);

    Bench two({640, 360}, {"zh-Hans", "en"});
    two.raise(AlarmKind::Evacuation);
    two.shown();
    CHECK_FALSE(two.next);
}

TEST_CASE("Curtain: the longest text that a supervisor may write fits on every window", "[takeover]") {
    std::string longest;
    while (longest.size() < 390)
        longest += "evacuate ";
    for (const screen::Size size : {screen::Size{1920, 1080}, {540, 960}, {800, 480}, {640, 68}}) {
        Bench bench(size, {"en", "ar"});
        bench.raise(AlarmKind::Notice, names({{"en", longest}}));
        CAPTURE(size.width);
        CHECK(bench.share_of(takeover::Sheet::theme().colors.on_header) > 0.02);
    }
}

TEST_CASE("Golden: what takes over a window", "[takeover][golden]") {
    struct Case {
        const char* name;
        screen::Size size;
    };
    const std::map<std::string, std::vector<std::string>> languages{
        {"zh", {"zh-Hans", "en", "ja"}}, {"en", {"en", "zh-Hans"}}, {"ar", {"ar", "en", "fr"}}};
    for (const auto& [first, all] : languages)
        for (const Case& one :
             {Case{"board", {960, 540}}, Case{"board-portrait", {540, 960}}, Case{"pad", {720, 540}},
              Case{"panel", {800, 480}}, Case{"strip", {1280, 68}}}) {
            Bench bench(one.size, all);
            bench.raise(AlarmKind::Evacuation);
            CHECK(support::matches_golden(bench.shown(), "takeover-" + std::string(one.name) + "-" + first));
        }
    Bench notice({960, 540});
    notice.raise(AlarmKind::Notice, kLift);
    CHECK(support::matches_golden(notice.shown(), "takeover-notice-zh"));
    Bench strip({1280, 68});
    strip.raise(AlarmKind::Notice, kLift);
    CHECK(support::matches_golden(strip.shown(), "takeover-notice-strip-zh"));
}
