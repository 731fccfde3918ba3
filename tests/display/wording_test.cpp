#include "display/board/wording.h"

#include <catch2/catch.hpp>

using namespace display;

TEST_CASE("Wording: the date is written as each language writes it", "[display][board]") {
    const Wording wording({"zh-Hans", "en"});
    const base::LocalTime time{2026, 3, 2, 10, 26, 40, 1};

    const Both date = wording.date(time);

    CHECK(screen::without_isolates(date.first) == "3月2日 星期一");
    CHECK(screen::without_isolates(date.second) == "Monday, 2 March");
}

TEST_CASE("Wording: waits are intervals, rounded outward", "[display][board]") {
    const Wording wording({"zh-Hans", "en"});
    using Kind = model::RoundedWait::Kind;

    CHECK(screen::without_isolates(wording.wait({Kind::Between, 20, 40}).first) == "约20–40分钟");
    CHECK(screen::without_isolates(wording.wait({Kind::Between, 0, 10}).second) == "within 10 min");
    CHECK(screen::without_isolates(wording.wait({Kind::MoreThan, 120, 0}).second) == "over 120 min");
    CHECK(wording.wait({Kind::Unknown, 0, 0}).first.empty());
}

TEST_CASE("Wording: a name in one language is not shown twice", "[display][board]") {
    const Wording wording({"zh-Hans", "en"});

    const Both name = wording.names(model::Names(std::map<std::string, std::string>{{"zh-Hans", "一楼"}}));

    CHECK(name == Both{"一楼", ""});
}

TEST_CASE("Wording: both Chinese scripts translate every word of the board", "[display][board]") {
    const Wording wording({"zh-Hans", "zh-Hant"});

    for (const char* text :
         {"NEW", "Not current", "Please come to the counter", "Counter", "Called before", "Ready", "Paused",
          "Closed", "waiting", "no wait", "Welcome", "Your number will appear here. Please take a seat.",
          "One moment, please", "The board is being connected to the hall.",
          "This board is not up to date at the moment",
          "Please ask our staff. Your place in the queue is kept.",
          "Everyone who holds a ticket will be served today."}) {
        CAPTURE(text);
        CHECK(wording.tr(text).first != text);
        CHECK(wording.tr(text).second != text);
    }
}
