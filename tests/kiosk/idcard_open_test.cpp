#include "kiosk/idcard/open_card_reader.h"

#include "kiosk/idcard/serial_card_reader.h"
#include "kiosk/idcard/usb_card_reader.h"
#include "kiosk/idcard/virtual_card_reader.h"
#include "tests/kiosk/idcard_bench.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/usb_emulation.h"

#include <catch2/catch.hpp>

using namespace kiosk;

namespace {

struct OpenBench {
    support::UsbBus bus;
    support::TemporaryFolder folder;
    support::ManualClock clock;
    CardEar ear;

    OpenBench() { card_test_key().save(folder / "person.key"); }
    std::unique_ptr<CardReader> open(const std::string& reader) {
        return open_card_reader({reader, folder / "person.key"}, clock, ear);
    }
};

} // namespace

TEST_CASE("Card reader: the options' word opens its twin", "[idcard][open]") {
    OpenBench bench;
    CHECK(bench.open("") == nullptr);
    for (const auto* word : {"usb", "usb:0400:c35a", "usb:0483:5743:A1", "usb:@1-2"}) {
        CHECK(is_card_reader(word));
        CHECK(dynamic_cast<UsbCardReader*>(bench.open(word).get()) != nullptr);
    }
    CHECK(dynamic_cast<SerialCardReader*>(bench.open("serial:/dev/ttyUSB0").get()) != nullptr);
    const auto fifo = "virtual:" + (bench.folder / "card").string();
    CHECK(dynamic_cast<VirtualCardReader*>(bench.open(fifo).get()) != nullptr);
    CHECK(is_card_reader(""));
}

TEST_CASE("Card reader: any other word is refused", "[idcard][open]") {
    OpenBench bench;
    for (const auto* word : {"u", "us", "usbx", "usb:", "usb:0400", "usb:0400:", "usb:xyz:1", "serial",
                             "serial:", "serial:ttyUSB0", "virtual", "virtual:", "/dev/ttyUSB0"}) {
        INFO(word);
        CHECK_FALSE(is_card_reader(word));
        CHECK_THROWS_WITH(bench.open(word), Catch::Contains("serial:/dev/"));
    }
}

TEST_CASE("Card reader: needs the person key, and none without a reader", "[idcard][open]") {
    OpenBench bench;
    CHECK(open_card_reader({}, bench.clock, bench.ear) == nullptr);
    CHECK_THROWS_WITH(open_card_reader({"usb", {}}, bench.clock, bench.ear), Catch::Contains("person key"));
    CHECK_THROWS_WITH(open_card_reader({"usb", "/no/such.key"}, bench.clock, bench.ear),
                      Catch::Contains("/no/such.key"));
}
