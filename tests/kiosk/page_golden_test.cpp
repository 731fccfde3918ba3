#include "shared/config/hall_config.h"
#include "shown_page.h"
#include "tests/support/golden.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using sample::refused;
using sample::Shown;
using sample::operator+;

namespace {

constexpr screen::Size kUpright{405, 720};

/// The demonstration hall: what ships is what is judged.
model::Board demonstration() {
    model::Board board = sample::board();
    board.hall = config::read_hall("assets/hall/hall.toml");
    board.hall.opens = 9 * 60;
    board.hall.closes = 17 * 60;
    board.notices = {board.hall.notices.front()};
    board.outlooks.clear();
    int waiting = 0;
    for (const model::Service& service : board.hall.services) {
        const auto low = std::chrono::minutes(3 * waiting);
        board.outlooks.push_back({service.id, waiting, {low, low + std::chrono::minutes(9), true}});
        waiting = (waiting + 4) % 7;
    }
    return board;
}

model::Answer answer(const std::string& channel, const std::string& language) {
    model::Answer answer = sample::answer(channel, language);
    answer.ticket->service = {"fund-withdrawal"};
    return answer;
}

struct Picture {
    const char* name;
    std::vector<Event> events;
};

/// Every page in each of its states, from the welcome page on.
std::vector<Picture> pictures(const std::string& language) {
    const std::vector<Event> visit{LanguageChosen{language}};
    const auto services = visit + std::vector<Event>{GroupChosen{{"housing-fund"}}};
    const auto search = visit + std::vector<Event>{SearchWanted{}};
    const auto detail = services + std::vector<Event>{ServiceChosen{{"fund-withdrawal"}}};
    const auto channels = detail + std::vector<Event>{ChannelsWanted{}};
    const auto card = channels + std::vector<Event>{ChannelChosen{{"elderly"}, Proof::Card}};
    const auto booking = visit + std::vector<Event>{CheckInWanted{}};
    const auto issuing = card + std::vector<Event>{WithoutCard{}};
    const auto ticket = issuing + std::vector<Event>{HallAnswered{answer("elderly", language)}};
    model::Answer pending = answer("ordinary", language);
    pending.ticket->declared = model::ChannelId{"elderly"};
    pending.ticket->approval = model::Approval::Pending;
    model::Answer called = answer("elderly", language);
    called.ticket->state = model::TicketState::Called;
    called.ticket->counter = model::CounterId{3};
    model::Answer aside = answer("elderly", language);
    aside.ticket->state = model::TicketState::Parked;
    aside.ticket->missing = {0, 1};
    const auto mine = visit + std::vector<Event>{TicketScanned{"0123"}};
    const auto found = mine + std::vector<Event>{TicketFound{answer("elderly", language), "0123"}};
    const auto after = [](const std::vector<Event>& way, Event event) {
        return way + std::vector{std::move(event)};
    };
    const model::PrintResult printed{"", model::PrintState::Printed, model::PrintFault::None, false};
    std::vector<Event> braked;
    for (int i = 0; i < 9; ++i)
        braked = braked + detail +
                 std::vector<Event>{TicketWanted{}, HallAnswered{answer("ordinary", language)},
                                    PrintImpossible{}, StartOverTouched{}};
    return {
        {"welcome", {}},
        {"groups", visit},
        {"services", services},
        {"search", search},
        {"search-found", search + std::vector<Event>{CharacterTyped{U'g'}, CharacterTyped{U'j'}}},
        {"search-nothing", search + std::vector<Event>{CharacterTyped{U'q'}, CharacterTyped{U'q'}}},
        {"detail", detail},
        {"detail-printing", after(detail, SheetWanted{})},
        {"channels", channels},
        {"reasons", after(channels, ChannelChosen{{"urgent"}, Proof::Word, true})},
        {"card", card},
        {"card-not-read",
         after(card, CardNotRead{"The card could not be read. Please lift it and lay it on again."})},
        {"booking", booking},
        {"booking-typed", booking + std::vector<Event>{CharacterTyped{U'4'}, CharacterTyped{U'7'}}},
        {"issuing", issuing},
        {"ticket-printing", ticket},
        {"ticket-printed", after(ticket, PrinterAnswered{printed})},
        {"ticket-not-printed", after(ticket, PrintImpossible{})},
        {"ticket-pending", issuing + std::vector<Event>{HallAnswered{pending}, PrinterAnswered{printed}}},
        {"ticket-late", after(booking, CharacterTyped{U'4'}) +
                            std::vector<Event>{CodeEntered{}, HallAnswered{answer("ordinary", language)},
                                               PrinterAnswered{printed}}},
        {"refused-closed", after(issuing, HallAnswered{refused(model::Refusal::HallClosed)})},
        {"refused-holding", after(issuing, HallAnswered{refused(model::Refusal::AlreadyHolding, "B017")})},
        {"refused-appointment",
         after(booking, CharacterTyped{U'4'}) +
             std::vector<Event>{CodeEntered{}, HallAnswered{refused(model::Refusal::UnknownAppointment)}}},
        {"pause", braked + detail + std::vector<Event>{TicketWanted{}}},
        {"my-ticket", found},
        {"my-ticket-called", after(mine, TicketFound{called, "0123"})},
        {"my-ticket-aside", after(mine, TicketFound{aside, "0123"})},
        {"my-ticket-sure", after(found, GiveBackWanted{})},
        {"my-ticket-given-back", found + std::vector<Event>{GiveBackWanted{}, GiveBackConfirmed{},
                                                            TicketFound{model::Answer(), "0123"}}},
        {"my-ticket-unknown", after(mine, TicketFound{refused(model::Refusal::UnknownTicket), "0123"})},
        {"out-of-reach", {HallLost{}}}};
}

} // namespace

TEST_CASE("Pages: look as they were drawn and judged, in three languages and both palettes",
          "[kiosk][pages]") {
    const model::Board board = demonstration();
    for (const std::string language : {"zh-Hans", "en", "ar"})
        for (const auto palette : {screen::Palette::Light, screen::Palette::HighContrast})
            for (const Picture& picture : pictures(language)) {
                const std::string name = std::string(picture.name) + "-" + language +
                                         (palette == screen::Palette::Light ? "" : "-contrast");
                INFO(name);
                Shown shown(language, kUpright, palette, board);
                shown.go(picture.events);
                CHECK(support::matches_golden(shown.draw(), "kiosk/" + name));
            }
}

TEST_CASE("Pages: in a wide window things stand side by side", "[kiosk][pages]") {
    const model::Board board = demonstration();
    for (const Picture& picture : pictures("en")) {
        const std::string_view name = picture.name;
        if (name != "welcome" && name != "detail" && name != "search-found" && name != "booking" &&
            name != "ticket-printed")
            continue;
        Shown shown("en", {720, 405}, screen::Palette::Light, board);
        shown.go(picture.events);
        CHECK(support::matches_golden(shown.draw(), "kiosk/wide-" + std::string(name)));
    }
}

TEST_CASE("Pages: nothing is pushed off in the language with the longest words, nor in the pseudo one",
          "[kiosk][pages]") {
    const model::Board board = demonstration();
    for (const std::string language : {"ru", "fr", "es", "qps"})
        for (const Picture& picture : pictures(language)) {
            INFO(language << ' ' << picture.name);
            for (const screen::Size size : {kUpright, screen::Size{720, 405}}) {
                INFO(size.width << 'x' << size.height);
                Shown shown(language, size, screen::Palette::Light, board);
                shown.go(picture.events);
                shown.draw();
                CHECK(shown.fits());
            }
        }
}

TEST_CASE("Pages: the longest words and the pseudo language, to be looked at", "[kiosk][pages]") {
    const model::Board board = demonstration();
    for (const std::string language : {"ru", "qps"})
        for (const Picture& picture : pictures(language)) {
            const std::string_view name = picture.name;
            if (name != "welcome" && name != "detail" && name != "channels" && name != "ticket-not-printed" &&
                name != "my-ticket")
                continue;
            Shown shown(language, kUpright, screen::Palette::Light, board);
            shown.go(picture.events);
            CHECK(support::matches_golden(shown.draw(), "kiosk/long-" + std::string(name) + "-" + language));
        }
}

TEST_CASE("Pages: what the welcome page says when things are otherwise, and the idle warning",
          "[kiosk][pages]") {
    const model::Board open = demonstration();
    model::Board late = open;
    late.hall.closes = 10 * 60;
    late.outlooks.front().forecast.known = false;
    model::Board closed = late;
    closed.accepting = false;
    for (const std::string language : {"zh-Hans", "en", "ar"})
        for (const auto palette : {screen::Palette::Light, screen::Palette::HighContrast}) {
            const std::string look = language + (palette == screen::Palette::Light ? "" : "-contrast");
            const auto check = [&](const std::string& name, Shown& shown) {
                INFO(name);
                CHECK(support::matches_golden(shown.stage.frame(), "kiosk/" + name + "-" + look));
            };
            Shown no_printer(language, kUpright, palette, open);
            no_printer.flow.set_printer_trouble("The printer is out of paper.");
            no_printer.draw();
            check("welcome-no-printer", no_printer);
            Shown after_hours(language, kUpright, palette, late);
            after_hours.draw();
            check("welcome-late", after_hours);
            Shown over(language, kUpright, palette, closed);
            over.draw();
            check("welcome-closed", over);
            Shown warned(language, kUpright, palette, open);
            warned.visit().draw();
            warned.stage.open(build_idle_warning(warned.scene()));
            warned.stage.draw();
            check("idle-warning", warned);
        }
}
