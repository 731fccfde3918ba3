#include "shared/forecast/calibration.h"

#include "shared/forecast/random.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using forecast::Calibration;
using forecast::Random;
using model::Foreseen;

namespace {

base::Duration times(base::Duration duration, double factor) {
    return base::Duration(static_cast<std::int64_t>(static_cast<double>(duration.count()) * factor));
}

} // namespace

TEST_CASE("Calibration: changes nothing before it has seen enough", "[forecast][calibration]") {
    Calibration calibration;
    const Foreseen raw{10min, 12min, 14min};
    for (std::size_t i = 1; i < Calibration::kEnough; ++i)
        calibration.observe(raw, 30min);

    CHECK(calibration.corrected(raw) == raw);
    calibration.observe(raw, 30min);
    CHECK(calibration.corrected(raw).high > 25min);
}

TEST_CASE("Calibration: eighty of a hundred hold, however narrow the raw intervals were",
          "[forecast][calibration]") {
    Calibration calibration;
    Random random(1);
    int held = 0;
    constexpr int kJudged = 4000;
    for (int i = 0; i < 1000 + kJudged; ++i) {
        const base::Duration point = times(60min, random.share());
        const Foreseen raw{times(point, 0.95), point, times(point, 1.05)}; // much too sure of itself
        const base::Duration came = times(point, 0.6 + 0.8 * random.share());
        const Foreseen told = calibration.corrected(raw);
        if (i >= 1000)
            held += told.low <= came && came <= told.high ? 1 : 0;
        calibration.observe(raw, came);
    }

    CHECK(held > kJudged * 76 / 100);
    CHECK(held < kJudged * 84 / 100);
}

TEST_CASE("Calibration: a forecast that is always too early moves half way", "[forecast][calibration]") {
    Calibration calibration;
    const Foreseen raw{19min, 20min, 21min};
    for (int i = 0; i < 100; ++i)
        calibration.observe(raw, 30min);

    const Foreseen told = calibration.corrected(raw);

    CHECK(told.point > 23min);
    CHECK(told.point < 27min);
    CHECK(told.low <= told.point);
    CHECK(told.point <= told.high);
}
