#include "display/voice/alarm_call.h"

#include <catch2/catch.hpp>

using namespace display;
using namespace std::chrono_literals;
using model::AlarmKind;

namespace {

const base::SteadyTime kBegin{1h};

model::Board board_with(AlarmKind kind, const model::Names& text = {}) {
    model::Board board;
    board.alarm = model::Alarm{kind, text, {}};
    return board;
}

std::string words(const voice::Script& script) {
    REQUIRE(script.lines.size() == 1);
    return script.lines.front().language + ": " +
           voice::as_text(script.lines.front().phrase, script.lines.front().language);
}

} // namespace

TEST_CASE("AlarmCall: is said at once in every language, and again until it is withdrawn",
          "[display][voice]") {
    AlarmCall call({"zh-Hans", "en"});
    CHECK_FALSE(call.next(kBegin));
    CHECK_FALSE(call.next_deadline());

    call.follow(board_with(AlarmKind::Evacuation));
    CHECK(call.cuts());
    CHECK(call.silences_calls());
    CHECK(call.next_deadline() == base::SteadyTime{});
    call.has_cut();

    const auto first = call.next(kBegin);
    REQUIRE(first);
    CHECK(first->chime);
    CHECK_THAT(words(*first), Catch::StartsWith("zh-Hans: 请立即离开大厅"));
    call.spoken(kBegin + 6s);
    CHECK_FALSE(call.next(kBegin + 6s + AlarmCall::kBetween - 1ms));
    const auto second = call.next(kBegin + 6s + AlarmCall::kBetween);
    REQUIRE(second);
    CHECK_FALSE(second->chime);
    CHECK_THAT(words(*second), Catch::StartsWith("en: Please leave the hall now"));
    call.spoken(kBegin + 20s);
    CHECK(call.next_deadline() == kBegin + 20s + AlarmCall::kAgain);
    CHECK_THAT(words(*call.next(kBegin + 20s + AlarmCall::kAgain)), Catch::StartsWith("zh-Hans"));

    call.follow(model::Board());
    CHECK(call.cuts());
    call.has_cut();
    CHECK_FALSE(call.silences_calls());
    CHECK_FALSE(call.next(kBegin + 1h));
}

TEST_CASE("AlarmCall: a notice lets calls be said, and comes again once a minute", "[display][voice]") {
    AlarmCall call({"en"});
    call.follow(
        board_with(AlarmKind::Notice, model::Names(std::map<std::string, std::string>{{"en", "Hello"}})));
    call.has_cut();

    CHECK_FALSE(call.silences_calls());
    CHECK_THAT(words(*call.next(kBegin)), Catch::Contains("Hello"));
    call.spoken(kBegin);
    CHECK(call.next_deadline() == kBegin + AlarmCall::kNoticeAgain);
}

TEST_CASE("AlarmCall: what is up already cuts nothing off; other words do", "[display][voice]") {
    AlarmCall call({"en"});
    call.follow(board_with(AlarmKind::Evacuation));
    call.has_cut();
    call.follow(board_with(AlarmKind::Evacuation));
    CHECK_FALSE(call.cuts());
    call.follow(board_with(AlarmKind::Evacuation,
                           model::Names(std::map<std::string, std::string>{{"en", "Use exit B."}})));
    CHECK(call.cuts());
}

TEST_CASE("AlarmCall: Cantonese is read from the traditional characters", "[display][voice]") {
    AlarmCall call({"yue"});
    call.follow(board_with(AlarmKind::Evacuation));
    CHECK_THAT(words(*call.next(kBegin)), Catch::StartsWith("yue: 請立即離開大廳"));
}
