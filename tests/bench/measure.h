#pragma once

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

namespace bench {

/// What a benchmark found: figures with their units in the key names, in the order in which they are read.
using Figures = nlohmann::ordered_json;

/// One benchmark by name. Beside each figure of ours stands the raw limit of the machine, measured in the
/// same run, and the ratio of the two.
struct Benchmark {
    const char* name;
    const char* what; ///< one line for the list
    Figures (*run)();
};

/// Of nanoseconds, in which times are measured, to milliseconds, in which they are told.
inline constexpr double kMs = 1e6;

/// Runs from where it is made; reads nanoseconds.
class Stopwatch {
  public:
    double nanoseconds() const {
        return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin_).count();
    }

  private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// Nanoseconds that one call of `work` took, sorted. `work` is given the number of the call.
class Times {
  public:
    explicit Times(std::vector<double> nanoseconds);

    double quantile(double share) const;
    double mean() const;

  private:
    std::vector<double> sorted_;
};

/// Calls `work` so often, each call timed by itself: for work of a microsecond and more.
Times time_each(std::size_t calls, const std::function<void(std::size_t)>& work);

/// Times rounds of `calls` calls and divides: for work that is shorter than reading the clock.
Times time_rounds(std::size_t rounds, std::size_t calls, const std::function<void(std::size_t)>& work);

/// Keeps the compiler from removing work whose result nobody reads.
template <typename Value>
void keep(const Value& value) {
    asm volatile("" : : "g"(&value) : "memory");
}

} // namespace bench
