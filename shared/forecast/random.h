#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace forecast {

/// Numbers by chance that are the same on every machine for the same seed: SplitMix64 (Steele, Lea and Flood
/// 2014). Not for secrets.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }

    /// From 0 up to, not including, 1.
    double share() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

    /// 0 … count − 1. The bias of so small counts is below one in a billion.
    std::size_t below(std::size_t count) {
        return static_cast<std::size_t>(((next() >> 32U) * static_cast<std::uint64_t>(count)) >> 32U);
    }

    bool chance(double probability) { return share() < probability; }

    /// Time until the next of events that come at `rate`.
    double exponential(double rate) { return -std::log1p(-share()) / rate; }

    /// Of the standard normal distribution, but never beyond six: twelve even ones, added.
    double normal() {
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += share();
        return sum;
    }

  private:
    std::uint64_t state_;
};

} // namespace forecast
