#include "kiosk/scanner/open_scanner.h"

#include "kiosk/scanner/serial_scanner.h"
#include "kiosk/scanner/usb_scanner.h"
#include "kiosk/scanner/virtual_scanner.h"
#include "shared/base/file.h"
#include "tests/kiosk/scanner_bench.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/usb_emulation.h"

#include <catch2/catch.hpp>

using namespace kiosk;

namespace {

struct OpenScannerBench {
    support::UsbBus bus;
    support::TemporaryFolder folder;
    support::ManualClock clock;
    ScanEar ear;

    std::unique_ptr<Scanner> open(const std::string& word) { return open_scanner({word}, clock, ear); }
};

} // namespace

TEST_CASE("Scanner: the options' word opens its twin", "[scanner][open]") {
    OpenScannerBench bench;
    CHECK(bench.open("") == nullptr);
    CHECK(is_scanner(""));
    for (const auto* word : {"usb", "usb:0c2e:0901", "usb:1eab:0c06:A1", "usb:@1-2"}) {
        INFO(word);
        CHECK(is_scanner(word));
        CHECK(dynamic_cast<UsbScanner*>(bench.open(word).get()) != nullptr);
    }
    CHECK(is_scanner("serial:/dev/ttyACM0"));
    CHECK(dynamic_cast<SerialScanner*>(bench.open("serial:/dev/ttyACM0").get()) != nullptr);
    const auto fifo = "virtual:" + (bench.folder / "scan").string();
    CHECK(is_scanner(fifo));
    CHECK(dynamic_cast<VirtualScanner*>(bench.open(fifo).get()) != nullptr);
}

TEST_CASE("Scanner: any other word is refused", "[scanner][open]") {
    OpenScannerBench bench;
    for (const auto* word : {"u", "us", "usbx", "usb:", "usb:0400", "usb:0400:", "usb:xyz:1", "serial",
                             "serial:", "serial:ttyUSB0", "virtual", "virtual:", "/dev/ttyUSB0"}) {
        INFO(word);
        CHECK_FALSE(is_scanner(word));
        CHECK_THROWS_WITH(bench.open(word), Catch::Contains("serial:/dev/"));
    }
    CHECK_THROWS_AS(bench.open("virtual:/no/such/folder/scan"), base::FileError);
}
