#include "caller/visitor/panel.h"

#include "tests/caller/small_hall.h"
#include "tests/support/golden.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace caller;
using model::TicketState;

namespace {

/// A panel on a stage, with a small hall; what is touched goes to the rating at once.
struct Bench final : Panel::Listener {
    SmallHall hall;
    support::ManualClock clock;
    screen::Fonts fonts;
    screen::Icons icons;
    screen::Stage stage;
    Rating rating{model::CounterId{3}};
    Panel panel;
    std::vector<model::RateTicket> sent;

    explicit Bench(const char* language = "zh_Hans", screen::Size size = {800, 480})
        : stage(size, {Panel::theme_for(size), language, fonts, icons}), panel(stage, language, *this) {}

    void send(const Rating::Wanted& wanted) {
        if (wanted)
            sent.push_back(*wanted);
    }
    void rated(int score) override { send(rating.touched(score, clock.steady())); }
    void reason_toggled(const std::string& reason) override { rating.toggle(reason); }
    void reasons_done() override { send(rating.done(clock.steady())); }

    void show(bool in_reach = true) {
        panel.show(&hall.board, in_reach, hall.three, rating);
        stage.draw();
    }
    void finish(const std::string& language) {
        hall.is_here("A011", TicketState::Serving);
        auto& ticket = hall.board.tickets.begin()->second;
        ticket.language = language;
        model::Event event;
        event.kind = model::EventKind::ServiceFinished;
        event.counter = hall.three;
        event.ticket = ticket.id;
        rating.happened(event, &ticket, clock.steady());
        show();
    }
    /// The middle of what scripts call `target`.
    static std::optional<screen::Point> find(const screen::View& view, const std::string& target) {
        const auto* named = dynamic_cast<const Target*>(&view);
        if (named != nullptr && named->target() == target)
            return view.bounds().centre();
        for (const auto& child : view.children())
            if (const auto found = find(*child, target))
                return found;
        return std::nullopt;
    }
    void touch(const std::string& target) {
        const auto at = find(panel.root(), target);
        REQUIRE(at);
        stage.handle(screen::PointerEvent{screen::Pointer::Down, *at}, clock.steady());
        stage.handle(screen::PointerEvent{screen::Pointer::Up, *at}, clock.steady());
        clock.advance(std::chrono::seconds(1));
        show();
    }
    bool matches(const std::string& name) { return support::matches_golden(stage.frame(), "panel-" + name); }
};

} // namespace

TEST_CASE("Panel: looks as its golden pictures", "[caller][panel][golden]") {
    const std::string language = GENERATE("zh_Hans", "en");
    const std::string end = language == "en" ? "-en" : "-zh";
    const std::string visitors = language == "en" ? "en" : "zh-Hans";
    Bench bench(language.c_str());

    SECTION("called") {
        bench.hall.is_here("A011", TicketState::Called);
        bench.show();
        CHECK(bench.matches("called" + end));
    }
    SECTION("free") {
        bench.show();
        CHECK(bench.matches("free" + end));
    }
    SECTION("paused") {
        bench.hall.set(model::CounterState::Paused);
        bench.show();
        CHECK(bench.matches("paused" + end));
    }
    SECTION("rating") {
        bench.finish(visitors);
        CHECK(bench.matches("rating" + end));
    }
    SECTION("reasons") {
        bench.finish(visitors);
        bench.touch("rate:2");
        bench.touch("reason:The wait was too long");
        CHECK(bench.matches("reasons" + end));
    }
    SECTION("thanks") {
        bench.finish(visitors);
        bench.touch("rate:5");
        CHECK(bench.matches("thanks" + end));
    }
}

TEST_CASE("Panel: one touch rates, once", "[caller][panel]") {
    Bench bench;
    bench.finish("zh-Hans");

    bench.touch("rate:4");

    REQUIRE(bench.sent.size() == 1);
    CHECK(bench.sent.front().score == 4);
    CHECK_FALSE(Bench::find(bench.panel.root(), "rate:4"));
}

TEST_CASE("Panel: a low rating may carry reasons by touch", "[caller][panel]") {
    Bench bench;
    bench.finish("zh-Hans");

    bench.touch("rate:1");
    CHECK(bench.sent.empty());
    bench.touch("reason:The handling was slow");
    bench.touch("done");

    REQUIRE(bench.sent.size() == 1);
    CHECK(bench.sent.front().score == 1);
    CHECK(bench.sent.front().reasons == std::vector<std::string>{"The handling was slow"});
}

TEST_CASE("Panel: the keyboard rates too", "[caller][panel]") {
    Bench bench;
    bench.finish("zh-Hans");

    CHECK(bench.panel.handle_key({screen::Key::Character, U'5', false}, bench.rating));

    REQUIRE(bench.sent.size() == 1);
    CHECK(bench.sent.front().score == 5);
}

TEST_CASE("Panel: out of reach it shows no old number", "[caller][panel]") {
    Bench bench;
    bench.hall.is_here("A011", TicketState::Called);
    const screen::Catalogue english("en");

    CHECK(plate_of(&bench.hall.board, true, bench.hall.three, english).number == "A011");
    const auto face = plate_of(&bench.hall.board, false, bench.hall.three, english);

    CHECK(face.number.empty());
    CHECK(face.title == "One moment, please");
}
