// jiaohao-bench NAME [--json]: measures one hot path beside the raw limit of this machine.
#include "tests/bench/benchmarks.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <iostream>

namespace {

constexpr std::array kBenchmarks{
    bench::Benchmark{"display",
                     "a board of 4K at 60 frames a second: a moving line, flashing calls, the clock",
                     bench::display},
    bench::Benchmark{"forecast", "the wait of a new ticket, and of all 500 who wait at 30 counters",
                     bench::forecast},
    bench::Benchmark{
        "hall", "issue and call beside an ideal hall, fan-out beside raw XPUB, replay of a million events",
        bench::hall},
    bench::Benchmark{"kiosk", "the kiosk: its first frame, from a touch to the next page, idle time, memory",
                     bench::kiosk},
    bench::Benchmark{"pick", "who is next: 30 counters, 8 services, 4 channels, 2,000 waiting", bench::pick},
    bench::Benchmark{"press", "from a key of a button box, by caller and hall, to the board's pixels",
                     bench::press},
    bench::Benchmark{"ticket",
                     "a ticket from the accepted job to the last byte: drawn, and in the printer's letters",
                     bench::ticket},
};

std::string list() {
    std::string lines = "Benchmarks:";
    for (const bench::Benchmark& benchmark : kBenchmarks)
        lines += std::string("\n  ") + benchmark.name + ": " + benchmark.what;
    return lines;
}

void print(const bench::Figures& figures) {
    for (const auto& [name, value] : figures.items())
        std::cout << name << ": " << value << '\n';
}

} // namespace

int main(int argc, char** argv) {
    CLI::App options("Measures one hot path beside the raw limit of this machine.", "jiaohao-bench");
    options.footer(list());
    std::string name;
    bool json = false;
    options.add_option("NAME", name, "which benchmark")->required();
    options.add_flag("--json", json, "print one JSON object");
    CLI11_PARSE(options, argc, argv);

    const auto found =
        std::ranges::find_if(kBenchmarks, [&](const bench::Benchmark& one) { return name == one.name; });
    if (found == kBenchmarks.end()) {
        std::cerr << "There is no benchmark '" << name << "'. " << list() << '\n';
        return 2;
    }
    try {
        const bench::Figures figures = found->run();
        if (json)
            std::cout << figures.dump() << '\n';
        else
            print(figures);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
