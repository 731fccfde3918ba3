#include "kiosk/scanner/typed_scan.h"

#include "tests/kiosk/scanner_bench.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

/// A scanner that types, and what became of it.
struct TypingBench {
    support::ManualClock clock;
    TypedScan typed;
    std::vector<std::string> scans;
    std::vector<ScanFault> faults;

    void note(const std::optional<Scan>& scan) {
        if (scan && *scan)
            scans.push_back(**scan);
        else if (scan)
            faults.push_back(scan->error());
    }
    void send(const KeyReport& report) { note(typed.take(report, clock.steady())); }
    void send(std::initializer_list<int> keys, int modifiers = 0) { send(key_report(keys, modifiers)); }
    void type(std::string_view text) {
        for (const KeyReport& report : typed_reports(text))
            send(report);
    }
    void wait(base::Duration time = ScanText::kSilence) {
        clock.advance(time);
        note(typed.tick(clock.steady()));
    }
};

using Faults = std::vector<ScanFault>;

} // namespace

TEST_CASE("TypedScan: every printable character of a US keyboard is read", "[scanner]") {
    TypingBench bench;
    std::string all;
    for (char character = ' '; character <= '~'; ++character)
        all += character;
    bench.type(all + "\n");
    CHECK(bench.scans == Texts{all});
    CHECK(bench.faults.empty());
    CHECK_FALSE(bench.typed.next_deadline());
}

TEST_CASE("TypedScan: Enter, the keypad's Enter and Tab end a scan, alone they are none", "[scanner]") {
    TypingBench bench;
    bench.type("\n\t\n");
    bench.type("A1\n");
    bench.type("B2\t");
    bench.type("C3");
    bench.send({0x58});
    bench.send({});
    bench.type("D4\t\n");
    CHECK(bench.scans == Texts{"A1", "B2", "C3", "D4"});
    CHECK(bench.faults.empty());
}

TEST_CASE("TypedScan: silence ends a scan of four characters and forgets a shorter one", "[scanner]") {
    TypingBench bench;
    bench.type("ABCD");
    REQUIRE(bench.typed.next_deadline() == bench.clock.steady() + 100ms);
    bench.wait(99ms);
    CHECK(bench.scans.empty());
    bench.type("E");
    bench.wait(99ms);
    CHECK(bench.scans.empty());
    bench.wait(1ms);
    CHECK(bench.scans == Texts{"ABCDE"});

    bench.type("ABC");
    bench.wait();
    CHECK_FALSE(bench.typed.next_deadline());
    bench.type("\n1\n");
    CHECK(bench.scans == Texts{"ABCDE", "1"});
    CHECK(bench.faults.empty());
}

TEST_CASE("TypedScan: a repeated report types once, and does not keep a scan open", "[scanner]") {
    TypingBench bench;
    bench.type("ABC");
    for (int i = 0; i < 50; ++i) {
        bench.send({0x07});
        bench.wait(2ms);
    }
    CHECK(bench.scans == Texts{"ABCd"});
}

TEST_CASE("TypedScan: a key that goes up is no silence", "[scanner]") {
    TypingBench bench;
    bench.type("ABC");
    bench.send({0x07});
    bench.wait(60ms);
    bench.send({});
    bench.wait(60ms);
    CHECK(bench.scans.empty());
    bench.type("E\n");
    CHECK(bench.scans == Texts{"ABCdE"});
}

TEST_CASE("TypedScan: the next key may go down before the last is up", "[scanner]") {
    TypingBench bench;
    bench.send({0x04});
    bench.send({0x04, 0x05});
    bench.send({0x05});
    bench.send({0x05, 0x06}, 0x20); // the right shift
    bench.send({0x06}, 0x20);
    bench.send({});
    bench.type("\n");
    CHECK(bench.scans == Texts{"abC"});
}

TEST_CASE("TypedScan: a stuck key does not hide the others", "[scanner]") {
    TypingBench bench;
    bench.send({0x1D});
    bench.wait();
    for (const int key : {0x04, 0x04, 0x1E, kEnterKey}) {
        bench.send({0x1D, key});
        bench.send({0x1D});
    }
    CHECK(bench.scans == Texts{"aa1"});
    CHECK(bench.faults.empty());
}

TEST_CASE("TypedScan: keypad digits are digits, wrapped in num lock or not", "[scanner]") {
    TypingBench bench;
    for (const int key : {0x53, 0x59, 0x61, 0x62, 0x53, 0x54, 0x55, 0x56, 0x57, 0x63, 0x67}) {
        bench.send({key});
        bench.send({});
    }
    bench.send({0x53, 0x5A});
    bench.send({});
    bench.type("\n");
    CHECK(bench.scans == Texts{"190/*-+.=2"});
}

TEST_CASE("TypedScan: caps lock turns letters, and is off again after a silence", "[scanner]") {
    TypingBench bench;
    const auto caps = [&] {
        bench.send({kCapsKey});
        bench.send({});
    };
    caps();
    bench.type("aB1-\n");
    caps();
    bench.type("aB1-\n");
    CHECK(bench.scans == Texts{"Ab1-", "aB1-"});

    caps();
    bench.type("ab\n");
    REQUIRE(bench.typed.next_deadline());
    bench.wait();
    bench.type("ab\n");
    CHECK(bench.scans == Texts{"Ab1-", "aB1-", "AB", "ab"});
    CHECK_FALSE(bench.typed.next_deadline());
    CHECK(bench.faults.empty());
}

TEST_CASE("TypedScan: 512 characters are a scan, more are dropped as a whole", "[scanner]") {
    TypingBench bench;
    const std::string longest(512, 'x');
    bench.type(longest + "\n");
    CHECK(bench.scans == Texts{longest});

    bench.type(longest + "yz and still more\n");
    bench.type(longest + "y");
    bench.wait();
    CHECK(bench.scans.size() == 1);
    CHECK(bench.faults == Faults{ScanFault::TooLong, ScanFault::TooLong});
    bench.type("ok\n");
    CHECK(bench.scans.back() == "ok");
}

TEST_CASE("TypedScan: what types no plain character spoils the whole scan", "[scanner]") {
    TypingBench bench;
    bench.type("AB");
    SECTION("a key of no character") {
        bench.send({GENERATE(0x29, 0x2A, 0x32, 0x3A, 0x4F, 0x64, 0x66, 0x68, 0xE0, 0xE7)});
    }
    SECTION("Control, Alt or GUI") {
        bench.send({0x30}, GENERATE(0x01, 0x04, 0x08, 0x10, 0x40, 0x80, 0x06));
    }
    SECTION("Alt and a number of the keypad") {
        for (const int key : {0x62, 0x5E, 0x5D}) {
            bench.send({key}, 0x04);
            bench.send({}, 0x04);
        }
    }
    SECTION("two keys at once") {
        bench.send({0x04, 0x05});
    }
    SECTION("what is no report") {
        const auto bytes =
            GENERATE(KeyReport{}, KeyReport(7), KeyReport(8, std::byte{1}), KeyReport(8, std::byte{0xFF}),
                     key_report({0x04, 0x04}), key_report({2}), key_report({0x04, 0, 0, 0, 0, 0xE8}));
        bench.send(bytes);
    }
    bench.send({});
    CHECK(bench.faults.empty());
    bench.type("CD\n");
    CHECK(bench.scans.empty());
    CHECK(bench.faults == Faults{ScanFault::NotPlainText});

    bench.type("EF\n");
    CHECK(bench.scans == Texts{"EF"});
}

TEST_CASE("TypedScan: what spoils a scan does not spoil the one after a silence", "[scanner]") {
    TypingBench bench;
    bench.send(KeyReport(8, std::byte{0xFF}));
    bench.wait();
    bench.type("ABCD\n");
    CHECK(bench.scans == Texts{"ABCD"});
    CHECK(bench.faults == Faults{ScanFault::NotPlainText});
}

TEST_CASE("TypedScan: a modifier alone is nothing", "[scanner]") {
    TypingBench bench;
    bench.send({}, 0x05);
    bench.send({});
    CHECK_FALSE(bench.typed.next_deadline());
    bench.type("A\n");
    CHECK(bench.scans == Texts{"A"});
}

TEST_CASE("TypedScan: a report longer than eight bytes is read by its first eight", "[scanner]") {
    TypingBench bench;
    auto report = key_report({0x04});
    report.resize(16, std::byte{0xFF});
    bench.send(report);
    bench.type("\n");
    CHECK(bench.scans == Texts{"a"});
}

TEST_CASE("BootReport: holds what is down", "[usb]") {
    const auto report = usb::BootReport::parse(key_report({0x04, 0, 0xE7}, 0x22));
    REQUIRE(report);
    CHECK(report->modifiers == 0x22);
    CHECK(report->holds(0x04));
    CHECK(report->holds(0xE7));
    CHECK_FALSE(report->holds(0x05));
}

TEST_CASE("BootReport: is none when too short, or with an error code, no key, or a key twice", "[usb]") {
    for (const auto& bytes : {KeyReport(7), key_report({1, 1, 1, 1, 1, 1}), key_report({0x04, 2}),
                              key_report({3}), key_report({0x04, 0xE8}), key_report({0x04, 0x05, 0x04})})
        CHECK_FALSE(usb::BootReport::parse(bytes));
}

TEST_CASE("ScanText: bytes outside of printable ASCII spoil the scan", "[scanner]") {
    for (const int byte : {0x00, 0x09, 0x1D, 0x1F, 0x7F, 0x80, 0xE5, 0xFF}) {
        INFO(byte);
        support::ManualClock clock;
        ScanText text;
        for (const int each : {0x41, byte, 0x42})
            text.take(static_cast<char>(each), clock.steady());
        const auto scan = text.end();
        REQUIRE(scan);
        CHECK(*scan == Scan(std::unexpected(ScanFault::NotPlainText)));
        CHECK_FALSE(text.end());
    }
}

TEST_CASE("ScanText: the faults have words for the log", "[scanner]") {
    CHECK(to_string(ScanFault::TooLong) == "longer than 512 characters");
    CHECK(to_string(ScanFault::NotPlainText) != to_string(ScanFault::TooLong));
}
