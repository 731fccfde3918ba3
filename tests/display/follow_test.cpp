// The real display before the real hall: what is seen and heard while the hall is away and when it is back.
#include "display/app.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <csignal>

using namespace display;
using namespace std::chrono_literals;

namespace {

/// A display with a board and a counter's panel, which writes what it says into a folder.
class Following {
  public:
    Following() {
        if (!hall_.start())
            throw std::runtime_error("the hall does not start");
        ask(model::OpenCounter{model::CounterId{3}, model::ClerkId{"103"}});
        Options options;
        options.line = hall_.line("display-1");
        options.virtual_speaker = folder_ / "said";
        options.screens.resize(2);
        options.screens[1].counter = model::CounterId{3};
        options.screens[1].layout = house_layout("counter");
        options.zones.emplace_back().voice.languages = {"zh-Hans", "en"};
        app_ = std::make_unique<App>(loop_, context_, clock_, std::vector<screen::Window*>{&board_, &panel_},
                                     options);
        REQUIRE(until([&] { return shown().currency == Currency::Current; }));
    }

    /// Somebody takes a ticket and is called to counter 3; returns the number.
    void call() {
        support::Device kiosk(hall_.line("kiosk-1"));
        REQUIRE(kiosk.ask(model::TakeTicket{model::ServiceId{"deposit"}, {}, {}, {}}));
        ask(model::CallTicket{model::CounterId{3}, {}});
    }
    void ask(const model::Command& command) {
        const auto answer = support::Device(hall_.line("caller-3")).ask(command);
        REQUIRE(answer);
        REQUIRE(answer->ok());
    }

    bool until(const std::function<bool()>& condition, base::Duration bound = 20s) {
        return support::turn_until(loop_, condition, bound);
    }
    base::Duration time_until(const std::function<bool()>& condition) {
        const auto begin = clock_.steady();
        REQUIRE(until(condition));
        return clock_.steady() - begin;
    }
    void pass(base::Duration time) {
        const auto end = clock_.steady() + time;
        until([&] { return clock_.steady() >= end; });
    }
    const Contents& shown() const { return app_->wall().contents(); }
    bool shows(const std::string& number) const {
        return !shown().large.empty() && shown().large[0].number == number;
    }
    std::size_t sounds() const {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder_ / "said"))
            count += entry.path().extension() == ".wav" ? 1U : 0U;
        return count;
    }

    support::RunningHall& hall() { return hall_; }
    const screen::Pixels& board() const { return board_.shown(); }
    const screen::Pixels& panel() const { return panel_.shown(); }

  private:
    support::TemporaryFolder folder_;
    base::SystemClock clock_;
    loop::Loop loop_{clock_};
    zmq::context_t context_;
    support::RunningHall hall_{folder_.path()};
    screen::VirtualWindow board_{{1280, 720}}, panel_{{400, 240}};
    std::unique_ptr<App> app_;
};

} // namespace

TEST_CASE("Display: a hall that says nothing more is not shown as current for longer than three seconds",
          "[display][follow]") {
    Following display;
    display.call();
    REQUIRE(display.until([&] { return display.shows("A001"); }));
    display.pass(300ms);
    const auto board = display.board(), panel = display.panel();

    display.hall().process().signal(SIGSTOP); // its connections stand
    const auto noticed = display.time_until([&] { return display.shown().currency == Currency::NotCurrent; });
    display.pass(50ms);

    CHECK(noticed < 3s);
    CHECK(display.shown().large.empty());
    CHECK(display.shown().recent.empty());
    CHECK(screen::differing_pixels(board, display.board()) > 10000);
    CHECK(screen::differing_pixels(panel, display.panel()) > 1000);
    display.hall().process().signal(SIGCONT);
}

TEST_CASE("Display: after the hall's return what stands is shown again, and nothing said or flashed again",
          "[display][follow]") {
    Following display;
    display.call();
    REQUIRE(display.until([&] { return display.shows("A001"); }));
    CHECK(display.shown().large[0].attention == Attention::Lit);
    REQUIRE(display.until([&] { return display.sounds() > 0; }));
    display.pass(1s);
    display.hall().kill();
    REQUIRE(display.until([&] { return display.shown().currency == Currency::NotCurrent; }));
    display.pass(14s); // a call said twice in two languages is over
    const std::size_t said = display.sounds();

    REQUIRE(display.hall().start());
    REQUIRE(display.until([&] { return display.shown().currency == Currency::Current; }));

    CHECK(display.shows("A001"));
    CHECK(display.shown().large[0].attention != Attention::Lit);
    display.pass(1500ms);
    CHECK(display.shown().large[0].attention != Attention::Lit);
    CHECK(display.sounds() == said);

    display.call(); // and what is new is
    REQUIRE(display.until([&] { return display.shows("A002"); }));
    CHECK(display.shown().large[0].attention == Attention::Lit);
    CHECK(display.until([&] { return display.sounds() > said; }));
}
