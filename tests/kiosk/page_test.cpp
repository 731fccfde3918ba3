#include "kiosk/scene.h"
#include "kiosk/words.h"
#include "shown_page.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using sample::Shown;
using sample::operator+;

namespace {

const std::vector<Event> kToDetail{GroupChosen{{"housing"}}, ServiceChosen{{"housing-withdraw"}}};

} // namespace

TEST_CASE("Pages: a closed service can be read, says when it opens, and gives no number", "[kiosk][closed]") {
    Shown shown("en");
    auto& service = shown.board.hall.services.front();
    service.hours.spans = {{13 * 60 + 30, 17 * 60}};
    CHECK(screen::without_isolates(closed_words(shown.catalogue, shown.board, service, sample::now())) ==
          "Opens today 13:30");
    shown.visit().go(kToDetail).draw();
    CHECK(shown.touch.find("take") == nullptr);
    CHECK(shown.touch.find("back") != nullptr);

    service.hours = {{}, 0x7E}; // every day but Monday, which it is
    CHECK(screen::without_isolates(closed_words(shown.catalogue, shown.board, service, sample::now())) ==
          "Opens tomorrow 09:00");
    service.hours = {{}, 0x10};
    CHECK(screen::without_isolates(closed_words(shown.catalogue, shown.board, service, sample::now())) ==
          "Opens on Friday 09:00");
    service.hours = {{{9 * 60, 12 * 60}}};
    CHECK(closed_words(shown.catalogue, shown.board, service, sample::now()).empty());
    shown.draw();
    CHECK(shown.touch.find("take") != nullptr);
    CHECK(shown.touch.find("rights") != nullptr);
}

TEST_CASE("Pages: a paused service gives no number, and says when it goes on", "[kiosk][closed]") {
    Shown shown("en");
    const auto& service = shown.board.hall.services.front();
    const base::WallTime now = sample::now();
    const auto words = [&](base::WallTime at) {
        return screen::without_isolates(closed_words(shown.catalogue, shown.board, service, at));
    };
    shown.board.pauses[service.id] = {"The line is down", now, {}};
    CHECK(words(now) == "Closed at present");
    shown.visit().go(kToDetail).draw();
    CHECK(shown.touch.find("take") == nullptr);

    shown.board.pauses[service.id].until = now + std::chrono::hours(1);
    CHECK_THAT(words(now), Catch::StartsWith("Opens today "));
    CHECK(words(now + std::chrono::hours(1)).empty());
}

TEST_CASE("Pages: a day that a supervisor has ended gives no number", "[kiosk][closed]") {
    Shown shown("en");
    shown.board.accepting = false;
    CHECK(closed_words(shown.catalogue, shown.board, shown.board.hall.services.front(), sample::now()) ==
          "Closed for today");
}

TEST_CASE("Pages: everything known of a service fits on its page, upright and wide", "[kiosk][closed]") {
    for (const std::string language : {"zh-Hans", "en"})
        for (const screen::Size size : {screen::Size{540, 960}, {960, 540}}) {
            Shown shown(language, size);
            auto& service = shown.board.hall.services.front();
            const model::Names rule({{"zh-Hans", "《住房公积金管理条例》"}, {"en", "Housing fund rules"}});
            service.basis = service.fee = service.time_limit = rule;
            service.steps = {rule, rule, rule};
            shown.visit().go(kToDetail);
            shown.draw();
            INFO(language << " " << size.width << "x" << size.height);
            CHECK(shown.fits());
        }
}

TEST_CASE("Pages: who comes early for an appointment is told from when on", "[kiosk][closed]") {
    Shown shown("en");
    model::Answer answer = sample::answer("appointment", "en");
    const auto speech = [&] {
        shown.flow.handle(StartOverTouched{}, {});
        shown.visit().go(kToDetail +
                         std::vector<Event>{TicketWanted{}, HallAnswered{answer}, PrintImpossible{}});
        return screen::without_isolates(build_page(shown.scene())->speech());
    };
    CHECK(speech().find("You are early") == std::string::npos);

    answer.ticket->entry = sample::now() + std::chrono::minutes(36);
    CHECK(speech().find("You are early: you will be called from 11:00 on.") != std::string::npos);
}
