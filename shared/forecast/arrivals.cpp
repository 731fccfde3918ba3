#include "shared/forecast/arrivals.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace forecast {

namespace {

constexpr double kDaysRemembered = 20;
constexpr double kUsualDayWeight = 20; ///< visitors; how slowly a day is believed to be another than usual

bool passes_others(const model::Channel& channel) {
    return channel.emergency || channel.head_start.count() > 0 || channel.multiplier > 1000;
}

template <typename Counts>
double sum(const Counts& counts, std::size_t from, std::size_t to) {
    return std::accumulate(counts.begin() + static_cast<std::ptrdiff_t>(from),
                           counts.begin() + static_cast<std::ptrdiff_t>(to), 0.0);
}

} // namespace

Arrivals::Arrivals(const Premises& premises) {
    for (const model::Channel& channel : premises.hall.channels) {
        favoured_.push_back(passes_others(channel));
        channels_.emplace_back().services.resize(premises.hall.services.size());
    }
}

void Arrivals::begin_day() {
    double today = 0;
    for (const Channel& channel : channels_)
        today += sum(channel.today, 0, kHalfHours);
    if (today == 0)
        return;
    const double keep = days_ >= kDaysRemembered ? 1 - 1 / kDaysRemembered : 1;
    days_ = days_ * keep + 1;
    for (Channel& channel : channels_) {
        for (std::size_t slot = 0; slot < kHalfHours; ++slot)
            channel.past[slot] = channel.past[slot] * keep + channel.today[slot];
        channel.today.fill(0);
        for (double& count : channel.services)
            count *= keep;
    }
}

void Arrivals::came(std::size_t channel, std::size_t service, base::Duration at, base::Duration ahead) {
    ++channels_[channel].today[half_hour(at)];
    ++channels_[channel].services[service];
    channels_[channel].ahead.add(
        static_cast<std::int32_t>(std::clamp<std::int64_t>(ahead.count(), -86'400'000, 86'400'000)));
}

double Arrivals::expected(std::size_t channel, std::size_t slot, base::Duration now) const {
    const Channel& counts = channels_[channel];
    const std::size_t present = half_hour(now);
    const double so_far = sum(counts.today, 0, present);
    if (days_ == 0) {
        const double came = sum(counts.today, 0, present + 1);
        const auto first = std::ranges::find_if(counts.today, [](double count) { return count > 0; });
        const auto since = static_cast<double>(present) - static_cast<double>(first - counts.today.begin());
        return came == 0 ? 0 : came / (since + 1);
    }
    const double usual = sum(counts.past, 0, present) / days_;
    return counts.past[slot] / days_ * (so_far + kUsualDayWeight) / (usual + kUsualDayWeight);
}

double Arrivals::draw_busier(Random& random, base::Duration now) const {
    double seen = kUsualDayWeight;
    for (const Channel& channel : channels_)
        seen += sum(channel.today, 0, half_hour(now));
    constexpr double kLeast = 0.3;
    return std::max(kLeast, 1 + random.normal() / std::sqrt(seen));
}

std::size_t Arrivals::draw_service(Random& random, std::size_t channel) const {
    const auto& services = channels_[channel].services;
    double place = random.share() * sum(services, 0, services.size());
    for (std::size_t service = 0; service < services.size(); ++service)
        if ((place -= services[service]) < 0)
            return service;
    return 0;
}

std::int64_t Arrivals::draw_ahead_ms(Random& random, std::size_t channel) const {
    const Sample& ahead = channels_[channel].ahead;
    return ahead.empty() ? 0 : ahead.draw(random);
}

} // namespace forecast
