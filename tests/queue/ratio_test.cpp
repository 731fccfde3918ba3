// F6: how long favoured and ordinary visitors wait on average, in one queue whose counters call by pick() and
// serve exponential times, against Kleinrock's closed form and the bound of a head start. Seeds are fixed.
#include "shared/queue/pick.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <map>
#include <queue>
#include <random>

using namespace std::chrono_literals;

namespace {

struct Setting {
    int counters = 1;
    double load = 0.9;  ///< of all counters together
    double green = 0.3; ///< share of the arrivals
    base::Duration head_start{};
    int multiplier = 1000;
};

constexpr base::Duration kMean = 8min; ///< of a service
constexpr int kVisitors = 60'000;      ///< a run; the first tenth is not counted

/// Mean waits of one run, in minutes.
struct Waits {
    double ordinary = 0;
    double green = 0;
};

model::Hall one_queue_hall(const Setting& setting) {
    model::Hall hall;
    hall.services.emplace_back().id = {"a"};
    hall.channels.resize(2);
    hall.channels[0].id = {"ordinary"};
    hall.channels[1].id = {"green"};
    hall.channels[1].head_start = setting.head_start;
    hall.channels[1].multiplier = setting.multiplier;
    hall.counters = {{{1}, {}, {{"a"}}, {}}};
    return hall;
}

class Run {
  public:
    Run(const Setting& setting, unsigned seed)
        : setting_(setting), hall_(one_queue_hall(setting)), layout_(hall_), lines_(layout_), random_(seed) {}

    Waits waits() {
        base::WallTime arrival{};
        for (std::uint64_t number = 1; number <= kVisitors;) {
            if (!ends_.empty() && ends_.top() <= arrival) {
                const base::WallTime now = ends_.top();
                ends_.pop();
                call(now);
                continue;
            }
            model::Ticket ticket;
            ticket.id = {number++};
            ticket.service = {"a"};
            ticket.channel = {std::bernoulli_distribution(setting_.green)(random_) ? "green" : "ordinary"};
            ticket.entry = arrival;
            lines_.add(layout_, ticket);
            waiting_[ticket.id] = ticket;
            if (ends_.size() < static_cast<std::size_t>(setting_.counters))
                call(arrival);
            arrival += exponential(kMean.count() / (setting_.load * setting_.counters));
        }
        return {sum_[0] / count_[0] / 60'000, sum_[1] / count_[1] / 60'000};
    }

  private:
    base::Duration exponential(double mean) {
        return base::Duration(std::llround(std::exponential_distribution<double>(1 / mean)(random_)));
    }

    void call(base::WallTime now) {
        const auto next = ::queue::pick(layout_, layout_.desks.at({1}), {1}, {1}, lines_, now);
        if (!next)
            return;
        const auto called = waiting_.extract(next->place.id);
        lines_.remove(layout_, called.mapped());
        ends_.push(now + exponential(static_cast<double>(kMean.count())));
        if (next->place.id.value <= kVisitors / 10)
            return;
        sum_[next->channel] += static_cast<double>((now - next->place.entry).count());
        count_[next->channel] += 1;
    }

    Setting setting_;
    model::Hall hall_;
    ::queue::Layout layout_;
    ::queue::Lines lines_;
    std::mt19937_64 random_;
    std::map<model::TicketId, model::Ticket> waiting_;
    std::priority_queue<base::WallTime, std::vector<base::WallTime>, std::greater<>> ends_;
    std::array<double, 2> sum_{};
    std::array<double, 2> count_{};
};

/// A figure over independent runs, and the standard error of its mean.
struct Figure {
    double mean = 0;
    double error = 0;
};

template <typename OfOne>
Figure figure(const Setting& setting, OfOne of_one) {
    constexpr unsigned kRuns = 8;
    double sum = 0;
    double squares = 0;
    for (unsigned seed = 1; seed <= kRuns; ++seed) {
        const double value = of_one(Run(setting, seed).waits());
        sum += value;
        squares += value * value;
    }
    const double mean = sum / kRuns;
    return {mean, std::sqrt(std::max(0.0, squares / kRuns - mean * mean) / (kRuns - 1))};
}

} // namespace

TEST_CASE("Ratio: F6: with multipliers alone the waits stand as 1 - load * (1 - m_o / m_g)",
          "[queue][ratio]") {
    const auto [counters, load, multiplier] =
        GENERATE(table<int, double, int>({{1, 0.7, 2000}, {1, 0.9, 2000}, {3, 0.8, 3000}, {8, 0.95, 2000}}));
    const Setting setting{counters, load, 0.3, 0min, multiplier};
    const double expected = 1 - load * (1 - 1000.0 / multiplier);

    const auto ratio = figure(setting, [](const Waits& waits) { return waits.green / waits.ordinary; });

    INFO(counters << " counters, load " << load << ", x" << multiplier / 1000.0 << ": " << ratio.mean << " ± "
                  << ratio.error << ", expected " << expected);
    CHECK(std::abs(ratio.mean - expected) <= 4 * ratio.error);
    CHECK(ratio.error < 0.02); // a wrong ratio is seen
}

TEST_CASE("Ratio: F6: a head start alone is worth at most itself, and nearly that in a busy hall",
          "[queue][ratio]") {
    const auto gain = [](double load) {
        return figure({1, load, 0.15, 10min, 1000},
                      [](const Waits& waits) { return waits.ordinary - waits.green; });
    };

    const auto quiet = gain(0.5);
    const auto busy = gain(0.9);

    INFO("quiet " << quiet.mean << " ± " << quiet.error << ", busy " << busy.mean << " ± " << busy.error);
    for (const Figure& one : {quiet, busy}) {
        CHECK(one.mean - 4 * one.error > 0);
        CHECK(one.mean - 4 * one.error <= 10);
        CHECK(one.error < 0.5);
    }
    CHECK(busy.mean > quiet.mean + 4 * (busy.error + quiet.error));
    CHECK(busy.mean > 7);
}
