#include "printer/port/usb_port.h"

#include "tests/printer/desk.h"
#include "tests/support/emulated_keypad.h"
#include "tests/support/emulated_printer.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace printer {
namespace {

using model::PrintFault;
using model::PrintState;

constexpr int kNever = 99;

struct UsbDesk {
    explicit UsbDesk(usb::Match match = {}) : port(usb, std::move(match), clock) {}
    base::SystemClock clock;
    usb::Context usb;
    UsbPort port;
};

/// The real port and session at an emulated bus.
struct Bench : UsbDesk, Desk {
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

/// Moves a fault one transfer further each time, until a ticket goes through before it happens. From transfer
/// `copies_from` on some of it is on paper by then, so that it has to come again as a copy.
void sweep(const std::function<void(Bench&, support::UsbBus&, support::EmulatedPrinter&)>& fault,
           int copies_from) {
    for (int transfer = 0; transfer < 20; ++transfer) {
        INFO("fault at transfer " << transfer);
        support::UsbBus bus;
        support::EmulatedPrinter printer;
        bus.plug(printer, "1-2");
        Bench desk;
        REQUIRE(desk.becomes_ready());
        printer.hold_after(transfer);
        desk.start();
        REQUIRE(
            desk.turn_until([&] { return printer.is_holding() || desk.last.state == PrintState::Printed; }));
        if (!printer.is_holding()) {
            CHECK(transfer >= 4);
            return;
        }

        fault(desk, bus, printer);

        REQUIRE(desk.prints());
        CHECK(printer.stray_bytes() == 0);
        CHECK(printer.rows_in_slot() == 0);
        CHECK(desk.last.printed_again == (transfer >= copies_from));
        CHECK(whole_tickets(printer, desk.last.printed_again ? kCopyRows : kRows) == 1);
        CHECK(printer.tickets().back().height() == (desk.last.printed_again ? kCopyRows : kRows));
    }
    FAIL("the ticket never went through");
}

TEST_CASE("UsbPort: a stall anywhere loses nothing and doubles nothing", "[printer][usb]") {
    sweep(
        [](Bench& desk, support::UsbBus&, support::EmulatedPrinter& printer) {
            printer.stall(support::EmulatedPrinter::kOut);
            REQUIRE(desk.turn_until([&] { return printer.clear_halts() > 0; }));
            printer.release();
        },
        kNever);
}

TEST_CASE("UsbPort: wherever the plug is pulled, the ticket comes again whole, as a copy", "[printer][usb]") {
    sweep(
        [](Bench& desk, support::UsbBus& bus, support::EmulatedPrinter& printer) {
            bus.unplug(printer);
            REQUIRE(desk.turn_until([&] { return !desk.session.status().online; }));
            CHECK(desk.last.fault == PrintFault::Offline);
            bus.plug(printer, "1-2");
        },
        1);
}

TEST_CASE("UsbPort: wherever the paper ends, the ticket comes again whole, as a copy", "[printer][usb]") {
    sweep(
        [](Bench& desk, support::UsbBus&, support::EmulatedPrinter& printer) {
            printer.end_paper_after(0);
            printer.release();
            REQUIRE(desk.turn_until([&] { return desk.last.fault == PrintFault::PaperOut; }));
            printer.load_paper();
        },
        0);
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
