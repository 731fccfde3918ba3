#include "kiosk/aids.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

const base::SteadyTime kBegin{};

double decibels(int percent, int above) {
    return 20 * std::log10(static_cast<double>(percent) / above);
}

} // namespace

TEST_CASE("Aids: each is switched on and off again", "[kiosk][aids]") {
    Aids aids;
    for (const Aid aid : {Aid::LargeText, Aid::HighContrast, Aid::Reach, Aid::Speech}) {
        CHECK_FALSE(aids.is_on(aid));
        aids.wanted(aid, kBegin);
        CHECK(aids.is_on(aid));
        aids.wanted(aid, kBegin);
        CHECK(aids == Aids());
    }
}

TEST_CASE("Aids: the volume has 18 dB, and 12 dB above what a visit begins with", "[kiosk][aids]") {
    Aids aids;
    const int usual = aids.volume_percent();
    std::vector<int> steps;
    for (int i = 0; i < Aids::kVolumes; ++i) {
        steps.push_back(aids.volume_percent());
        aids.wanted(Aid::Volume, kBegin);
    }
    std::ranges::sort(steps);

    CHECK(decibels(steps.back(), steps.front()) >= 18);
    CHECK(decibels(steps.back(), usual) >= 12);
    CHECK(aids.volume_percent() == usual); // round again
    // EN 301 549 8.2.1.2: a step between them, 12 dB above the softest.
    CHECK(decibels(steps.at(2), steps.front()) >= 12);
}

TEST_CASE("Aids: the end of a visit gives the next one what the hall has set up", "[kiosk][aids]") {
    const Aids::Start start{.large_text = true, .high_contrast = false};
    Aids aids(start);
    CHECK(aids.large_text());
    for (const Aid aid : {Aid::LargeText, Aid::HighContrast, Aid::Reach, Aid::Speech, Aid::Volume})
        aids.wanted(aid, kBegin);
    aids.set_out();

    aids.visit_ended();

    CHECK(aids.large_text());
    CHECK_FALSE(aids.high_contrast());
    CHECK_FALSE(aids.reach());
    CHECK_FALSE(aids.speech());
    CHECK(aids.volume_percent() == Aids(start).volume_percent());
}

TEST_CASE("Aids: who goes back keeps them, who walks away leaves them a minute", "[kiosk][aids]") {
    Aids aids;
    aids.wanted(Aid::Speech, kBegin);
    aids.set_out();
    CHECK_FALSE(aids.next_deadline());

    aids.came_back(kBegin + 30s);
    aids.tick(kBegin + 89s);
    CHECK(aids.speech());
    aids.sign(kBegin + 89s);
    CHECK(aids.next_deadline() == kBegin + 149s);

    aids.tick(kBegin + 149s);
    CHECK_FALSE(aids.speech());
    CHECK_FALSE(aids.next_deadline());
}
