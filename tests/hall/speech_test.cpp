#include "shared/hall/speech.h"

#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using hall::Speech;

namespace {

model::Hall bilingual_hall() {
    model::Hall hall = support::small_hall();
    hall.channels[1].name = model::Names({{"en", "Elderly"}, {"zh-Hans", "老年人"}, {"zh-Hant", "長者"}});
    return hall;
}

model::Explanation waiting() {
    using namespace std::chrono_literals;
    model::Explanation explanation;
    explanation.number = "A007";
    explanation.channel = {"elderly"};
    explanation.entry = base::WallTime(9h);
    explanation.as_of = base::WallTime(9h + 10min);
    explanation.waited = 10min;
    explanation.credit = 25 * 60'000'000LL;
    explanation.weights = {5min, 2000, 45min};
    explanation.guarantee = 45min;
    return explanation;
}

} // namespace

TEST_CASE("Speech: explains in the language that was asked for", "[hall][speech]") {
    const model::Hall hall = bilingual_hall();
    const Speech speech(hall);

    const auto english = speech.explain(waiting(), "");
    const auto simplified = speech.explain(waiting(), "zh-Hans");
    const auto traditional = speech.explain(waiting(), "zh_Hant");

    REQUIRE(english.size() == 5);
    CHECK(english[0] == "A007 has waited 10 minutes and has 25.0 credited minutes.");
    CHECK(english[1] ==
          "Channel Elderly: a head start of 5 minutes, and every minute of waiting counts double.");
    CHECK(english[3] == "From 09:45 on (after 45 minutes of waiting) no new ticket can pass it.");
    REQUIRE(simplified.size() == english.size());
    CHECK(simplified[1].find("老年人") != std::string::npos);
    CHECK(simplified[3] == "从09:45起（等候满45分钟），新取的号票不会再排到本号之前。");
    REQUIRE(traditional.size() == english.size());
    CHECK(traditional[1].find("長者") != std::string::npos);
    CHECK(traditional[3].find("從09:45起") == 0);
}

TEST_CASE("Speech: a language that is not known, or is no language, is answered in English",
          "[hall][speech]") {
    const model::Hall hall = bilingual_hall();
    const Speech speech(hall);
    const auto english = speech.explain(waiting(), "en");

    CHECK(speech.explain(waiting(), "tlh") == english);
    CHECK(speech.explain(waiting(), "../../etc") == english);
}
