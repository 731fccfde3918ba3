#include "kiosk/scene.h"
#include "kiosk/words.h"
#include "sample_hall.h"
#include "shared/screen/stage.h"
#include "tests/support/golden.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string_view>

using namespace kiosk;

namespace {

/// A page as the app shows it, at half the size of a 21.5" panel.
struct Shown {
    explicit Shown(std::string language, screen::Size size = {540, 960},
                   screen::Palette palette = screen::Palette::Light)
        : flow(language), catalogue(catalogue_tag(language)),
          stage(size, {screen::Theme::for_touch(palette, 51), catalogue_tag(language), fonts, icons}),
          palette_(palette), language_(std::move(language)) {
        flow.handle(HallFound{}, {});
    }

    Shown& go(const std::vector<Event>& events) {
        for (const Event& event : events)
            flow.handle(event, {});
        return *this;
    }
    Shown& visit() { return go({LanguageChosen{language_}}); }

    Scene scene() {
        return {flow,          board,        catalogue, stage.look(), stage.frame().size(),
                sample::now(), [](Event) {}, touch};
    }
    const screen::Pixels& draw() {
        // As the face does: rather a little smaller than pushed off the page.
        for (const double share : {1.0, 0.92, 0.85, 0.78, 0.72, 0.66}) {
            stage.set_look(
                {screen::Theme::for_touch(palette_, 51 * share), catalogue_tag(language_), fonts, icons});
            touch.clear();
            const screen::View& page = stage.show(build_page(scene()));
            if (page.measure(stage.look(), stage.frame().size().width).height <= stage.frame().size().height)
                break;
        }
        stage.draw();
        return stage.frame();
    }

    model::Board board = sample::board();
    Flow flow;
    screen::Catalogue catalogue;
    screen::Fonts fonts;
    screen::Icons icons;
    screen::Stage stage;
    TouchMap touch;

  private:
    screen::Palette palette_;
    std::string language_;
};

const std::vector<Event> kToDetail{GroupChosen{{"housing"}}, ServiceChosen{{"housing-withdraw"}}};

std::vector<Event> operator+(std::vector<Event> a, const std::vector<Event>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

struct Sample {
    const char* name;
    std::vector<Event> events;
};

std::vector<Sample> samples(const std::string& language) {
    const auto channels = kToDetail + std::vector<Event>{ChannelsWanted{}};
    const auto booking = channels + std::vector<Event>{ChannelChosen{{"appointment"}, Proof::Code}};
    const auto issuing = channels + std::vector<Event>{ChannelChosen{{"elderly"}}};
    const auto ticket = issuing + std::vector<Event>{HallAnswered{sample::answer("elderly", language)}};
    model::Answer closed;
    closed.refusal = model::Refusal::HallClosed;
    return {
        {"groups", {}},
        {"services", {GroupChosen{{"housing"}}}},
        {"detail", kToDetail},
        {"channels", channels},
        {"booking", booking + std::vector<Event>{CharacterTyped{U'4'}, CharacterTyped{U'7'}}},
        {"issuing", issuing},
        {"ticket-printing", ticket},
        {"ticket-printed", ticket + std::vector<Event>{PrinterAnswered{
                                        {"", model::PrintState::Printed, model::PrintFault::None, false}}}},
        {"ticket-not-printed", ticket + std::vector<Event>{PrintImpossible{}}},
        {"refused", issuing + std::vector<Event>{HallAnswered{closed}}}};
}

} // namespace

TEST_CASE("Pages: look as they were drawn and judged, in each language", "[kiosk][pages]") {
    for (const std::string language : {"zh-Hans", "en"}) {
        CHECK(support::matches_golden(Shown(language).draw(), "kiosk/welcome-" + language));
        for (const Sample& sample : samples(language)) {
            INFO(sample.name);
            Shown shown(language);
            shown.visit().go(sample.events);
            CHECK(
                support::matches_golden(shown.draw(), "kiosk/" + std::string(sample.name) + "-" + language));
        }
        Shown lost(language);
        lost.visit().go({HallLost{}});
        CHECK(support::matches_golden(lost.draw(), "kiosk/out-of-reach-" + language));
    }
}

TEST_CASE("Pages: while no printer prints it is said why, in each language", "[kiosk][pages]") {
    for (const std::string language : {"zh-Hans", "en"}) {
        Shown shown(language);
        shown.flow.set_printer_trouble("The printer is out of paper.");
        CHECK(support::matches_golden(shown.draw(), "kiosk/welcome-no-printer-" + language));
        const auto all = samples(language);
        const auto not_printed =
            std::ranges::find(all, std::string_view("ticket-not-printed"), &Sample::name);
        shown.visit().go(not_printed->events);
        CHECK(support::matches_golden(shown.draw(), "kiosk/ticket-no-printer-" + language));
    }
}

TEST_CASE("Pages: the idle warning stands above the page, in each language", "[kiosk][pages]") {
    for (const std::string language : {"zh-Hans", "en"}) {
        Shown shown(language);
        shown.visit().draw();
        shown.stage.open(build_idle_warning(shown.scene()));
        shown.stage.draw();

        CHECK(support::matches_golden(shown.stage.frame(), "kiosk/idle-warning-" + language));
    }
}

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

TEST_CASE("Pages: everything known of a service fits on its page, upright and wide", "[kiosk][closed]") {
    for (const std::string language : {"zh-Hans", "en"})
        for (const screen::Size size : {screen::Size{540, 960}, {960, 540}}) {
            Shown shown(language, size);
            auto& service = shown.board.hall.services.front();
            const model::Names rule({{"zh-Hans", "《住房公积金管理条例》"}, {"en", "Housing fund rules"}});
            service.basis = service.fee = service.time_limit = rule;
            service.steps = {rule, rule, rule};
            shown.visit().go(kToDetail);
            int height = 0;
            for (const double share : {1.0, 0.92, 0.85, 0.78, 0.72}) { // as the face draws it smaller
                const auto theme = screen::Theme::for_touch(screen::Palette::Light, 51 * share);
                shown.stage.set_look({theme, catalogue_tag(language), shown.fonts, shown.icons});
                height = build_page(shown.scene())->measure(shown.stage.look(), size.width).height;
                if (height <= size.height)
                    break;
            }
            INFO(language << " " << size.width << "x" << size.height);
            CHECK(height <= size.height);
            shown.draw();
            if (const char* folder = std::getenv("PAGES_OUT"))
                screen::save_png(shown.stage.frame(), std::string(folder) + "/detail-" + language + "-" +
                                                          std::to_string(size.width) + ".png");
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

TEST_CASE("Pages: in a wide window things stand side by side", "[kiosk][pages]") {
    for (const Sample& sample : samples("en")) {
        const std::string name = sample.name;
        if (name != "detail" && name != "booking")
            continue;
        Shown shown("en", {960, 540}, screen::Palette::HighContrast);
        shown.visit().go(sample.events);

        CHECK(support::matches_golden(shown.draw(), "kiosk/wide-" + name));
    }
}

TEST_CASE("Pages: while numbers come from the reserve it is said, and nothing is told that nobody knows",
          "[kiosk][pages]") {
    Shown shown("en");
    const auto speech = [&] { return screen::without_isolates(build_page(shown.scene())->speech()); };
    CHECK(speech().find("waiting") != std::string::npos);
    const std::string before = fingerprint(shown.scene());
    shown.flow.set_reserve({{"housing-withdraw"}}, {});
    shown.flow.handle(HallLost{}, {});

    CHECK(fingerprint(shown.scene()) != before);
    CHECK(speech().find("You get a valid number all the same.") != std::string::npos);
    CHECK(speech().find("waiting") == std::string::npos);
    shown.visit().go({GroupChosen{{"housing"}}}).draw();
    CHECK(speech().find("No numbers for the moment") != std::string::npos);
    CHECK(speech().find("Wait not known yet") != std::string::npos);
    CHECK(speech().find("waiting") == std::string::npos);

    shown.go({ServiceChosen{{"housing-withdraw"}}}).draw();
    CHECK(shown.touch.find("take") != nullptr);
    shown.go({ChannelsWanted{}}).draw();
    CHECK(shown.touch.find("channel:elderly") != nullptr);
    CHECK(shown.touch.find("channel:appointment") == nullptr);
    shown.go({BackTouched{}, BackTouched{}, ServiceChosen{{"housing-loan"}}}).draw();
    CHECK(shown.touch.find("take") == nullptr);
    CHECK(speech().find("Our staff at the desk are glad to help you.") != std::string::npos);
}

TEST_CASE("Pages: a number from the reserve tells that it is valid instead of a wait", "[kiosk][pages]") {
    for (const std::string language : {"zh-Hans", "en"}) {
        Shown shown(language);
        shown.flow.set_reserve({{"housing-withdraw"}}, {});
        shown.flow.handle(HallLost{}, {});
        model::Answer answer = sample::answer("elderly", language);
        answer.ticket->id = {};
        answer.ticket->number = "A901";
        shown.visit().go(kToDetail + std::vector<Event>{ChannelsWanted{}, ChannelChosen{{"elderly"}},
                                                        HallAnswered{answer}});
        shown.go({PrinterAnswered{{"", model::PrintState::Printed, model::PrintFault::None, false}}});
        CHECK(support::matches_golden(shown.draw(), "kiosk/ticket-reserve-" + language));
    }
}
