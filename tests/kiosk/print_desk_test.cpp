#include "kiosk/print_desk.h"

#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <array>

using namespace kiosk;
using namespace std::chrono_literals;
using model::PrintFault;
using model::PrintState;

namespace {

/// Printers made of paper: they say what the test says.
struct Place {
    support::ManualClock clock;
    PrintDesk desk{2};
    std::vector<Asked> asked;
    std::vector<std::size_t> taken_back;
    std::vector<model::PrintResult> told;

    void note(const PrintDesk::Effects& effects) {
        for (const DeskEffect& effect : effects) {
            if (const auto* send = std::get_if<SendJob>(&effect))
                asked.push_back(send->asked);
            if (const auto* back = std::get_if<TakeBack>(&effect))
                taken_back.push_back(back->printer);
            if (const auto* tell = std::get_if<TellResult>(&effect))
                told.push_back(tell->result);
        }
    }
    void start(std::optional<Asked> resumed = {}) { note(desk.start("t", resumed, clock.steady())); }
    void says(std::size_t printer, PrintState state, PrintFault fault = PrintFault::None) {
        note(desk.heard(printer, {PrintDesk::name_of("t", printer), state, fault, false}, clock.steady()));
    }
    void is_well(std::size_t printer, bool well) { note(desk.heard(printer, well, clock.steady())); }
    void wait(base::Duration time) {
        clock.advance(time);
        note(desk.tick(clock.steady()));
    }
    PrintState last() const { return told.back().state; }
};

} // namespace

TEST_CASE("PrintDesk: the first printer prints when it can", "[kiosk][print-desk]") {
    Place place;

    place.start();
    place.says(0, PrintState::Received);
    place.says(0, PrintState::Printing);
    place.says(0, PrintState::Printed);

    CHECK(place.asked == std::vector<Asked>{{0, false}});
    CHECK(place.taken_back.empty());
    CHECK(place.last() == PrintState::Printed);
    CHECK(place.told.back().job == "t");
}

TEST_CASE("PrintDesk: a printer that is known to be unwell is not asked", "[kiosk][print-desk]") {
    Place place;
    place.is_well(0, false);

    place.start();

    CHECK(place.asked == std::vector<Asked>{{1, false}});
}

TEST_CASE("PrintDesk: what waits for paper is taken back, and printed elsewhere once that is confirmed",
          "[kiosk][print-desk]") {
    Place place;
    place.start();
    place.says(0, PrintState::Received, PrintFault::PaperOut);
    CHECK(place.taken_back == std::vector<std::size_t>{0});
    CHECK(place.asked.size() == 1);
    CHECK(place.told.back().fault == PrintFault::None); // nothing to trouble the visitor with

    place.says(0, PrintState::Failed, PrintFault::Cancelled);

    CHECK(place.asked.back() == Asked{1, false});
    place.says(1, PrintState::Printed);
    CHECK(place.last() == PrintState::Printed);
}

TEST_CASE("PrintDesk: when nobody confirms that it was taken back, the other one is a copy",
          "[kiosk][print-desk]") {
    Place place;
    place.start();

    place.wait(PrintDesk::kNoWord);
    CHECK(place.taken_back == std::vector<std::size_t>{0});
    CHECK(place.asked.size() == 1);
    place.wait(PrintDesk::kTakeBack);

    CHECK(place.asked.back() == Asked{1, true});
}

TEST_CASE("PrintDesk: too late to take back: what comes out there counts, and nothing is asked elsewhere",
          "[kiosk][print-desk]") {
    Place place;
    place.start();
    place.says(0, PrintState::Printing, PrintFault::Overheated);
    place.says(0, PrintState::Printing);

    place.says(0, PrintState::Printed);

    CHECK(place.asked.size() == 1);
    CHECK(place.last() == PrintState::Printed);
}

TEST_CASE("PrintDesk: a late \"printed\" takes the copy back", "[kiosk][print-desk]") {
    Place place;
    place.start();
    place.wait(PrintDesk::kNoWord);
    place.wait(PrintDesk::kTakeBack);
    place.taken_back.clear();

    place.says(0, PrintState::Unconfirmed);

    CHECK(place.last() == PrintState::Unconfirmed);
    CHECK(place.taken_back == std::vector<std::size_t>{1});
}

TEST_CASE("PrintDesk: after a ticket of which some is out, the other one is a copy", "[kiosk][print-desk]") {
    Place place;
    place.start();
    place.says(0, PrintState::Printing, PrintFault::CutterJam);

    place.note(
        place.desk.heard(0, {"t", PrintState::Failed, PrintFault::Cancelled, true}, place.clock.steady()));

    CHECK(place.asked.back() == Asked{1, true});
}

TEST_CASE("PrintDesk: when both cannot, the visitor hears why", "[kiosk][print-desk]") {
    Place place;
    place.start();
    place.says(0, PrintState::Failed, PrintFault::CutterJam);
    CHECK(place.asked.back() == Asked{1, false});

    place.says(1, PrintState::Received, PrintFault::CoverOpen);

    CHECK(place.told.back().fault == PrintFault::CoverOpen);
    place.note(place.desk.give_up());
    CHECK(place.taken_back == std::vector<std::size_t>{1}); // the first has said that it will not
}

TEST_CASE("PrintDesk: a kiosk that was killed asks the same printer again", "[kiosk][print-desk]") {
    Place place;

    place.start(Asked{1, true});
    CHECK(place.asked == std::vector<Asked>{{1, true}});
    place.says(1, PrintState::Failed, PrintFault::PaperOut);

    CHECK(place.asked.back() == Asked{0, true}); // once a copy, always a copy
    CHECK(place.asked.size() == 2);
}

TEST_CASE("PrintDesk: with one printer everything is told as it says it", "[kiosk][print-desk]") {
    Place place;
    place.desk = PrintDesk(1);

    place.start();
    place.says(0, PrintState::Received, PrintFault::PaperOut);

    CHECK(place.told.back().fault == PrintFault::PaperOut);
    CHECK(place.taken_back.empty());
    CHECK_FALSE(place.desk.next_deadline());
}

TEST_CASE("PrintDesk: whatever two printers say, never two unmarked tickets", "[kiosk][print-desk]") {
    // A printer here prints what it has unless it has confirmed to have taken it back.
    for (unsigned order = 0; order < 4096; ++order) {
        Place place;
        place.start();
        std::array<bool, 2> gone{};
        for (unsigned step = 0, bits = order; step < 6; ++step, bits /= 4) {
            const auto printer = place.asked.back().printer;
            switch (bits % 4) {
            case 0:
                place.says(printer, PrintState::Received, PrintFault::PaperOut);
                break;
            case 1:
                place.wait(2s);
                break;
            case 2:
                if (!place.taken_back.empty()) {
                    gone[place.taken_back.back()] = true;
                    place.says(place.taken_back.back(), PrintState::Failed, PrintFault::Cancelled);
                }
                break;
            default:
                place.is_well(printer, (order & 1U) != 0);
            }
        }
        int unmarked = 0;
        for (const Asked& asked : place.asked)
            unmarked += !asked.copy && !gone[asked.printer] ? 1 : 0;
        INFO("order " << order);
        CHECK(unmarked <= 1);
    }
}
