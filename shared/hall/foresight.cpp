#include "shared/hall/foresight.h"

#include "shared/forecast/ahead.h"
#include "shared/queue/now.h"

#include <pthread.h>

#include <algorithm>
#include <csignal>

namespace hall {

Foresight::Foresight(const model::Hall& hall)
    : zone_(hall.zone), roll_over_hour_(hall.roll_over_hour),
      premises_(std::make_shared<const forecast::Premises>(hall)), experience_(premises_) {
    // Signals are the loop's: a thread begins with its maker's mask.
    sigset_t all;
    sigset_t before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Foresight::~Foresight() = default;

void Foresight::begin_anew() {
    experience_ = forecast::Experience(premises_);
    day_ = 0;
}

void Foresight::observe(const queue::State& before, const model::Event& event) {
    if (event.day != day_) { // asked once a day: zones are slow
        day_ = event.day;
        midnight_ = queue::now_in(zone_, event.at, roll_over_hour_).midnight;
    }
    experience_.observe(before, event, midnight_);
}

forecast::Prospect Foresight::of(const queue::State& state, model::TicketId ticket,
                                 base::WallTime now) const {
    return forecast::foresee(forecast::scene_of(state, experience_, now, midnight_), experience_, ticket);
}

std::unique_ptr<Moment> Foresight::moment_from(const queue::State& state, base::WallTime now,
                                               forecast::Experience learned) const {
    auto moment = std::make_unique<Moment>(std::move(learned));
    moment->scene = forecast::scene_of(state, moment->experience, now, midnight_);
    return moment;
}

std::expected<std::unique_ptr<Moment>, model::Refusal>
Foresight::imagined(const queue::State& state, base::WallTime now, const model::WhatIf& what_if) const {
    for (const auto* counters : {&what_if.open, &what_if.close})
        for (const model::CounterId counter : *counters)
            if (state.desk(counter) == nullptr)
                return std::unexpected(model::Refusal::UnknownCounter);
    auto learned = forecast::with_preset(experience_, what_if.preset);
    if (!learned)
        return std::unexpected(model::Refusal::BadRequest);
    auto moment = moment_from(state, now, std::move(*learned));
    forecast::change(moment->scene, what_if);
    return moment;
}

void Foresight::look_ahead(const queue::State& state, base::WallTime now) {
    if (outlooks_.empty()) {
        const auto job = moment_from(state, now, experience_);
        outlooks_ = forecast::foresee_all(job->scene, job->experience).outlooks;
        return;
    }
    {
        const std::scoped_lock lock(mutex_);
        if (busy_ || job_)
            return;
    }
    auto job = moment_from(state, now, experience_);
    {
        const std::scoped_lock lock(mutex_);
        job_ = std::move(job);
    }
    wake_.notify_one();
}

const std::vector<model::Outlook>& Foresight::outlooks() {
    const std::scoped_lock lock(mutex_);
    if (result_)
        outlooks_ = *std::exchange(result_, std::nullopt);
    return outlooks_;
}

std::optional<model::Outlook> Foresight::outlook(const model::ServiceId& service) {
    const auto& all = outlooks();
    const auto found = std::ranges::find(all, service, &model::Outlook::service);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

void Foresight::work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return job_ != nullptr; })) {
        const auto job = std::move(job_);
        busy_ = true;
        lock.unlock();
        auto found = forecast::foresee_all(job->scene, job->experience).outlooks;
        lock.lock();
        busy_ = false;
        result_ = std::move(found);
    }
}

} // namespace hall
