#include "printer/session.h"

#include "printer/port/virtual_port.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

namespace printer {
namespace {

using namespace std::chrono_literals;
using model::PrintFault;
using model::PrintState;

Bitmap picture(int rows) {
    Bitmap page(576, rows);
    for (int y = 0; y < rows; ++y)
        page.set(y % 576, y);
    return page;
}

/// A session at a virtual printer, and the app's part: it carries out effects, and prints again what it is
/// asked to, as a taller picture, so that the copy can be told from the first try.
struct SessionDesk {
    SessionDesk() {
        port.on_event([this](const PortEvent& event) { carry_out(session.handle(event, clock.steady())); });
        settle();
    }

    void carry_out(const std::vector<SessionEffect>& effects) {
        for (const auto& effect : effects) {
            if (const auto* send = std::get_if<SendBytes>(&effect))
                port.send(send->bytes, send->name);
            if (std::holds_alternative<DropUnsent>(effect))
                port.drop();
            if (std::holds_alternative<AskLines>(effect))
                port.ask_lines();
            if (const auto* report = std::get_if<Report>(&effect))
                reports.push_back(report->result);
            if (const auto* again = std::get_if<StartAgain>(&effect))
                start(again->job, again->copy ? 500 : 400, again->copy);
        }
    }
    void start(const std::string& job, int rows = 400, bool copy = false) {
        carry_out(session.handle(Start{job, Sheet(picture(rows)), job, copy}, clock.steady()));
    }
    /// Lets everything happen that needs no time.
    void settle() {
        for (int turn = 0; turn < 50; ++turn)
            port.tick(clock.steady());
    }
    void wait(base::Duration time) {
        for (const auto end = clock.steady() + time; clock.steady() < end; clock.advance(100ms)) {
            carry_out(session.tick(clock.steady()));
            settle();
        }
    }
    PrintState last_state() const { return reports.back().state; }
    PrintFault last_fault() const { return reports.back().fault; }
    int tickets_of(int rows) {
        return static_cast<int>(std::ranges::count(port.printer().tickets(), rows, &Bitmap::height));
    }

    support::ManualClock clock;
    VirtualPort port;
    Session session;
    std::vector<model::PrintResult> reports;
};

TEST_CASE("Session: a ticket is printed when the printer says so", "[printer][session]") {
    SessionDesk desk;
    REQUIRE(desk.session.is_ready());

    desk.start("one");
    CHECK(desk.last_state() == PrintState::Printing);
    desk.settle();

    CHECK(desk.last_state() == PrintState::Printed);
    CHECK(desk.port.printer().tickets().back() == picture(400));
    CHECK(desk.session.is_ready());
}

TEST_CASE("Session: that a ticket is begun is told before a byte of it leaves", "[printer][session]") {
    SessionDesk desk;
    REQUIRE(desk.session.is_ready());

    const auto effects =
        desk.session.handle(Start{"one", Sheet(picture(400)), "one", false}, desk.clock.steady());

    REQUIRE(effects.size() == 2);
    REQUIRE(std::holds_alternative<Report>(effects[0]));
    CHECK(std::get<Report>(effects[0]).result.state == PrintState::Printing);
    CHECK(std::holds_alternative<SendBytes>(effects[1]));
}

TEST_CASE("Session: a simple printer's answer in order and a clean state are evidence too",
          "[printer][session]") {
    SessionDesk desk;
    desk.port.unplug();
    desk.port.printer().set_abilities(VirtualPrinter::Abilities::Simple);
    desk.port.plug_in();
    desk.settle();
    desk.wait(2s);
    REQUIRE(desk.session.is_ready());

    desk.start("one");
    desk.settle();

    CHECK(desk.last_state() == PrintState::Printed);
}

TEST_CASE("Session: what a mute printer took is unconfirmed", "[printer][session]") {
    SessionDesk desk;
    desk.port.unplug();
    desk.port.printer().set_abilities(VirtualPrinter::Abilities::Mute);
    desk.port.plug_in();
    desk.settle();
    desk.wait(2s);
    REQUIRE(desk.session.is_ready());

    desk.start("one");
    desk.settle();
    CHECK(desk.last_state() == PrintState::Printing);
    desk.wait(5s);

    CHECK(desk.last_state() == PrintState::Unconfirmed);
    CHECK(desk.session.is_ready());
}

TEST_CASE(
    "Session: wherever the paper ends, the ticket comes whole once, and as a copy if some of it was out",
    "[printer][session]") {
    for (int rows = 0; rows <= 530; rows += 10) {
        SessionDesk desk;
        desk.port.printer().let_paper_end_after(rows);

        desk.start("one");
        desk.settle();
        if (desk.last_state() != PrintState::Printed) {
            CHECK(desk.last_state() == PrintState::Printing);
            CHECK(desk.last_fault() == PrintFault::PaperOut);
            CHECK(desk.session.status().paper_out);
            desk.wait(3s);
            desk.port.printer().load_paper();
            desk.settle();
            desk.wait(3s);
            CHECK(desk.tickets_of(500) == 1);
            CHECK(desk.reports.back().printed_again);
        }

        INFO("paper for " << rows << " rows");
        CHECK(desk.last_state() == PrintState::Printed);
        CHECK(desk.port.printer().stray_bytes() == 0);
        CHECK(desk.port.printer().in_slot().height() == 0);
        CHECK(desk.session.is_ready());
        desk.port.printer().load_paper();
        desk.start("next", 100);
        desk.settle();
        CHECK(desk.port.printer().tickets().back() == picture(100));
    }
}

TEST_CASE("Session: an open cover before the ticket keeps it waiting, not failing", "[printer][session]") {
    SessionDesk desk;
    desk.port.printer().set_cover_open(true);
    desk.settle();
    CHECK_FALSE(desk.session.is_ready());
    CHECK(desk.session.fault() == PrintFault::CoverOpen);

    desk.port.printer().set_cover_open(false);
    desk.settle();

    CHECK(desk.session.is_ready());
}

TEST_CASE("Session: an unplugged printer finishes the ticket after it is back, as a copy",
          "[printer][session]") {
    SessionDesk desk;
    desk.port.printer().let_paper_end_after(100);
    desk.start("one");
    desk.settle();
    desk.port.unplug();
    desk.settle();
    CHECK(desk.last_fault() == PrintFault::Unplugged);
    CHECK_FALSE(desk.session.status().online);
    CHECK(desk.session.status().unplugged);

    desk.port.printer().load_paper();
    desk.port.plug_in();
    desk.settle();
    desk.wait(3s);

    CHECK(desk.last_state() == PrintState::Printed);
    CHECK(desk.reports.back().printed_again);
    CHECK(desk.tickets_of(500) == 1);
    CHECK(desk.port.printer().stray_bytes() == 0);
}

TEST_CASE("Session: nobody helps in time, so the ticket fails with the reason, and later ones are clean",
          "[printer][session]") {
    SessionDesk desk;
    desk.port.printer().let_paper_end_after(100);
    desk.start("one");
    desk.settle();

    desk.wait(91s);
    CHECK(desk.last_state() == PrintState::Failed);
    CHECK(desk.last_fault() == PrintFault::PaperOut);

    desk.port.printer().load_paper();
    desk.settle();
    desk.wait(3s);
    REQUIRE(desk.session.is_ready());
    CHECK(desk.tickets_of(500) == 0);
    desk.start("two", 100);
    desk.settle();
    CHECK(desk.last_state() == PrintState::Printed);
    CHECK(desk.port.printer().tickets().back() == picture(100));
}

TEST_CASE("Session: a begun ticket can be taken back while it waits for paper", "[printer][session]") {
    SessionDesk desk;
    desk.port.printer().let_paper_end_after(100);
    desk.start("one");
    desk.settle();

    desk.carry_out(desk.session.handle(Cancel{"one"}, desk.clock.steady()));
    CHECK(desk.last_state() == PrintState::Failed);
    CHECK(desk.last_fault() == PrintFault::Cancelled);
    CHECK(desk.reports.back().printed_again); // some of it is out

    desk.port.printer().load_paper();
    desk.settle();
    desk.wait(3s);
    CHECK(desk.tickets_of(500) == 0);
    CHECK(desk.session.is_ready());
}

TEST_CASE("Session: low paper is told and stops nothing", "[printer][session]") {
    SessionDesk desk;

    desk.port.printer().set_paper_low(true);
    desk.settle();

    CHECK(desk.session.status().paper_low);
    CHECK(desk.session.is_ready());
}

TEST_CASE("Session: each trouble has a name of its own", "[printer][session]") {
    SessionDesk desk;
    auto& printer = desk.port.printer();
    const auto fault = [&](auto begin, auto end) {
        begin();
        desk.settle();
        const auto found = fault_of(desk.session.status());
        end();
        desk.settle();
        desk.wait(2s);
        CHECK(desk.session.is_ready());
        return found;
    };

    CHECK(fault([&] { printer.set_cover_open(true); }, [&] { printer.set_cover_open(false); }) ==
          PrintFault::CoverOpen);
    CHECK(fault([&] { printer.set_cutter_jam(true); }, [&] { printer.set_cutter_jam(false); }) ==
          PrintFault::CutterJam);
    CHECK(fault([&] { printer.set_overheated(true); }, [&] { printer.set_overheated(false); }) ==
          PrintFault::Overheated);
    CHECK(fault([&] { printer.set_unrecoverable(true); }, [&] { printer.reset(); }) ==
          PrintFault::Unrecoverable);
    CHECK(fault([&] { desk.port.unplug(); }, [&] { desk.port.plug_in(); }) == PrintFault::Unplugged);
}

TEST_CASE("Session: a hot head is waited for, told, and voids nothing", "[printer][session]") {
    SessionDesk desk;
    desk.port.printer().set_overheated(true);
    desk.settle();
    REQUIRE(desk.session.is_ready());
    desk.start("one");
    desk.settle();
    desk.wait(30s);
    CHECK(desk.last_state() == PrintState::Printing);
    CHECK(desk.last_fault() == PrintFault::Overheated);

    desk.port.printer().set_overheated(false);
    desk.settle();

    CHECK(desk.last_state() == PrintState::Printed);
    CHECK_FALSE(desk.reports.back().printed_again);
    CHECK(desk.tickets_of(400) == 1);
}

TEST_CASE("Session: a printer that stays hot fails the ticket in the end", "[printer][session]") {
    SessionDesk desk;
    desk.port.printer().set_overheated(true);
    desk.settle();
    desk.start("one");
    desk.settle();

    desk.wait(91s);

    CHECK(desk.last_state() == PrintState::Failed);
    CHECK(desk.last_fault() == PrintFault::Overheated);
}

TEST_CASE("Session: a printer that came with its cover open is greeted again, and confirms its tickets",
          "[printer][session]") {
    SessionDesk desk;
    desk.port.unplug();
    desk.port.printer().set_cover_open(true);
    desk.port.plug_in();
    desk.settle();
    desk.wait(3s);
    CHECK(desk.session.fault() == PrintFault::CoverOpen);

    desk.port.printer().set_cover_open(false);
    desk.wait(3s);
    REQUIRE(desk.session.is_ready());
    desk.start("one");
    desk.settle();

    CHECK(desk.last_state() == PrintState::Printed);
    CHECK(desk.session.status().device == "virtual EPSON");
}

TEST_CASE("Session: without work a simple printer is asked how it is", "[printer][session]") {
    SessionDesk desk;
    desk.port.unplug();
    desk.port.printer().set_abilities(VirtualPrinter::Abilities::Simple);
    desk.port.plug_in();
    desk.settle();
    desk.wait(2s);
    REQUIRE(desk.session.is_ready());

    desk.port.printer().set_cover_open(true);
    desk.wait(6s);
    CHECK(desk.session.fault() == PrintFault::CoverOpen);

    desk.port.printer().set_cover_open(false);
    desk.wait(2s);
    CHECK(desk.session.is_ready());
}

TEST_CASE("Session: a printer that talked and says nothing more is in trouble until it talks again",
          "[printer][session]") {
    SessionDesk desk;
    desk.port.printer().set_abilities(VirtualPrinter::Abilities::Mute);

    desk.wait(20s);
    CHECK_FALSE(desk.session.is_ready());
    CHECK(desk.session.fault() == PrintFault::TimedOut);

    desk.port.printer().set_abilities(VirtualPrinter::Abilities::Full);
    desk.wait(2s);
    CHECK(desk.session.is_ready());
}

TEST_CASE("Session: when the answer is lost it asks once more before it says unconfirmed",
          "[printer][session]") {
    SessionDesk desk;
    desk.port.printer().set_abilities(VirtualPrinter::Abilities::Mute); // its answer does not arrive
    desk.start("one");
    desk.settle();
    CHECK(desk.last_state() == PrintState::Printing);

    desk.port.printer().set_abilities(VirtualPrinter::Abilities::Full);
    desk.wait(5s);

    CHECK(desk.last_state() == PrintState::Printed);
    CHECK(desk.tickets_of(400) == 1);
}

TEST_CASE("Session: what is known of the model is not asked", "[printer][session]") {
    Session session({}, {.confirms = Traits::Confirms::No});
    support::ManualClock clock;
    const auto effects = session.handle(PortEvent(PortUp{"usb", true}), clock.steady());
    CHECK_FALSE(effects.empty());
    clock.advance(1s);
    session.tick(clock.steady());
    REQUIRE(session.is_ready());

    const Sheet sheet(picture(10));
    const auto started = session.handle(Start{"one", sheet, "", false}, clock.steady());

    CHECK(std::get<SendBytes>(started.back()).bytes == sheet.bytes()); // no question behind it
}

} // namespace
} // namespace printer
