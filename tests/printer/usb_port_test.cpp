#include "printer/port/usb_port.h"
#include "printer/port/usb_survey.h"

#include "tests/printer/desk.h"
#include "tests/support/emulated_keypad.h"
#include "tests/support/emulated_printer.h"
#include "tests/support/process.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <string_view>
#include <vector>

namespace printer {
namespace {

using model::PrintFault;
using model::PrintState;

constexpr base::Duration kPieceTime = std::chrono::milliseconds(300); // a printer's patience is longer

struct UsbDesk {
    explicit UsbDesk(usb::Match match = {}) : port(usb, std::move(match), clock, kPieceTime) {}
    base::SystemClock clock;
    usb::Context usb;
    UsbPort port;
};

/// The real port and session at an emulated bus.
struct Bench : UsbDesk, Desk {
    using Desk::clock;
    explicit Bench(usb::Match match = {}) : UsbDesk(std::move(match)), Desk(UsbDesk::port) {}
};

bool holds(const std::vector<std::byte>& all, const Bytes& part) {
    return std::search(all.begin(), all.end(), part.begin(), part.end()) != all.end();
}

long whole_tickets(const support::EmulatedPrinter& printer, int rows) {
    const auto tickets = printer.tickets();
    return std::ranges::count(tickets, rows, &Bitmap::height);
}

TEST_CASE("UsbPort: a whole ticket goes over byte by byte, and the printer confirms it", "[printer][usb]") {
    support::UsbBus bus;
    support::EmulatedPrinter printer;
    bus.plug(printer, "1-2");
    Bench desk;
    REQUIRE(desk.becomes_ready());
    CHECK_FALSE(printer.has_kernel_driver(0));
    CHECK(desk.session.status().device == "usb 04b8:0e15 serial J2JK001 at 1-2 EPSON");

    desk.start();

    REQUIRE(desk.prints());
    CHECK(holds(printer.received(), sheet_of(kRows).bytes()));
    CHECK(whole_tickets(printer, kRows) == 1);
    CHECK(printer.stray_bytes() == 0);
    CHECK_FALSE(desk.last.printed_again);
}

TEST_CASE("UsbPort: is up when the printer has said what it is", "[printer][usb]") {
    support::UsbBus bus;
    support::EmulatedPrinter printer;
    bus.plug(printer, "1-2");
    UsbDesk desk;
    std::optional<PortUp> up;
    desk.port.on_event([&](const PortEvent& event) {
        if (const auto* const each = std::get_if<PortUp>(&event))
            up = *each;
    });

    for (const auto end = desk.clock.steady() + std::chrono::seconds(5); !up && desk.clock.steady() < end;) {
        pollfd ready{desk.port.descriptor(), POLLIN, 0};
        ::poll(&ready, 1, 5);
        desk.port.dispatch();
        desk.port.tick(desk.clock.steady());
    }

    REQUIRE(up);
    CHECK(up->plug.says.maker == "EPSON");
    CHECK(up->plug.says.model == "TM-T20II");
    CHECK(up->plug.vendor == 0x04b8);
    CHECK(up->plug.product == 0x0e15);
}

/// What happens in the middle of a ticket, and how it ends.
struct Mishap {
    const char* name;
    std::function<void(Bench&, support::UsbBus&, support::EmulatedPrinter&)> happens;
    bool voids = true; ///< at least when some of the ticket is out
};

void release_when(Bench& desk, support::EmulatedPrinter& printer, PrintFault fault) {
    printer.release();
    REQUIRE(
        desk.turn_until([&] { return desk.last.fault == fault || desk.last.state == PrintState::Printed; }));
}

/// The question of it all: exactly one whole ticket without a mark, or void stubs and then one whole copy.
void judge(const Bench& desk, const support::EmulatedPrinter& printer) {
    const auto tickets = printer.whole_tickets();
    const auto unmarked = std::ranges::count(tickets, printed(page_of(kRows)));
    const auto copies = std::ranges::count(tickets, printed(page_of(kCopyRows)));
    CHECK(unmarked + copies == 1);
    CHECK(copies == (desk.last.printed_again ? 1 : 0));
    CHECK(tickets.back() == printed(page_of(desk.last.printed_again ? kCopyRows : kRows)));
    CHECK(printer.stray_bytes() == 0);
    CHECK(printer.rows_in_slot() == 0);
}

const std::vector<Mishap> kMishaps{
    {"a stall",
     [](Bench& desk, support::UsbBus&, support::EmulatedPrinter& printer) {
         printer.stall(support::EmulatedPrinter::kOut);
         REQUIRE(desk.turn_until([&] { return printer.clear_halts() > 0; }));
         printer.release();
     },
     false},
    {"the plug is pulled, and put in again",
     [](Bench& desk, support::UsbBus& bus, support::EmulatedPrinter& printer) {
         bus.unplug(printer);
         REQUIRE(desk.turn_until([&] { return !desk.session.status().online; }));
         CHECK(desk.last.fault == PrintFault::Unplugged);
         printer.release();
         bus.plug(printer, "1-2");
     }},
    {"the paper ends",
     [](Bench& desk, support::UsbBus&, support::EmulatedPrinter& printer) {
         printer.end_paper_after(0);
         release_when(desk, printer, PrintFault::PaperOut);
         printer.load_paper();
     }},
    {"the cover is opened",
     [](Bench& desk, support::UsbBus&, support::EmulatedPrinter& printer) {
         printer.set_cover_open(true);
         release_when(desk, printer, PrintFault::CoverOpen);
         printer.set_cover_open(false);
     }},
    {"the cutter jams",
     [](Bench& desk, support::UsbBus&, support::EmulatedPrinter& printer) {
         printer.set_cutter_jam(true);
         release_when(desk, printer, PrintFault::CutterJam);
         printer.set_cutter_jam(false);
     }},
    {"the head is too hot",
     [](Bench& desk, support::UsbBus&, support::EmulatedPrinter& printer) {
         printer.set_overheated(true);
         release_when(desk, printer, PrintFault::Overheated);
         printer.set_overheated(false);
     },
     false},
    {"it takes less than it is offered",
     [](Bench& desk, support::UsbBus&, support::EmulatedPrinter& printer) {
         printer.take_at_most(1001);
         printer.release();
         const auto before = printer.out_transfers();
         REQUIRE(desk.turn_until(
             [&] { return printer.out_transfers() > before + 2 || desk.last.state == PrintState::Printed; }));
         printer.take_at_most(SIZE_MAX);
     },
     false},
    {"it takes nothing for longer than a transfer lives",
     [](Bench& desk, support::UsbBus&, support::EmulatedPrinter& printer) {
         const auto until = desk.clock.steady() + 3 * kPieceTime;
         REQUIRE(desk.turn_until([&] { return desk.clock.steady() > until; }));
         printer.release();
     },
     false},
    {"it talks nonsense",
     [](Bench& desk, support::UsbBus&, support::EmulatedPrinter& printer) {
         for (const auto* const nonsense :
              {"\x5f half a name", "\x37\x22 no end", "\x12\x16\x72", "\x18\x08\x03", "\xff\x80\x0f"}) {
             const auto bytes = std::as_bytes(std::span(std::string_view(nonsense)));
             printer.babble({bytes.begin(), bytes.end()});
         }
         const auto until = desk.clock.steady() + std::chrono::milliseconds(50);
         REQUIRE(desk.turn_until([&] { return desk.clock.steady() > until; }));
         printer.release();
     },
     false},
};

TEST_CASE("UsbPort: whatever happens wherever in a ticket, one comes out whole, and only copies come twice",
          "[printer][usb]") {
    const auto& mishap = GENERATE_REF(from_range(kMishaps));
    bool went_through = false;
    for (int transfer = 0; transfer < 20 && !went_through; ++transfer) {
        INFO(mishap.name << ", at transfer " << transfer);
        support::UsbBus bus;
        support::EmulatedPrinter printer;
        bus.plug(printer, "1-2");
        Bench desk;
        REQUIRE(desk.becomes_ready());
        printer.hold_after(transfer);
        desk.start();
        REQUIRE(
            desk.turn_until([&] { return printer.is_holding() || desk.last.state == PrintState::Printed; }));
        went_through = !printer.is_holding();
        if (went_through)
            CHECK(transfer >= 4);
        else
            mishap.happens(desk, bus, printer);

        REQUIRE(desk.prints());
        judge(desk, printer);
        if (!mishap.voids)
            CHECK_FALSE(desk.last.printed_again);
    }
    CHECK(went_through);
}

TEST_CASE("UsbPort: the kernel's driver gets its printer back", "[printer][usb]") {
    support::UsbBus bus;
    support::EmulatedPrinter printer;
    bus.plug(printer, "1-2");
    {
        Bench desk;
        REQUIRE(desk.becomes_ready());
        CHECK_FALSE(printer.has_kernel_driver(0));
    }

    CHECK(printer.has_kernel_driver(0));
    CHECK(support::eventually([&] { return !printer.is_open(); }));
}

TEST_CASE("Survey: every printer is named so that --device finds it, with what it says of itself",
          "[printer][usb]") {
    support::UsbBus bus;
    support::EmulatedPrinter one("ONE"), left("SAME"), right("SAME");
    support::EmulatedKeypad keypad;
    bus.plug(keypad, "1-1");
    bus.plug(one, "1-2");
    bus.plug(left, "1-3.1");
    bus.plug(right, "1-3.2");
    const base::SystemClock clock;
    usb::Context usb;

    auto found = survey(usb, clock);

    std::ranges::sort(found, {}, [](const UsbPrinter& each) { return each.device.port; });
    REQUIRE(found.size() == 3);
    CHECK(found[0].flag == "usb:04b8:0e15:ONE");
    CHECK(found[1].flag == "usb:@1-3.1");
    CHECK(found[2].flag == "usb:@1-3.2");
    CHECK(found[0].says == DeviceId{"EPSON", "TM-T20II", "", "ESC/POS"});
    CHECK_FALSE(found[0].trouble);
    CHECK(one.has_kernel_driver(0)); // given back
    CHECK(support::eventually([&] { return !one.is_open(); }));
}

TEST_CASE("UsbPort: a simple printer without status of its own is asked past its full buffer",
          "[printer][usb]") {
    support::UsbBus bus;
    support::EmulatedPrinter printer;
    printer.set_abilities(VirtualPrinter::Abilities::Simple);
    bus.plug(printer, "1-2");
    Bench desk;
    REQUIRE(desk.becomes_ready());
    printer.end_paper_after(100);
    desk.start();

    REQUIRE(desk.turn_until([&] { return desk.last.fault == PrintFault::PaperOut; }));

    printer.load_paper();
    REQUIRE(desk.prints());
    CHECK(whole_tickets(printer, kCopyRows) == 1);
    CHECK(printer.stray_bytes() == 0);
}

TEST_CASE("UsbPort: two equal printers are told apart by serial and by port", "[printer][usb]") {
    support::UsbBus bus;
    support::EmulatedPrinter left("LEFT"), right("RIGHT");
    support::EmulatedKeypad keypad;
    bus.plug(keypad, "1-1");
    bus.plug(left, "1-3.1");
    bus.plug(right, "1-3.2");
    for (const auto* const which : {"04b8:0e15:RIGHT", "@1-3.2", "@0000:00:14.0/3.2"}) {
        Bench desk(*usb::Match::parse(which));
        REQUIRE(desk.becomes_ready());

        desk.start();

        REQUIRE(desk.prints());
        CHECK_FALSE(left.is_claimed(0));
    }
    CHECK(whole_tickets(right, kRows) == 3);
    CHECK(left.received().empty());
}

TEST_CASE("UsbPort: a printer that is plugged in later is found", "[printer][usb]") {
    support::UsbBus bus;
    support::EmulatedPrinter printer;
    Bench desk;
    CHECK_FALSE(desk.session.status().online);

    bus.plug(printer, "1-4");

    CHECK(desk.becomes_ready());
}

TEST_CASE("UsbPort: prints on class 7 with the highest two-way protocol, on others only when named",
          "[printer][usb]") {
    const usb::Endpoint out{0x01, usb::EndpointKind::Bulk, 64};
    usb::DeviceInfo device;
    device.interfaces = {{0, 0, 7, 1, 1, {out}}, {0, 1, 7, 1, 2, {out}}, {0, 2, 7, 1, 4, {out}}};
    REQUIRE(printing_interface(device, false));
    CHECK(printing_interface(device, false)->alternate == 1);

    device.interfaces = {{1, 0, 0xff, 0, 0, {out}}};
    CHECK_FALSE(printing_interface(device, false));
    CHECK(printing_interface(device, true)->number == 1);

    device.interfaces = {{0, 0, 3, 1, 1, {{0x81, usb::EndpointKind::Interrupt, 8}}}};
    CHECK_FALSE(printing_interface(device, true));
}

} // namespace
} // namespace printer
