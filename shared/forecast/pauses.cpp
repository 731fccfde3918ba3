#include "shared/forecast/pauses.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace forecast {

namespace {

using base::Duration;
using std::chrono::hours;
using std::chrono::minutes;

constexpr double kHour = 3'600'000;
constexpr std::size_t kOfHalfHour = 60;
constexpr std::size_t kEnough = 8; ///< observations of a half hour that stand for themselves
// Before anything is seen: a pause in ten hours, of ten minutes.
constexpr double kBegunBefore = 0.2;
constexpr double kOpenBefore = 2 * kHour;
constexpr double kHalfHourWeight = 4 * kHour;
constexpr std::int64_t kPauseBefore = 600'000;
constexpr double kOpensBefore = 0.8;
constexpr double kOpensWithin = 600'000;
constexpr auto kOpeningLasts = minutes(45);
constexpr auto kLunchStrays = minutes(30);

template <std::size_t... Index>
std::array<Sample, sizeof...(Index)> samples(std::index_sequence<Index...>) {
    return {((void)Index, Sample(kOfHalfHour))...};
}

} // namespace

std::size_t half_hour(Duration since_midnight) {
    const auto count = std::chrono::floor<minutes>(since_midnight).count() / 30;
    return static_cast<std::size_t>(std::clamp<std::int64_t>(count, 0, kHalfHours - 1));
}

base::Duration half_hour_end(Duration since_midnight) {
    return minutes(30) * (std::chrono::floor<minutes>(since_midnight) / minutes(30) + 1);
}

Pauses::Pauses(SharedPremises premises)
    : premises_(std::move(premises)), lasted_(samples(std::make_index_sequence<kHalfHours>())) {
    for (const model::Counter& counter : premises_->hall.counters)
        days_[counter.id];
}

void Pauses::begin_day() {
    for (const auto& [counter, today] : today_) {
        Days& days = days_[counter];
        if (today.opened)
            days.openings.add(*today.opened);
        if (today.closed)
            days.closings.add(*today.closed);
    }
    today_.clear();
    days_seen_ += first_opened_ ? 1 : 0;
    first_opened_.reset();
}

void Pauses::opened(model::CounterId counter, Duration at) {
    Today& today = today_[counter];
    if (!today.opened)
        today.opened = at;
    today.closed.reset();
    if (!first_opened_)
        first_opened_ = at;
}

void Pauses::closed(model::CounterId counter, Duration at) {
    today_[counter].closed = at;
}

bool Pauses::is_lunch(model::CounterId counter, Duration began) const {
    const auto planned = premises_->lunches.find(counter);
    return planned != premises_->lunches.end() && began >= planned->second.from - kLunchStrays &&
           began <= planned->second.to;
}

bool Pauses::looks_like_lunch(Duration began, Duration lasted) const {
    return std::ranges::any_of(premises_->lunches, [&](const auto& entry) {
        const Lunch& lunch = entry.second;
        return began >= lunch.from - kLunchStrays && began <= lunch.to &&
               lasted * 5 >= (lunch.to - lunch.from) * 3;
    });
}

void Pauses::paused(model::CounterId counter, Duration at) {
    if (is_lunch(counter, at))
        today_[counter].lunch_taken = true;
}

void Pauses::resumed(model::CounterId counter, Duration began, Duration at) {
    const Duration lasted = at - began;
    if (looks_like_lunch(began, lasted)) {
        lunches_.add(lasted);
        return;
    }
    if (is_lunch(counter, began))
        today_[counter].lunch_taken = false; // too short: the lunch is still to come
    ++begun_[half_hour(began)];
    lasted_[half_hour(began)].add(lasted);
    all_lasted_.add(lasted);
}

void Pauses::was_open(Duration from, Duration to) {
    while (from < to) {
        const Duration end = std::min(to, half_hour_end(from));
        open_ms_[half_hour(from)] += static_cast<double>((end - from).count());
        from = end;
    }
}

std::optional<Duration> Pauses::draw_opening(Random& random, model::CounterId counter, Duration now) const {
    const auto today = today_.find(counter);
    const auto days = days_.find(counter);
    if ((today != today_.end() && today->second.opened) || days == days_.end())
        return std::nullopt;
    if (days_seen_ == 0)
        return guess_opening(random, now);
    const auto opening = days->second.openings.draw_beyond(random, now.count());
    return opening ? std::optional(Duration(*opening)) : std::nullopt;
}

/// On a hall's first day nobody knows which counters open: most of them do, within minutes of the first one.
std::optional<Duration> Pauses::guess_opening(Random& random, Duration now) const {
    const auto soon = now + Duration(static_cast<std::int64_t>(random.exponential(1 / kOpensWithin)));
    if (!first_opened_)
        return soon;
    const bool still = now - *first_opened_ < kOpeningLasts && random.chance(kOpensBefore);
    return still ? std::optional(soon) : std::nullopt;
}

std::optional<Duration> Pauses::draw_closing(Random& random, model::CounterId counter, Duration now) const {
    const auto days = days_.find(counter);
    if (days == days_.end())
        return std::nullopt;
    const auto closing = days->second.closings.draw_beyond(random, now.count());
    return closing ? std::optional(Duration(*closing)) : std::nullopt;
}

PauseRates Pauses::rates(Duration now) const {
    const double begun = std::accumulate(begun_.begin(), begun_.end(), kBegunBefore);
    const double open = std::accumulate(open_ms_.begin(), open_ms_.end(), kOpenBefore);
    PauseRates rates;
    rates.first_ = half_hour(now);
    for (std::size_t i = 0; i < PauseRates::kSlots; ++i) {
        const std::size_t slot = std::min(rates.first_ + i, kHalfHours - 1);
        rates.rates_[i] =
            (begun_[slot] + begun / open * kHalfHourWeight) / (open_ms_[slot] + kHalfHourWeight);
    }
    return rates;
}

std::optional<Duration> PauseRates::draw(Random& random, Duration from) const {
    double left = random.exponential(1); // of the rate summed up over time
    Duration time = from;
    for (std::size_t slot = half_hour(from) - first_; slot < kSlots; ++slot) {
        const Duration next = half_hour_end(time);
        const double passes = rates_[slot] * static_cast<double>((next - time).count());
        if (left < passes)
            return time + Duration(static_cast<std::int64_t>(left / rates_[slot]));
        left -= passes;
        time = next;
    }
    return std::nullopt;
}

std::optional<Duration> Pauses::lunch_ahead(model::CounterId counter, Duration now) const {
    const auto planned = premises_->lunches.find(counter);
    const auto today = today_.find(counter);
    if (planned == premises_->lunches.end() || now >= planned->second.to ||
        (today != today_.end() && today->second.lunch_taken))
        return std::nullopt;
    return std::max(now, planned->second.from);
}

std::int64_t Pauses::draw_pause_ms(Random& random, Duration began, std::int64_t elapsed) const {
    const Sample& here = lasted_[half_hour(began)];
    const Sample& sample = here.size() >= kEnough ? here : all_lasted_;
    if (const auto lasts = sample.draw_beyond(random, elapsed))
        return *lasts;
    return std::max(kPauseBefore, elapsed + kPauseBefore / 2);
}

std::int64_t Pauses::draw_lunch_ms(Random& random, std::int64_t elapsed) const {
    if (const auto lasts = lunches_.draw_beyond(random, elapsed))
        return *lasts;
    const auto planned = premises_->lunches.begin();
    const std::int64_t usual =
        planned == premises_->lunches.end() ? 3'600'000 : (planned->second.to - planned->second.from).count();
    return std::max(usual, elapsed + kPauseBefore / 3);
}

} // namespace forecast
