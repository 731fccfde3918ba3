#include "caller/buttons/virtual_box.h"

#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <fstream>

using namespace caller;

namespace {

struct TypingEar final : BoxListener {
    std::vector<Press> presses;
    std::string digits;

    void pressed(const model::CounterId&, const Press& press) override { presses.push_back(press); }
    void typed(const model::CounterId&, const std::string& so_far) override { digits = so_far; }
    void box_changed(const BoxState&) override {}
};

struct VirtualBoxBench {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    TypingEar ear;
    VirtualBox box{folder / "box", model::CounterId{3}, *KeyMap::preset("numeric"), clock, ear};

    void write(const std::string& text) {
        std::ofstream(folder / "box") << text << std::flush;
        for (std::size_t read = 0; read <= text.size(); read += 512)
            box.dispatch();
    }
};

} // namespace

TEST_CASE("VirtualBox: lines are keys, through the same parser and key map", "[caller][buttons]") {
    VirtualBoxBench bench;

    bench.write("kp-plus\n1\n2\n");
    CHECK(bench.ear.digits == "12");
    bench.write("enter\n");

    CHECK(bench.ear.presses == std::vector<Press>{Action::Next, EnterNumber{12}});
}

TEST_CASE("VirtualBox: a report may be given as bytes; garbage presses nothing", "[caller][buttons]") {
    VirtualBoxBench bench;

    bench.write("report 0000570000000000\n");
    CHECK(bench.ear.presses == std::vector<Press>{Action::Next});

    bench.write("report 00\nreport zz\nreport 0000010101010101\n\nno such key\n" + std::string(3000, 'x'));
    bench.write("\n");
    CHECK(bench.ear.presses.size() == 1);

    bench.write("report 0000000000000000\nkp-minus\n");
    CHECK(bench.ear.presses.back() == Press(Action::Recall));
}
