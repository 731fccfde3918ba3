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
          language_(std::move(language)) {
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
        touch.clear();
        stage.show(build_page(scene()));
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
    const auto booking = channels + std::vector<Event>{ChannelChosen{{"appointment"}, true}};
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
