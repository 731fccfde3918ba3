#include "kiosk/scanner/virtual_scanner.h"

#include "tests/kiosk/scanner_bench.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <fstream>

using namespace kiosk;

namespace {

struct VirtualScanBench {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    ScanEar ear;
    VirtualScanner scanner{folder / "scan", clock, ear};

    void write(const std::string& text) { std::ofstream(folder / "scan") << text << std::flush; }
    bool scans(std::size_t count) {
        return turn_until(scanner, clock, [&] { return ear.scans.size() >= count; });
    }
};

} // namespace

TEST_CASE("VirtualScanner: each line of a FIFO is a scan", "[scanner][virtual]") {
    VirtualScanBench bench;
    CHECK(bench.ear.changes.empty());
    REQUIRE(bench.scanner.next_deadline());
    bench.scanner.tick(bench.clock.steady());
    CHECK(bench.ear.changes == std::vector{true});
    CHECK_FALSE(bench.scanner.next_deadline());

    bench.write("JH:0123456789abcdef0123\n");
    REQUIRE(bench.scans(1));
    bench.write("\n  \n A7-K2 \r\nx\n");
    REQUIRE(bench.scans(3));
    CHECK(bench.ear.scans == std::vector<std::string>{"JH:0123456789abcdef0123", "A7-K2", "x"});
    CHECK(bench.ear.changes == std::vector{true});
}

TEST_CASE("VirtualScanner: a line that is no plain text is dropped", "[scanner][virtual]") {
    VirtualScanBench bench;
    bench.write("\xE5\x8F\xB7\nA\x01B\nA7K2\n");
    REQUIRE(bench.scans(1));
    CHECK(bench.ear.scans == std::vector<std::string>{"A7K2"});
}
