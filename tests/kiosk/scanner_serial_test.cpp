#include "kiosk/scanner/serial_scanner.h"

#include "shared/base/file.h"
#include "tests/kiosk/scanner_bench.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

/// A scanner at the far end of a pseudo terminal, behind a link that stays when the terminal goes.
struct SerialScanBench {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    ScanEar ear;
    int master = -1;
    SerialScanner scanner{folder / "tty", clock, ear};

    SerialScanBench() { plug_in(); }
    SerialScanBench(const SerialScanBench&) = delete;
    SerialScanBench& operator=(const SerialScanBench&) = delete;
    ~SerialScanBench() { pull_out(); }

    void plug_in() {
        master = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
        REQUIRE(master >= 0);
        REQUIRE(::grantpt(master) == 0);
        REQUIRE(::unlockpt(master) == 0);
        std::filesystem::create_symlink(::ptsname(master), folder / "tty");
    }
    void pull_out() {
        std::filesystem::remove(folder / "tty");
        if (master >= 0)
            ::close(std::exchange(master, -1));
    }
    void say(std::string_view text) {
        REQUIRE(::write(master, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    }
    template <typename Condition>
    bool turn(Condition condition, base::Duration time = 0ms) {
        return turn_until(scanner, clock, condition, time);
    }
    bool there() {
        return turn([&] { return ear.there(); }, 200ms);
    }
    bool scans(std::size_t count, base::Duration time = 0ms) {
        return turn([&] { return ear.scans.size() >= count; }, time);
    }
};

} // namespace

TEST_CASE("SerialScanner: sets the port to 9600 8N1, raw, and reads lines", "[scanner][serial]") {
    SerialScanBench bench;
    REQUIRE(bench.there());
    bench.say("JH:0123456789abcdef0123\r");
    REQUIRE(bench.scans(1));
    bench.say("A1\r\nB2\nC3\r\r\n");
    REQUIRE(bench.scans(4));
    CHECK(bench.ear.scans == Texts{"JH:0123456789abcdef0123", "A1", "B2", "C3"});

    termios port{};
    REQUIRE(::tcgetattr(bench.master, &port) == 0);
    CHECK(::cfgetispeed(&port) == B9600);
    CHECK(::cfgetospeed(&port) == B9600);
    CHECK((port.c_cflag & static_cast<tcflag_t>(CSIZE)) == CS8);
    CHECK((port.c_cflag & static_cast<tcflag_t>(PARENB | CSTOPB)) == 0);
    CHECK((port.c_lflag & static_cast<tcflag_t>(ICANON | ECHO | ISIG)) == 0);
    CHECK((port.c_iflag & static_cast<tcflag_t>(IXON | ICRNL)) == 0);
}

TEST_CASE("SerialScanner: a scan comes in pieces, and silence ends one without a line's end",
          "[scanner][serial]") {
    SerialScanBench bench;
    REQUIRE(bench.there());
    bench.say("AB");
    REQUIRE(bench.turn([&] { return bench.scanner.next_deadline().has_value(); }));
    bench.say("CD");
    REQUIRE(bench.scans(1, 10ms));
    CHECK(bench.ear.scans == Texts{"ABCD"});

    bench.say("EFG"); // too short to be one
    REQUIRE(bench.turn([&] { return bench.scanner.next_deadline().has_value(); }));
    REQUIRE(bench.turn([&] { return !bench.scanner.next_deadline(); }, 10ms));
    bench.say("\rH\r");
    REQUIRE(bench.scans(2));
    CHECK(bench.ear.scans == Texts{"ABCD", "H"});
}

TEST_CASE("SerialScanner: what waited while the owner was busy is not cut by silence", "[scanner][serial]") {
    SerialScanBench bench;
    REQUIRE(bench.there());
    bench.say("ABCD");
    REQUIRE(bench.turn([&] { return bench.scanner.next_deadline().has_value(); }));
    bench.say("EFGH\r");

    bench.clock.advance(300ms);
    bench.scanner.tick(bench.clock.steady()); // before the loop says that there is something to read

    CHECK(bench.ear.scans == Texts{"ABCDEFGH"});
}

TEST_CASE("SerialScanner: noise and overlong lines are dropped as a whole", "[scanner][serial]") {
    SerialScanBench bench;
    REQUIRE(bench.there());
    bench.say(std::string("A\0B\r", 4));
    bench.say("A\x1D"
              "B\r\xFF\xFE\r");
    bench.say(std::string(513, 'x') + "\r" + std::string(512, 'y') + "\r");
    bench.say("ok\r");
    REQUIRE(bench.scans(2));
    CHECK(bench.ear.scans == Texts{std::string(512, 'y'), "ok"});
}

TEST_CASE("SerialScanner: pulled out in mid-scan and put back, it begins anew", "[scanner][serial]") {
    SerialScanBench bench;
    REQUIRE(bench.there());
    const int descriptor = bench.scanner.descriptor();
    bench.say("ABCDEF");
    REQUIRE(bench.turn([&] { return bench.scanner.next_deadline().has_value(); }));

    bench.pull_out();
    REQUIRE(bench.turn([&] { return !bench.ear.there(); }));
    bench.plug_in();
    REQUIRE(bench.there());
    bench.say("1\r");

    REQUIRE(bench.scans(1));
    CHECK(bench.ear.scans == Texts{"1"});
    CHECK(bench.ear.changes == std::vector{true, false, true});
    CHECK(bench.scanner.descriptor() == descriptor);
}

TEST_CASE("SerialScanner: waits for a port that is not there, or is none", "[scanner][serial]") {
    const support::TemporaryFolder folder;
    support::ManualClock clock;
    ScanEar ear;
    base::write_file(folder / "tty", "no port");
    for (const auto* name : {"tty", "missing"}) {
        SerialScanner scanner(folder / name, clock, ear);
        for (int i = 0; i < 5; ++i) {
            scanner.tick(clock.steady());
            CHECK(scanner.next_deadline() == clock.steady() + serial::Port::kRetry);
            clock.advance(serial::Port::kRetry);
        }
    }
    CHECK(ear.changes.empty());
    CHECK(base::read_file(folder / "tty") == "no port");
}
