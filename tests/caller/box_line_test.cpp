#include "caller/buttons/box_line.h"

#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <map>

using namespace caller;
using namespace std::chrono_literals;

namespace {

std::vector<BoxFrame> frames_of(std::string_view text) {
    BoxFrameReader reader;
    std::vector<BoxFrame> frames;
    for (const char each : text)
        if (const auto frame = reader.take(each))
            frames.push_back(*frame);
    return frames;
}

/// A line whose boxes are played by the test.
struct LineBench {
    support::ManualClock clock;
    BoxLine line;
    std::vector<BoxEvent> events;

    explicit LineBench(const std::vector<std::uint8_t>& addresses = {3}) : line(addresses) {
        line.opened(clock.steady());
    }
    void keep(const std::vector<BoxEvent>& more) { events.insert(events.end(), more.begin(), more.end()); }
    std::vector<BoxEvent> told() { return std::exchange(events, {}); }

    /// Until the next question; what it is.
    BoxFrame asked() {
        for (int i = 0; i < 5000; ++i) {
            keep(line.tick(clock.steady()));
            if (const auto frames = frames_of(line.to_send()); !frames.empty())
                return frames.front();
            clock.advance(1ms);
        }
        FAIL("nobody is asked");
        return {};
    }
    void say(std::string_view bytes) { keep(line.received(std::as_bytes(std::span(bytes)), clock.steady())); }
    void say(const BoxFrame& frame) { say(frame.text()); }
    /// Box 3 is met.
    void meet() {
        REQUIRE(asked() == BoxFrame{3, 'F', ""});
        say({3, 'N', ""});
        REQUIRE(told() == std::vector<BoxEvent>{BoxCame{3}});
    }
};

using Events = std::vector<BoxEvent>;

} // namespace

TEST_CASE("BoxFrame: is written and read with its check", "[caller][serial]") {
    const BoxFrame frame{3, 'D', "A023,12,1"};
    CHECK(frame.text() == ":03DA023,12,1*A15D\r\n"); // as in PROTOCOL.md
    CHECK(BoxFrame{3, 'F', ""}.text() == ":03F*CDE4\r\n");
    CHECK(frames_of(frame.text()) == std::vector{frame});
    CHECK(frames_of(":03F*CDE4\n") == std::vector{BoxFrame{3, 'F', ""}});
}

TEST_CASE("BoxFrame: what is damaged is no frame", "[caller][serial]") {
    const auto whole = BoxFrame{3, 'K', "0105"}.text();
    for (std::size_t at = 0; at < whole.size() - 2; ++at)
        for (const char other : {'0', '5', 'K', ' ', '\0', '\xff', '\n'}) {
            auto damaged = whole;
            if (damaged[at] == other)
                continue;
            damaged[at] = other;
            INFO(damaged);
            CHECK(frames_of(damaged).empty());
        }
    CHECK_FALSE(BoxFrame::parse(""));
    CHECK_FALSE(BoxFrame::parse(":03"));
    CHECK(frames_of(BoxFrame{0, 'N', ""}.text()).empty());
    CHECK(frames_of(BoxFrame{0xF8, 'N', ""}.text()).empty());
    CHECK(frames_of(BoxFrame{3, 'N', std::string(25, 'A')}.text()).empty());
    CHECK(frames_of(BoxFrame{3, 'N', "a"}.text()).empty());
}

TEST_CASE("BoxFrame: a new colon begins a new frame, whatever stood before", "[caller][serial]") {
    const BoxFrame frame{3, 'N', ""};
    CHECK(frames_of("noise" + std::string(500, 'x') + ":03K01" + frame.text() + "\r\n\n" + frame.text()) ==
          std::vector{frame, frame});
    CHECK(frames_of(":" + std::string(100, '0') + frame.text()) == std::vector{frame});
}

TEST_CASE("BoxLine: a box is met, asked, and its keys are told once", "[caller][serial]") {
    LineBench bench;
    bench.meet();

    CHECK(bench.asked() == BoxFrame{3, 'P', "00"});
    bench.say({3, 'K', "0105"});
    CHECK(bench.told() == Events{BoxKey{3, 5, true}});
    CHECK(bench.asked() == BoxFrame{3, 'P', "01"});
    bench.say({3, 'K', "0105"}); // our answer was lost: said again
    CHECK(bench.told().empty());
    CHECK(bench.asked() == BoxFrame{3, 'P', "01"});
    bench.say({3, 'U', "0205"});
    CHECK(bench.told() == Events{BoxKey{3, 5, false}});
    CHECK(bench.asked() == BoxFrame{3, 'P', "02"});
}

TEST_CASE("BoxLine: a box alone on its line may speak unasked", "[caller][serial]") {
    LineBench bench;
    bench.meet();
    CHECK(bench.asked() == BoxFrame{3, 'P', "00"});
    bench.say({3, 'N', ""});

    bench.say({3, 'K', "0107"});

    CHECK(bench.told() == Events{BoxKey{3, 7, true}});
    const auto before = bench.clock.steady();
    CHECK(bench.asked() == BoxFrame{3, 'P', "01"});
    CHECK(bench.clock.steady() - before <= BoxLine::kPause);
}

TEST_CASE("BoxLine: what was pressed before the box was met is forgotten", "[caller][serial]") {
    LineBench bench;
    bench.say({3, 'K', "4101"});
    CHECK(bench.asked() == BoxFrame{3, 'F', ""});
    bench.say({3, 'K', "4101"});
    CHECK(bench.asked() == BoxFrame{3, 'F', ""});
    CHECK(bench.told().empty());

    bench.say({3, 'N', ""});
    CHECK(bench.told() == Events{BoxCame{3}});
}

TEST_CASE("BoxLine: three questions without an answer, and a box is away until it answers again",
          "[caller][serial]") {
    LineBench bench;
    bench.meet();
    for (int i = 0; i < BoxLine::kMisses; ++i)
        CHECK(bench.asked().letter == 'P');
    CHECK(bench.asked() == BoxFrame{3, 'F', ""});
    CHECK(bench.told() == Events{BoxWent{3}});

    const auto before = bench.clock.steady();
    CHECK(bench.asked() == BoxFrame{3, 'F', ""});
    CHECK(bench.clock.steady() - before >= BoxLine::kAway);
    bench.say({3, 'N', ""});
    CHECK(bench.told() == Events{BoxCame{3}});
}

TEST_CASE("BoxLine: a box that restarted is met again, and counts anew", "[caller][serial]") {
    LineBench bench;
    bench.meet();
    CHECK(bench.asked().letter == 'P');
    bench.say({3, 'K', "0105"});
    CHECK(bench.asked().body == "01");
    bench.told();

    bench.say({3, 'R', ""});
    CHECK(bench.told() == Events{BoxRestarted{3}});
    CHECK(bench.asked() == BoxFrame{3, 'F', ""});
    bench.say({3, 'N', ""});
    CHECK(bench.told().empty());
    CHECK(bench.asked() == BoxFrame{3, 'P', "00"});
    bench.say({3, 'K', "0105"});
    CHECK(bench.told() == Events{BoxKey{3, 5, true}});
}

TEST_CASE("BoxLine: boxes of one line are asked in turn, a silent one does not stop the others",
          "[caller][serial]") {
    LineBench bench({1, 2, 3});
    std::map<int, int> times;
    for (int i = 0; i < 60; ++i) {
        const auto question = bench.asked();
        ++times[question.address];
        if (question.address != 2)
            bench.say({question.address, 'N', ""});
    }
    CHECK(bench.told() == Events{BoxCame{1}, BoxCame{3}});
    CHECK(times[1] > 20);
    CHECK(times[3] > 20);
    CHECK(times[2] < 10);
}

TEST_CASE("BoxLine: a box shows its counter's number, and is told again by and by", "[caller][serial]") {
    LineBench bench;
    bench.line.show(3, Sign{true, true, "A023", 12});
    bench.meet();
    CHECK(bench.asked() == BoxFrame{3, 'D', "A023,12,1"});
    bench.say({3, 'T', ""});
    CHECK(bench.asked().letter == 'P');
    bench.say({3, 'N', ""});

    bench.line.show(3, Sign{true, false, "", 4});
    CHECK(bench.asked() == BoxFrame{3, 'D', ",4,3"});
    bench.say({3, 'T', ""});
    bench.line.show(3, Sign{false, false, "", 0});
    CHECK(bench.asked() == BoxFrame{3, 'D', ",0,2"});
    bench.say({3, 'T', ""});

    bench.clock.advance(BoxLine::kShow);
    CHECK(bench.asked().letter == 'D');
    bench.say({3, 'N', ""}); // it has no display after all
    bench.clock.advance(BoxLine::kShow);
    CHECK(bench.asked().letter == 'P');
}

TEST_CASE("BoxLine: strangers, its own voice and wrong keys do nothing", "[caller][serial]") {
    LineBench bench;
    bench.meet();
    const auto question = bench.asked();
    bench.say(question); // an adapter that hears itself
    bench.say({9, 'K', "0105"});
    for (const auto* body : {"", "01", "0005", "0100", "0164", "01055", "ZZ05", "-105"})
        bench.say({3, 'K', body});
    CHECK(bench.told().empty());
    CHECK(bench.asked().body == "00");
}

TEST_CASE("BoxLine: a closed line asks nobody", "[caller][serial]") {
    LineBench bench;
    bench.meet();
    CHECK(bench.line.closed() == Events{BoxWent{3}});
    CHECK_FALSE(bench.line.next_deadline());
    bench.say({3, 'N', ""});
    bench.clock.advance(5s);
    CHECK(bench.line.tick(bench.clock.steady()).empty());
    CHECK(bench.line.to_send().empty());

    bench.line.opened(bench.clock.steady());
    bench.meet();
}

TEST_CASE("Sign: a lamp is on when somebody is called, and never blinks faster than twice a second",
          "[caller][buttons]") {
    const base::SteadyTime zero{};
    const auto changes = [&](const Sign& sign, std::size_t lamp, base::Duration within) {
        int count = 0;
        auto now = zero;
        bool on = sign.lamp(lamp, now);
        for (; now < zero + within; now += 10ms)
            if (sign.lamp(lamp, now) != std::exchange(on, sign.lamp(lamp, now)))
                ++count;
        return count;
    };
    CHECK(Sign{true, true, "A1", 3}.lamp(0, zero));
    CHECK(Sign{true, true, "A1", 3}.lamp(1, zero));
    CHECK_FALSE(Sign{true, true, "A1", 0}.lamp(1, zero));
    CHECK_FALSE(Sign{true, false, "A1", 3}.lamp(0, zero + 100ms)); // being served
    CHECK_FALSE(Sign{true, false, "", 0}.lamp(0, zero));
    CHECK_FALSE(Sign{true, true, "A1", 3}.next_change(zero));
    CHECK(changes(Sign{false, false, "", 0}, 0, 10s) == 19); // five times on and off in five seconds
    CHECK(changes(Sign{true, false, "", 3}, 0, 10s) == 9);

    for (const Sign& sign : {Sign{false, false, "", 0}, Sign{true, false, "", 3}})
        for (auto now = zero; now < zero + 4s; now += 70ms) {
            const auto next = sign.next_change(now);
            REQUIRE(next);
            CHECK(sign.lamp(0, now) != sign.lamp(0, *next));
            CHECK(sign.lamp(0, now) == sign.lamp(0, *next - 1ms));
        }
}
