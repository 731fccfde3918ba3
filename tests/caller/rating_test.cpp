#include "caller/visitor/rating.h"

#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace caller;
using namespace std::chrono_literals;
using model::EventKind;
using model::RateTicket;
using model::TicketId;

namespace {

struct RatingBench {
    support::ManualClock clock;
    Rating rating{model::CounterId{3}};

    Rating::Wanted happens(EventKind kind, int counter = 3, std::uint64_t ticket = 7, bool rated = false) {
        model::Event event;
        event.kind = kind;
        event.counter = model::CounterId{counter};
        event.ticket = TicketId{ticket};
        model::Ticket about;
        about.id = event.ticket;
        about.number = "A007";
        about.language = "en";
        about.rated = rated;
        return rating.happened(event, &about, clock.steady());
    }
    Rating::Wanted touch(int score) { return rating.touched(score, clock.steady()); }
    Rating::Wanted done() { return rating.done(clock.steady()); }
    void choose(const std::string& reason) { rating.toggle(reason, clock.steady()); }
    void mark(std::size_t aspect, int score) { rating.mark(aspect, score, clock.steady()); }
    Rating::Wanted pass(base::Duration time) {
        clock.advance(time);
        return rating.tick(clock.steady());
    }
    PanelPage page() const { return rating.page(); }
};

RateTicket verdict(int score, std::vector<std::string> reasons = {}, model::Aspects aspects = {}) {
    return {TicketId{7}, score, std::move(reasons), aspects};
}

} // namespace

TEST_CASE("Rating: asked when the service at this counter has ended, and sent once", "[caller][rating]") {
    RatingBench bench;
    bench.happens(EventKind::ServiceFinished, 4);
    CHECK(bench.page() == PanelPage::Plate);
    bench.happens(EventKind::ServiceFinished);
    REQUIRE(bench.page() == PanelPage::Rating);
    CHECK(bench.rating.number() == "A007");
    CHECK(bench.rating.language() == "en");

    CHECK_FALSE(bench.touch(4));
    CHECK_FALSE(bench.touch(5));
    const auto rate = bench.done();
    const auto again = bench.done();

    CHECK(rate == verdict(4));
    CHECK_FALSE(again);
    CHECK(bench.page() == PanelPage::Thanks);
    CHECK_FALSE(bench.pass(Rating::kThank));
    CHECK(bench.page() == PanelPage::Plate);
    CHECK_FALSE(bench.rating.next_deadline());
}

TEST_CASE("Rating: where there is no panel a key of a box is all there is", "[caller][rating]") {
    RatingBench bench;
    bench.rating = Rating(model::CounterId{3}, false);
    bench.happens(EventKind::ServiceFinished);

    const auto rate = bench.touch(1);

    CHECK(rate == verdict(1));
    CHECK(bench.page() == PanelPage::Thanks);
    CHECK_FALSE(bench.touch(5));
}

TEST_CASE("Rating: nobody is urged: after 20 seconds the plate is back", "[caller][rating]") {
    RatingBench bench;
    bench.happens(EventKind::ServiceFinished);

    CHECK_FALSE(bench.pass(19999ms));
    CHECK(bench.page() == PanelPage::Rating);
    CHECK_FALSE(bench.pass(1ms));

    CHECK(bench.page() == PanelPage::Plate);
    CHECK_FALSE(bench.touch(5)); // too late
}

TEST_CASE("Rating: a score is 1 to 5", "[caller][rating]") {
    RatingBench bench;
    bench.happens(EventKind::ServiceFinished);

    const int score = GENERATE(-1, 0, 6, 99);

    CHECK_FALSE(bench.touch(score));
    CHECK(bench.page() == PanelPage::Rating);
}

TEST_CASE("Rating: the next visitor's service ends the question, a call does not", "[caller][rating]") {
    RatingBench bench;
    bench.happens(EventKind::ServiceFinished);

    bench.happens(EventKind::TicketCalled, 3, 8);
    CHECK(bench.page() == PanelPage::Rating);
    bench.happens(EventKind::ServiceStarted, 3, 8);

    CHECK(bench.page() == PanelPage::Plate);
}

TEST_CASE("Rating: what ends without being served is not asked about", "[caller][rating]") {
    RatingBench bench;

    bench.happens(GENERATE(EventKind::TicketNoShow, EventKind::TicketParked, EventKind::TicketTransferred,
                           EventKind::TicketCancelled, EventKind::TicketExpired));

    CHECK(bench.page() == PanelPage::Plate);
}

TEST_CASE("Rating: a ticket that is rated already is not asked about", "[caller][rating]") {
    RatingBench bench;

    bench.happens(EventKind::ServiceFinished, 3, 7, true);

    CHECK(bench.page() == PanelPage::Plate);
}

TEST_CASE("Rating: whatever ends a page sends what was given, once", "[caller][rating]") {
    RatingBench bench;
    bench.happens(EventKind::ServiceFinished);
    RateTicket expected;
    const bool low = GENERATE(true, false);
    if (low) {
        REQUIRE_FALSE(bench.touch(2));
        REQUIRE(bench.page() == PanelPage::Reasons);
        bench.choose("slow");
        bench.choose("unfriendly");
        bench.choose("slow"); // taken back
        expected = verdict(2, {"unfriendly"});
        if (GENERATE(true, false)) {
            REQUIRE_FALSE(bench.done());
            REQUIRE(bench.page() == PanelPage::Aspects);
            bench.mark(1, 3);
            expected.aspects = {0, 3, 0, 0};
        }
    } else {
        REQUIRE_FALSE(bench.touch(5));
        REQUIRE(bench.page() == PanelPage::Aspects);
        bench.mark(0, 5);
        bench.mark(3, 4);
        bench.mark(2, 1);
        bench.mark(2, 1); // taken back
        expected = verdict(5, {}, {5, 0, 0, 4});
    }

    Rating::Wanted rate;
    PanelPage page = PanelPage::Plate;
    SECTION("the visitor walks away") {
        CHECK_FALSE(bench.pass(Rating::kAsk - 1ms));
        rate = bench.pass(1ms);
        page = PanelPage::Thanks;
    }
    SECTION("the next visitor is served") {
        rate = bench.happens(EventKind::ServiceStarted, 3, 8);
    }
    SECTION("the next visitor is finished") {
        rate = bench.happens(EventKind::ServiceFinished, 3, 8);
        page = PanelPage::Rating;
    }
    SECTION("the counter closes") {
        rate = bench.happens(EventKind::CounterClosed, 3, 0);
    }

    CHECK(rate == expected);
    CHECK(bench.page() == page);
    CHECK_FALSE(bench.done());
    CHECK_FALSE(bench.pass(1h));
}

TEST_CASE("Rating: who is choosing has twenty seconds more each time", "[caller][rating]") {
    RatingBench bench;
    bench.happens(EventKind::ServiceFinished);
    bench.touch(1);

    CHECK_FALSE(bench.pass(15s));
    bench.choose("slow");
    CHECK_FALSE(bench.pass(15s));
    CHECK(bench.page() == PanelPage::Reasons);
    bench.done();
    CHECK_FALSE(bench.pass(15s));
    bench.mark(0, 1);
    CHECK_FALSE(bench.pass(15s));
    CHECK(bench.page() == PanelPage::Aspects);

    CHECK(bench.pass(5s) == verdict(1, {"slow"}, {1, 0, 0, 0}));
}

TEST_CASE("Rating: marks out of range are none", "[caller][rating]") {
    RatingBench bench;
    bench.happens(EventKind::ServiceFinished);
    bench.mark(0, 5); // not asked yet
    bench.touch(4);

    bench.mark(4, 5);
    bench.mark(0, 0);
    bench.mark(0, 6);

    CHECK(bench.done() == verdict(4));
}

TEST_CASE("Rating: a finish that is taken back takes the question away", "[caller][rating]") {
    RatingBench bench;
    bench.happens(EventKind::ServiceFinished);

    bench.happens(EventKind::StepUndone, 4, 8);
    CHECK(bench.page() == PanelPage::Rating);
    CHECK_FALSE(bench.happens(EventKind::StepUndone));
    CHECK(bench.page() == PanelPage::Plate);
    CHECK_FALSE(bench.touch(5));
    CHECK_FALSE(bench.pass(Rating::kAsk));
    bench.happens(EventKind::ServiceFinished);

    CHECK(bench.page() == PanelPage::Rating);
    CHECK_FALSE(bench.pass(Rating::kAsk));
    CHECK(bench.page() == PanelPage::Plate);
}

TEST_CASE("Rating: no clerk makes a verdict go away by taking the finish back", "[caller][rating]") {
    RatingBench bench;
    bench.happens(EventKind::ServiceFinished);
    bench.touch(1);
    if (GENERATE(true, false)) {
        CHECK_FALSE(bench.happens(EventKind::StepUndone));
    } else { // sent, but the hall had taken the finish back already
        bench.done();
        REQUIRE(bench.done() == verdict(1));
        CHECK_FALSE(bench.happens(EventKind::StepUndone));
        bench.rating.answered(verdict(1), model::Refusal::NotFinished);
    }
    REQUIRE(bench.page() == PanelPage::Plate);

    bench.happens(EventKind::ServiceFinished);
    REQUIRE(bench.page() == PanelPage::Rating);
    SECTION("not answered again: it is sent") {
        CHECK(bench.pass(Rating::kAsk) == verdict(1));
        CHECK(bench.page() == PanelPage::Plate);
    }
    SECTION("answered again: that counts") {
        bench.touch(4);
        CHECK(bench.done() == verdict(4));
    }
    SECTION("rated on the phone meanwhile") {
        bench.happens(EventKind::TicketRated, 0);
        CHECK(bench.page() == PanelPage::Plate);
    }

    bench.happens(EventKind::ServiceFinished, 3, 8);
    CHECK_FALSE(bench.pass(Rating::kAsk)); // nothing of it goes to the next ticket
}

TEST_CASE("Rating: other answers of the hall change nothing", "[caller][rating]") {
    RatingBench bench;
    bench.happens(EventKind::ServiceFinished);
    bench.touch(5);
    bench.done();
    bench.happens(EventKind::ServiceFinished, 3, 8);

    bench.rating.answered(verdict(5), GENERATE(model::Refusal::None, model::Refusal::AlreadyRated));

    CHECK(bench.page() == PanelPage::Rating);
    CHECK_FALSE(bench.pass(Rating::kAsk));
}

TEST_CASE("Rating: rated on the phone already, the panel does not ask on", "[caller][rating]") {
    RatingBench bench;
    bench.happens(EventKind::ServiceFinished);

    SECTION("nothing was touched") {
        bench.happens(EventKind::TicketRated, 0);
        CHECK(bench.page() == PanelPage::Plate);
    }
    SECTION("a score was: it would be refused") {
        bench.touch(3);
        CHECK_FALSE(bench.happens(EventKind::TicketRated, 0));
        CHECK(bench.page() == PanelPage::Thanks);
    }
    CHECK_FALSE(bench.pass(Rating::kAsk));
}

TEST_CASE("Rating: a gap in the events does not leave a question that is over", "[caller][rating]") {
    RatingBench bench;
    bench.happens(EventKind::ServiceFinished);
    bench.touch(2);
    model::Board board;
    auto& ticket = board.tickets[TicketId{7}];
    ticket.id = TicketId{7};

    SECTION("still finished") {
        ticket.state = model::TicketState::Finished;
        bench.rating.board_replaced(board);
        CHECK(bench.page() == PanelPage::Reasons);
    }
    SECTION("boards need not hold it") {
        board.tickets.clear();
        bench.rating.board_replaced(board);
        CHECK(bench.page() == PanelPage::Reasons);
    }
    SECTION("served again: what was said is kept") {
        ticket.state = model::TicketState::Serving;
        bench.rating.board_replaced(board);
        CHECK(bench.page() == PanelPage::Plate);
        bench.happens(EventKind::ServiceFinished);
        CHECK(bench.pass(Rating::kAsk) == verdict(2));
    }
    SECTION("rated meanwhile") {
        ticket.state = model::TicketState::Finished;
        ticket.rated = true;
        bench.rating.board_replaced(board);
        CHECK(bench.page() == PanelPage::Plate);
        CHECK_FALSE(bench.pass(Rating::kAsk));
    }
}
