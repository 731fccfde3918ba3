// Kills a real hall again and again while many ask and many look, and judges what they saw against the
// journal.

#include "shared/base/random.h"
#include "tests/crash/house.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <span>
#include <vector>

namespace {

using namespace std::chrono_literals;

constexpr int kKillsOfOneHall = 34; // its journal stays short, and it starts fast

struct Options {
    int kills = 500;
    int minutes = 0; ///< instead, when not 0
    std::uint64_t seed = 0;
};

/// Every failpoint in turn, and after each second one at any moment at all.
std::vector<std::string_view> plan() {
    constexpr std::array kByChance{crash::House::kAnywhere, crash::House::kWhileStarting,
                                   crash::House::kAnywhere, crash::House::kWhileEnding};
    std::vector<std::string_view> places;
    std::size_t passed = 0;
    for (const std::string_view name : hall::Failpoint::kNames) {
        if (name == "new-journal" || name == "enrolment")
            continue; // only a new hall comes there
        places.push_back(name);
        if (++passed % 2 == 0)
            places.push_back(kByChance.at(passed / 2 % kByChance.size()));
    }
    return places;
}

void report(const crash::Tally& tally) {
    for (const auto& [where, count] : tally.kills)
        fmt::print("  {:4} killed {}\n", count, where);
    fmt::print("{} kills of {} halls, {} new days; {} requests, {} acknowledged, {} answered again; {} "
               "events, {} updates heard\n",
               tally.all(), tally.halls, tally.days, tally.requests, tally.acknowledged, tally.repeated,
               tally.events, tally.heard);
    std::fflush(stdout);
}

/// One hall's life; false when something is wrong.
bool haunt(crash::Random& random, crash::Tally& tally, const std::vector<std::string_view>& places,
           std::size_t& next) {
    crash::House house(random, tally);
    for (int i = 3; i < kKillsOfOneHall; ++i)
        house.kill(places[next++ % places.size()]);
    const auto complaints = house.judge();
    for (const std::string& complaint :
         std::span(complaints).first(std::min<std::size_t>(complaints.size(), 20)))
        fmt::print(stderr, "wrong: {}\n", complaint);
    return complaints.empty();
}

int run(const Options& options) {
    const base::SystemClock clock;
    const auto end = clock.steady() + std::chrono::minutes(options.minutes);
    crash::Random random(options.seed);
    crash::Tally tally;
    const auto places = plan();
    std::size_t next = 0;
    bool right = true;
    while (right && (options.minutes > 0 ? clock.steady() < end : tally.all() < options.kills))
        right = haunt(random, tally, places, next);
    report(tally);
    return right ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    base::fill_random(std::as_writable_bytes(std::span(&options.seed, 1)));
    CLI::App app("Kills a hall again and again and looks for what was lost or done twice.", "kill-hall");
    app.add_option("--kills", options.kills, "how many at least");
    app.add_option("--minutes", options.minutes, "how long, instead");
    app.add_option("--seed", options.seed, "the same choices again (not the same moments)");
    CLI11_PARSE(app, argc, argv);
    fmt::print("seed {}\n", options.seed);
    try {
        return run(options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "failed: {}\n", error.what());
        return 1;
    }
}
