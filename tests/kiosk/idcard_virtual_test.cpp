#include "kiosk/idcard/virtual_card_reader.h"

#include "shared/base/file.h"
#include "tests/kiosk/idcard_bench.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <fstream>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

struct VirtualBench {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    CardEar ear;
    VirtualCardReader reader{folder / "card", card_test_key(), clock, ear};

    VirtualBench() {
        reader.set_day(kServiceDay);
        reader.seek(true);
        wait();
    }
    void write(const std::string& text) {
        std::ofstream(folder / "card") << text << std::flush;
        for (std::size_t read = 0; read <= text.size(); read += 512)
            reader.dispatch();
        wait();
    }
    void wait() {
        for (const auto end = clock.steady() + 2s; clock.steady() < end; clock.advance(10ms))
            reader.tick(clock.steady());
    }
};

} // namespace

TEST_CASE("VirtualCardReader: a line lays a card on, another lifts it", "[idcard][virtual]") {
    VirtualBench bench;
    CHECK(bench.ear.changes == std::vector{true});
    bench.write("card 11010519491231002X\n");
    CHECK(bench.ear.cards == std::vector{example_read()});

    bench.write("lift\n");
    bench.write("card 11010519491231002X valid-from 20200101 valid-until 20300101\n");
    CHECK(bench.ear.cards.size() == 2);
    bench.write("lift\n");
    bench.write("card 11010519491231002X valid-until long\n");
    CHECK(bench.ear.cards.size() == 3);
    CHECK(bench.ear.failures.empty());
}

TEST_CASE("VirtualCardReader: shows every failure", "[idcard][virtual]") {
    VirtualBench bench;
    bench.write("card 11010519491231002X valid-until 20210101\n");
    bench.write("card 110105194912310021\n");
    bench.write("unreadable\ncard 11010519491231002X\n");
    CHECK(bench.ear.failures ==
          std::vector{CardFailure::Expired, CardFailure::Unknown, CardFailure::Unreadable});
    CHECK(bench.ear.cards.empty());

    bench.write("unplug\n");
    CHECK_FALSE(bench.ear.there());
    bench.write("plug\n");
    CHECK(bench.ear.there());
}

TEST_CASE("VirtualCardReader: lines that mean nothing do nothing", "[idcard][virtual]") {
    VirtualBench bench;
    bench.write("card\ncard 1 2\nno such line\n\n \nlift it\n" + std::string(3000, 'x'));
    bench.write("\n");
    CHECK(bench.ear.cards.empty());
    bench.write("lift\ncard 11010519491231002X\n");
    CHECK(bench.ear.cards.size() == 1);
}

TEST_CASE("VirtualCardReader: a path that cannot be one is refused", "[idcard][virtual]") {
    support::ManualClock clock;
    CardEar ear;
    CHECK_THROWS_AS(VirtualCardReader("/no/such/folder/card", card_test_key(), clock, ear), base::FileError);
}
