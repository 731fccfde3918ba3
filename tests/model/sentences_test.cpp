#include "shared/base/file.h"
#include "shared/model/alarm.h"
#include "shared/model/explain.h"
#include "shared/model/preset.h"
#include "shared/model/refusal.h"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <vector>

using model::ClockEvent;
using model::Overtook;
using model::TicketState;

namespace {

model::Hall hall_with_an_emergency() {
    model::Hall hall;
    hall.channels.emplace_back().id = {"ordinary"};
    hall.channels.emplace_back().id = {"emergency"};
    hall.channels.back().emergency = true;
    return hall;
}

/// Everything that can be told of a ticket's way, in each of its moments.
std::vector<model::Explanation> all_explanations() {
    model::Explanation long_way;
    long_way.channel = {"ordinary"};
    for (const Overtook how :
         {Overtook::Emergency, Overtook::Picked, Overtook::Credit, Overtook::EarlierEntry})
        long_way.passed_by.push_back({"A001", how, {}, 0, 0, {}, {"ordinary"}});
    for (const ClockEvent how :
         {ClockEvent::Appointment, ClockEvent::Transferred, ClockEvent::SetAside, ClockEvent::Missed,
          ClockEvent::Approved, ClockEvent::Reclassed, ClockEvent::Yielded})
        for (const char* channel : {"ordinary", "emergency"})
            long_way.clock.push_back({how, {}, {}, {}, {channel}, {}});

    std::vector<model::Explanation> all;
    for (int moment = 0; moment < 0x200; ++moment) {
        const auto is = [moment](int bit) { return (moment >> bit & 1) != 0; };
        model::Explanation one = long_way;
        if (is(0))
            one.called_at = base::WallTime();
        one.picked = is(1);
        one.emergency = is(2);
        if (is(3))
            one.guarantee = std::chrono::minutes(45);
        one.capped = is(4);
        one.state = is(5) ? (is(4) ? TicketState::Cancelled : TicketState::Expired) : TicketState::Waiting;
        if (is(6))
            one.ahead = moment % 2;
        one.weights = {std::chrono::minutes(is(7) ? 5 : 0), is(8) ? 2000 : is(6) ? 1000 : 1500, {}};
        if (is(3))
            one.weights.cap = std::chrono::minutes(45);
        one.as_of = base::WallTime(std::chrono::hours(is(4) || is(5) ? 1 : 0));
        one.entry = base::WallTime(std::chrono::minutes(is(6) && is(7) ? 10 : 0));
        all.push_back(one);
    }
    return all;
}

/// Every sentence that the model can say.
std::set<std::string> all_sentences() {
    std::set<std::string> all;
    for (int refusal = 0; refusal <= static_cast<int>(model::kLastRefusal); ++refusal)
        all.emplace(model::sentence(static_cast<model::Refusal>(refusal)));
    for (const model::Preset& preset : model::presets())
        all.emplace(preset.sentence);

    const auto as_it_is = [](std::string_view text) { return std::string(text); };
    all.insert(model::words_of({model::AlarmKind::Evacuation, {}, {}}, "en", as_it_is));

    const model::Hall hall = hall_with_an_emergency();
    const base::Zone zone("UTC");
    for (const auto& explanation : all_explanations())
        for (const model::Sentence& sentence : model::sentences(explanation, {hall, zone, "en"}))
            all.emplace(sentence.text);
    return all;
}

} // namespace

/// One more sentence: count it here, so that none is forgotten above.
constexpr std::size_t kHowMany = 89;

TEST_CASE("Sentences: every one is translated", "[model][sentences]") {
    const std::string language = GENERATE("zh_Hans", "zh_Hant");
    const std::string catalogue = base::read_file("assets/locale/" + language + "/model.po");

    const auto sentences = all_sentences();

    CHECK(sentences.size() == kHowMany);
    for (const std::string& sentence : sentences) {
        INFO(language << ": " << sentence);
        CHECK(catalogue.find("\nmsgid \"" + sentence + "\"\nmsgstr \"") != std::string::npos);
        CHECK(catalogue.find("\nmsgid \"" + sentence + "\"\nmsgstr \"\"") == std::string::npos);
    }
}

TEST_CASE("Sentences: one says what to do, and ends as a sentence", "[model][sentences]") {
    for (const std::string& sentence : all_sentences()) {
        INFO(sentence);
        CHECK(sentence.ends_with('.'));
    }
}
