#include "display/voice/announcements.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace display;
using namespace std::chrono_literals;

namespace {

Call call_of(std::uint64_t seq, int counter = 1, bool emergency = false) {
    return {seq, model::TicketId{seq}, "A" + std::to_string(seq), model::CounterId{counter}, emergency};
}

/// Says everything there is to say, each utterance a second long.
std::vector<Utterance> say_all(Announcements& announcements, support::ManualClock& clock) {
    std::vector<Utterance> said;
    for (int i = 0; i < 1000; ++i) {
        if (announcements.next_deadline() && *announcements.next_deadline() > clock.steady())
            clock.advance(*announcements.next_deadline() - clock.steady());
        const auto utterance = announcements.next(clock.steady());
        if (!utterance)
            break;
        said.push_back(*utterance);
        clock.advance(1s);
        announcements.spoken(clock.steady());
    }
    return said;
}

std::vector<std::uint64_t> order_of(const std::vector<Utterance>& said) {
    std::vector<std::uint64_t> seqs;
    for (const auto& utterance : said)
        seqs.push_back(utterance.call.seq);
    return seqs;
}

using Seqs = std::vector<std::uint64_t>;

} // namespace

TEST_CASE("Announcements: a lone call is said twice, the second time without a chime", "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(1));

    const auto said = say_all(announcements, clock);

    REQUIRE(order_of(said) == Seqs{1, 1});
    CHECK(said[0] == Utterance{call_of(1), Length::Full, true, false});
    CHECK(said[1] == Utterance{call_of(1), Length::Full, false, true});
}

TEST_CASE("Announcements: who waits for the loudspeaker makes repeats fall away", "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(1));
    announcements.called(call_of(2, 2));

    const auto said = say_all(announcements, clock);

    CHECK(order_of(said) == Seqs{1, 2, 2});
    CHECK(said[0].length == Length::Full);
}

TEST_CASE("Announcements: a call that comes while another is said takes its repeat's place",
          "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(1));
    REQUIRE(announcements.next(clock.steady()));

    announcements.called(call_of(2, 2));
    announcements.spoken(clock.steady());

    CHECK(order_of(say_all(announcements, clock)) == Seqs{2, 2});
}

TEST_CASE("Announcements: three waiting make it short, and no first call is ever dropped",
          "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    for (std::uint64_t seq = 1; seq <= 6; ++seq)
        announcements.called(call_of(seq, static_cast<int>(seq)));

    const auto said = say_all(announcements, clock);

    REQUIRE(order_of(said) == Seqs{1, 2, 3, 4, 5, 6, 6});
    for (std::size_t i = 0; i < said.size(); ++i)
        CHECK((said[i].length == Length::Short) == (i < 3));
    CHECK(said[0].chime);
    CHECK_FALSE(said[1].chime); // merged: it follows straight on
    CHECK_FALSE(said[2].chime);
    CHECK(said[3].chime);
}

TEST_CASE("Announcements: the hall's numbering is the order, whatever came first", "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(7, 1));
    announcements.called(call_of(5, 2));
    announcements.called(call_of(6, 3));

    CHECK(order_of(say_all(announcements, clock)) == Seqs{5, 6, 7, 7});
}

TEST_CASE("Announcements: an emergency goes before all that wait", "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(1, 1));
    announcements.called(call_of(2, 2));
    announcements.called(call_of(3, 3, true));

    CHECK(order_of(say_all(announcements, clock)) == Seqs{3, 1, 2, 2});
}

TEST_CASE("Announcements: nothing is said over something else", "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(1));
    announcements.called(call_of(2, 2));
    REQUIRE(announcements.next(clock.steady()));

    clock.advance(1h);
    CHECK_FALSE(announcements.next(clock.steady()));
    CHECK_FALSE(announcements.next_deadline());

    announcements.spoken(clock.steady());
    CHECK_FALSE(announcements.next(clock.steady()));
    CHECK(announcements.next_deadline() == clock.steady() + Announcements::kBetween);
    clock.advance(Announcements::kBetween);
    CHECK(announcements.next(clock.steady()));
}

TEST_CASE("Announcements: who has come is not called any more", "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(1, 1));
    announcements.called(call_of(2, 2));
    announcements.called(call_of(3, 3));

    CHECK(announcements.ended(model::TicketId{2}));
    CHECK_FALSE(announcements.ended(model::TicketId{99}));
    REQUIRE(announcements.next(clock.steady()));
    announcements.ended(model::TicketId{1});
    announcements.ended(model::TicketId{3});
    announcements.spoken(clock.steady());

    CHECK(say_all(announcements, clock).empty());
}

TEST_CASE("Announcements: a visitor who comes during the first call is spared the repeat",
          "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(1));
    REQUIRE(announcements.next(clock.steady()));

    announcements.ended(model::TicketId{1});
    announcements.spoken(clock.steady());

    CHECK_FALSE(announcements.next_deadline());
    CHECK(say_all(announcements, clock).empty());
}

TEST_CASE("Announcements: a recall of what waits to be said adds nothing", "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(1, 1));
    announcements.called(call_of(2, 2));

    Call again = call_of(2, 2);
    again.seq = 3;
    CHECK(announcements.recalled(again, clock.steady()) == Recalled::Coalesced);

    CHECK(order_of(say_all(announcements, clock)) == Seqs{1, 2, 2});
}

TEST_CASE("Announcements: a recall of what is being said comes again at the end, once", "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(1, 1));
    REQUIRE(announcements.next(clock.steady()));
    announcements.called(call_of(2, 2));

    Call again = call_of(1, 1);
    again.seq = 3;
    CHECK(announcements.recalled(again, clock.steady()) == Recalled::Queued);
    again.seq = 4;
    CHECK(announcements.recalled(again, clock.steady()) == Recalled::Coalesced);
    announcements.spoken(clock.steady());

    CHECK(order_of(say_all(announcements, clock)) == Seqs{2, 4});
}

TEST_CASE("Announcements: a counter's recalls are ten seconds apart", "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    Call recall = call_of(10, 1);
    REQUIRE(announcements.recalled(recall, clock.steady()) == Recalled::Queued);
    REQUIRE(announcements.next(clock.steady()));
    announcements.spoken(clock.steady());

    clock.advance(9999ms);
    recall.seq = 11;
    CHECK(announcements.recalled(recall, clock.steady()) == Recalled::TooSoon);
    CHECK(announcements.recalled(call_of(12, 2), clock.steady()) == Recalled::Queued);

    clock.advance(1ms);
    recall.seq = 13;
    CHECK(announcements.recalled(recall, clock.steady()) == Recalled::Queued);
}

TEST_CASE("Announcements: too long a back-log forgets recalls before first calls", "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.recalled(call_of(1, 1), clock.steady());
    for (std::uint64_t seq = 2; seq <= 250; ++seq)
        announcements.called(call_of(seq, static_cast<int>(seq)));
    announcements.recalled(call_of(300, 300), clock.steady());

    const auto said = order_of(say_all(announcements, clock));

    CHECK(std::ranges::count(said, 1U) == 0);
    CHECK(std::ranges::count(said, 300U) == 0);
    for (std::uint64_t seq = 2; seq <= 250; ++seq)
        CHECK(std::ranges::count(said, seq) >= 1);
}

TEST_CASE("Announcements: after a gap only the still called ones are said", "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(1, 1));
    announcements.called(call_of(2, 2));

    CHECK(announcements.keep([](const Call& call) { return call.ticket == model::TicketId{2}; }) == 1);

    CHECK(order_of(say_all(announcements, clock)) == Seqs{2, 2});
}

TEST_CASE("Announcements: who asks hears the current numbers, and nothing else is said for it",
          "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    CHECK(announcements.asked(clock.steady()));
    CHECK_FALSE(announcements.asked(clock.steady())); // the answer is on its way

    const auto said = say_all(announcements, clock);

    REQUIRE(said.size() == 1);
    CHECK(said[0].current);
    CHECK_FALSE(said[0].chime);
}

TEST_CASE("Announcements: the answer comes after the calls that wait, before later ones and repeats",
          "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(1, 1));
    announcements.called(call_of(2, 2));
    announcements.asked(clock.steady());
    announcements.called(call_of(3, 3));

    const auto said = say_all(announcements, clock);

    REQUIRE(order_of(said) == Seqs{1, 2, 0, 3, 3});
    CHECK(said[2].current);
}

TEST_CASE("Announcements: calls that end before they are said do not hold up the answer",
          "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.called(call_of(1, 1));
    announcements.called(call_of(2, 2));
    announcements.asked(clock.steady());
    announcements.ended(model::TicketId{1});
    announcements.clear();

    const auto said = say_all(announcements, clock);

    REQUIRE(said.size() == 1);
    CHECK(said[0].current);
}

TEST_CASE("Announcements: a key that is pressed on and on is answered every fifteen seconds",
          "[display][voice]") {
    Announcements announcements;
    support::ManualClock clock;
    announcements.asked(clock.steady());
    REQUIRE(announcements.next(clock.steady()));
    CHECK_FALSE(announcements.asked(clock.steady())); // it is being said
    announcements.spoken(clock.steady());

    clock.advance(Announcements::kAskPause - 1ms);
    CHECK_FALSE(announcements.asked(clock.steady()));
    clock.advance(1ms);
    CHECK(announcements.asked(clock.steady()));
}
