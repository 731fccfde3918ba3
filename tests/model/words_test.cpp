#include "shared/model/words.h"

#include <catch2/catch.hpp>

#include <set>

using namespace std::chrono_literals;
using model::RoundedWait;
using Kind = model::RoundedWait::Kind;

TEST_CASE("Words: a wait is rounded outward on a grid that grows with it", "[model][words]") {
    CHECK(model::rounded({}) == RoundedWait{});
    CHECK(model::rounded({0min, 3min, true}).kind == Kind::RightAway);
    CHECK(model::rounded({0min, 3min + 1ms, true}) == RoundedWait{Kind::Between, 0, 5});
    CHECK(model::rounded({11min, 19min, true}) == RoundedWait{Kind::Between, 10, 20});
    CHECK(model::rounded({10min, 20min, true}) == RoundedWait{Kind::Between, 10, 20});
    CHECK(model::rounded({28min, 32min, true}) == RoundedWait{Kind::Between, 25, 40});
    CHECK(model::rounded({59min, 91min, true}) == RoundedWait{Kind::Between, 50, 105});
    CHECK(model::rounded({100min, 121min, true}) == RoundedWait{Kind::MoreThan, 90, 0});
}

TEST_CASE("Words: every command and refusal has a word of its own", "[model][words]") {
    std::set<std::string_view> words;
    for (int refusal = 0; refusal <= static_cast<int>(model::Refusal::HallEvacuated); ++refusal)
        CHECK(words.insert(model::word(static_cast<model::Refusal>(refusal))).second);
    CHECK(model::word(model::Command(model::TakeTicket())) == "take");
    CHECK(model::word(model::Command(model::ReportDevice())) == "report-device");
}
