#include "shared/config/hall_config.h"
#include "shown_page.h"
#include "tests/support/golden.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using sample::Shown;
using sample::operator+;

namespace {

/// Without a hall, and with numbers for one of a group's services only.
struct OutOfReachPage : Shown {
    using Shown::Shown;

    OutOfReachPage& lose_hall(const std::string& service) {
        flow.set_reserve({{service}}, {});
        flow.handle(HallLost{}, {});
        return *this;
    }
    std::string speech() { return screen::without_isolates(build_page(scene())->speech()); }
    bool says(const std::string& words) { return speech().find(words) != std::string::npos; }
};

model::Answer given(const std::string& service, const std::string& language) {
    model::Answer answer = sample::answer("elderly", language);
    answer.ticket->id = {};
    answer.ticket->service = {service};
    answer.ticket->number = "A901";
    return answer;
}

struct ReservePicture {
    const char* name;
    std::vector<Event> events;
};

std::vector<ReservePicture> reserve_pictures(const std::string& language) {
    const std::vector<Event> services{LanguageChosen{language}, GroupChosen{{"housing-fund"}}};
    const auto detail = services + std::vector<Event>{ServiceChosen{{"fund-withdrawal"}}};
    const model::PrintResult printed{"", model::PrintState::Printed, model::PrintFault::None, false};
    return {{"welcome-reserve", {}},
            {"services-reserve", services},
            {"detail-reserve", detail},
            {"detail-no-number", services + std::vector<Event>{ServiceChosen{{"fund-loan"}}}},
            {"channels-reserve", detail + std::vector<Event>{ChannelsWanted{}}},
            {"ticket-reserve",
             detail + std::vector<Event>{TicketWanted{}, HallAnswered{given("fund-withdrawal", language)},
                                         PrinterAnswered{printed}}}};
}

} // namespace

TEST_CASE("Pages: while numbers come from the reserve it is said, and nothing is told that nobody knows",
          "[kiosk][pages][reserve]") {
    OutOfReachPage shown("en");
    CHECK(shown.says("waiting"));
    shown.draw();
    CHECK(shown.touch.find("check-in") != nullptr);
    const std::string before = fingerprint(shown.scene());
    shown.lose_hall("housing-withdraw");

    CHECK(fingerprint(shown.scene()) != before);
    CHECK(shown.says("You get a valid number all the same."));
    CHECK_FALSE(shown.says("waiting"));
    shown.draw();
    CHECK(shown.touch.find("check-in") == nullptr);
    shown.visit().go({GroupChosen{{"housing"}}}).draw();
    CHECK(shown.says("No numbers for the moment"));
    CHECK(shown.says("Wait not known yet"));
    CHECK_FALSE(shown.says("waiting"));

    shown.go({ServiceChosen{{"housing-withdraw"}}}).draw();
    CHECK(shown.touch.find("take") != nullptr);
    shown.go({ChannelsWanted{}}).draw();
    CHECK(shown.touch.find("channel:elderly") != nullptr);
    CHECK(shown.touch.find("channel:appointment") == nullptr);
    shown.go({BackTouched{}, BackTouched{}, ServiceChosen{{"housing-loan"}}}).draw();
    CHECK(shown.touch.find("take") == nullptr);
    CHECK(shown.says("Our staff at the desk are glad to help you."));
}

TEST_CASE("Pages: a number from the reserve tells that it is valid instead of a wait",
          "[kiosk][pages][reserve]") {
    OutOfReachPage shown("en");
    shown.lose_hall("housing-withdraw");
    shown.visit().go({GroupChosen{{"housing"}}, ServiceChosen{{"housing-withdraw"}}, TicketWanted{},
                      HallAnswered{given("housing-withdraw", "en")}});
    CHECK(shown.says("Your number is valid"));
    CHECK_FALSE(shown.says("before you"));
    CHECK_FALSE(shown.says("minutes"));
    CHECK_FALSE(shown.says("You are next"));
}

TEST_CASE("Pages: with numbers from the reserve they look as they were judged, and nothing is pushed off",
          "[kiosk][pages][reserve]") {
    model::Board board = sample::board();
    board.hall = config::read_hall("assets/hall/hall.toml");
    board.hall.opens = 9 * 60;
    board.hall.closes = 17 * 60;
    board.notices = {board.hall.notices.front()};
    constexpr screen::Size kPanel{405, 720};
    for (const std::string language : {"zh-Hans", "en", "ar", "ru", "fr", "es", "qps"})
        for (const ReservePicture& picture : reserve_pictures(language)) {
            const std::string name = std::string(picture.name) + "-" + language;
            INFO(name);
            OutOfReachPage shown(language, kPanel, screen::Palette::Light, board);
            shown.lose_hall("fund-withdrawal").go(picture.events);
            const screen::Pixels& drawn = shown.draw();
            CHECK(shown.fits());
            if (language != "zh-Hans" && language != "en" && language != "ar")
                continue;
            CHECK(support::matches_golden(drawn, "kiosk/" + name));
            OutOfReachPage contrast(language, kPanel, screen::Palette::HighContrast, board);
            contrast.lose_hall("fund-withdrawal").go(picture.events);
            CHECK(support::matches_golden(contrast.draw(), "kiosk/" + name + "-contrast"));
        }
}
