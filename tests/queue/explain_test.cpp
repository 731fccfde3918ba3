#include "shared/queue/explain.h"
#include "tests/queue/day.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using model::Overtook;
using support::Day;

namespace {

model::Explanation explained(const Day& day, model::TicketId ticket) {
    const auto explanation = queue::explain(day.state().hall(), day.events(), ticket, day.now().time);
    REQUIRE(explanation);
    return *explanation;
}

} // namespace

TEST_CASE("Explain: tells who passed a ticket and by which rule", "[queue][explain]") {
    Day day;
    day.open(2);
    const auto ours = day.take("deposit");
    day.advance(2min);
    day.take("loan", "elderly");
    const auto picked = day.take("deposit");
    const auto emergency = day.take("deposit", "emergency");
    day.take("pension"); // not for this counter
    day.advance(4min);
    day.must(model::ApproveTicket{emergency, {"boss"}, "pain"});
    CHECK(day.call(2) == "A003");
    CHECK(day.call(2) == "B001");
    day.must(model::CallTicket{{2}, picked});
    day.advance(4min);
    CHECK(day.call(2) == "A001");

    const auto explanation = explained(day, ours);

    CHECK(explanation.called_at == day.now().time);
    CHECK(explanation.counter == model::CounterId{2});
    CHECK(explanation.waited == base::Duration(10min));
    CHECK(explanation.credit == 600'000'000);
    CHECK(explanation.guarantee == base::Duration(45min));
    REQUIRE(explanation.passed_by.size() == 3);
    CHECK(explanation.passed_by[0].how == Overtook::Emergency);
    CHECK(explanation.passed_by[1].how == Overtook::Credit);
    CHECK(explanation.passed_by[1].number == "B001");
    CHECK(explanation.passed_by[1].credit == 13 * 60'000'000LL); // 5 + 2·4
    CHECK(explanation.passed_by[1].own_credit == 6 * 60'000'000LL);
    CHECK(explanation.passed_by[1].came_later == base::Duration(2min));
    CHECK(explanation.passed_by[2].how == Overtook::Picked);
}

TEST_CASE("Explain: says it in sentences", "[queue][explain]") {
    Day day;
    day.open(2);
    const auto ours = day.take("deposit");
    day.advance(2min);
    day.take("deposit", "elderly");
    day.advance(2min);
    day.call(2);
    day.advance(6min);
    day.call(2);

    const auto lines = model::in_words(explained(day, ours));

    REQUIRE(lines.size() == 3);
    CHECK(lines[0] == "A001 was called after 10 minutes: its 10.0 credited minutes were the most of all whom "
                      "counter 2 could serve.");
    CHECK(lines[1] ==
          "A002 came 2 minutes later and was called first, with 9.0 credited minutes against 4.0.");
    CHECK(lines[2] == "After 45 minutes of waiting no new ticket can pass it any more.");
}

TEST_CASE("Explain: a missed ticket is passed by those whose clock is ahead now", "[queue][explain]") {
    Day day;
    day.open(2);
    const auto ours = day.take("deposit", "", "MORNING"); // enters at 9:55
    day.take("deposit");
    day.at("09:57");
    day.must(model::CallTicket{{2}, model::TicketId{2}});
    day.call(2);

    const auto explanation = explained(day, ours);

    REQUIRE(explanation.passed_by.size() == 1);
    CHECK(explanation.passed_by[0].how == Overtook::Picked);
    CHECK(explanation.credit == (15 + 2 * 2) * 60'000'000LL);
}

TEST_CASE("Explain: a ticket still waiting is explained as of now", "[queue][explain]") {
    Day day;
    const auto ours = day.take("deposit", "elderly");
    day.advance(10min);

    const auto explanation = explained(day, ours);

    CHECK_FALSE(explanation.called_at);
    CHECK(explanation.credit == 25 * 60'000'000LL);
    CHECK_FALSE(queue::explain(day.state().hall(), day.events(), {99}, day.now().time));
}
