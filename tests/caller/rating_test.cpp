#include "caller/visitor/rating.h"

#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace caller;
using namespace std::chrono_literals;

namespace {

struct Bench {
    support::ManualClock clock;
    Rating rating{model::CounterId{3}};

    Rating::Wanted happens(model::EventKind kind, int counter = 3, std::uint64_t ticket = 7) {
        model::Event event;
        event.kind = kind;
        event.counter = model::CounterId{counter};
        event.ticket = model::TicketId{ticket};
        model::Ticket about;
        about.id = event.ticket;
        about.number = "A007";
        about.language = "en";
        return rating.happened(event, &about, clock.steady());
    }
};

} // namespace

TEST_CASE("Rating: asked when the service at this counter has ended, and sent once", "[caller][rating]") {
    Bench bench;
    bench.happens(model::EventKind::ServiceFinished, 4);
    CHECK(bench.rating.page() == PanelPage::Plate);
    bench.happens(model::EventKind::ServiceFinished);
    REQUIRE(bench.rating.page() == PanelPage::Rating);
    CHECK(bench.rating.number() == "A007");
    CHECK(bench.rating.language() == "en");

    const auto rate = bench.rating.touched(4, bench.clock.steady());
    const auto again = bench.rating.touched(5, bench.clock.steady());

    CHECK(rate == model::RateTicket{model::TicketId{7}, 4, {}});
    CHECK_FALSE(again);
    CHECK(bench.rating.page() == PanelPage::Thanks);
}

TEST_CASE("Rating: nobody is urged: after 20 seconds the plate is back", "[caller][rating]") {
    Bench bench;
    bench.happens(model::EventKind::ServiceFinished);

    bench.clock.advance(19999ms);
    bench.rating.tick(bench.clock.steady());
    CHECK(bench.rating.page() == PanelPage::Rating);
    bench.clock.advance(1ms);
    CHECK_FALSE(bench.rating.tick(bench.clock.steady()));

    CHECK(bench.rating.page() == PanelPage::Plate);
    CHECK_FALSE(bench.rating.touched(5, bench.clock.steady()));
}

TEST_CASE("Rating: the next visitor's service ends the question, a call does not", "[caller][rating]") {
    Bench bench;
    bench.happens(model::EventKind::ServiceFinished);

    bench.happens(model::EventKind::TicketCalled, 3, 8);
    CHECK(bench.rating.page() == PanelPage::Rating);
    bench.happens(model::EventKind::ServiceStarted, 3, 8);

    CHECK(bench.rating.page() == PanelPage::Plate);
}

TEST_CASE("Rating: a low score may carry reasons and is never lost", "[caller][rating]") {
    Bench bench;
    bench.happens(model::EventKind::ServiceFinished);
    REQUIRE_FALSE(bench.rating.touched(2, bench.clock.steady()));
    REQUIRE(bench.rating.page() == PanelPage::Reasons);
    bench.rating.toggle("slow");
    bench.rating.toggle("unfriendly");
    bench.rating.toggle("slow");

    Rating::Wanted rate;
    SECTION("sent") {
        rate = bench.rating.done(bench.clock.steady());
    }
    SECTION("time is over") {
        bench.clock.advance(Rating::kAsk);
        rate = bench.rating.tick(bench.clock.steady());
    }
    SECTION("the next visitor is served") {
        rate = bench.happens(model::EventKind::ServiceStarted, 3, 8);
    }

    CHECK(rate == model::RateTicket{model::TicketId{7}, 2, {"unfriendly"}});
}

TEST_CASE("Rating: rated on the phone already, the panel does not ask on", "[caller][rating]") {
    Bench bench;
    bench.happens(model::EventKind::ServiceFinished);

    bench.happens(model::EventKind::TicketRated, 0);

    CHECK(bench.rating.page() == PanelPage::Plate);
}
