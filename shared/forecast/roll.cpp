#include "shared/forecast/roll.h"

#include <algorithm>

namespace forecast {

using base::Duration;
using base::WallTime;

namespace {

constexpr Duration kHalfHourLong = std::chrono::minutes(30);

std::uint32_t bounded(std::int64_t milliseconds) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(milliseconds, 0, 86'400'000));
}

} // namespace

Roll::Roll(const Scene& scene, const Experience& experience)
    : scene_(scene), experience_(experience), hall_(experience.premises().hall),
      layout_(experience.premises().rolled),
      pause_rates_(experience.pauses().rates(since_midnight(scene.now))),
      lines_(scene, layout_.weights.size()) {}

void Roll::run(std::uint64_t future, std::optional<std::size_t> target) {
    target_ = target;
    roll(future);
}

Diary Roll::keep_diary(std::uint64_t future) {
    Diary diary;
    target_.reset();
    diary_ = &diary;
    roll(future);
    now_ = scene_.now + kHorizon;
    lines_.each([this](const Person& person) { note_wait(person, kNever); });
    diary_ = nullptr;
    return diary;
}

void Roll::roll(std::uint64_t future) {
    random_ = Random(scene_.seed * 1'000'003 + future);
    beside_ = Random(future);
    begin();
    while (!heap_.empty() && !done()) {
        std::ranges::pop_heap(heap_, std::greater<>());
        const Happening next = heap_.back();
        heap_.pop_back();
        if (next.after() > kHorizon)
            break;
        now_ = scene_.now + next.after();
        happen(next);
    }
}

void Roll::begin() {
    now_ = scene_.now;
    heap_.clear();
    comers_.clear();
    idle_.clear();
    lines_.reset();
    staffed_ = scene_.staffed;
    desks_.assign(scene_.desks.size(), {});
    calls_.assign(hall_.services.size(), 0);
    fates_.assign(scene_.present, {});
    newcomers_.assign(hall_.services.size(), kNever);
    next_id_ = scene_.last_ticket.value + 2; // after the newcomers
    came_ = 0;
    busier_ = diary_ == nullptr ? 1 : experience_.arrivals().draw_busier(beside_, since_midnight(now_));
    unresolved_ = target_ ? 1 : fates_.size();
    if (!target_)
        for (std::size_t service = 0; service < newcomers_.size(); ++service)
            unresolved_ += scene_.served[service] ? 1 : 0;
    begin_half_hour(now_);
    begin_away();
    for (const Person& person : scene_.waiting)
        if (person.place.entry > now_) // an early appointment
            push(person.place.entry, Kind::Due, person.service);
    for (std::size_t desk = 0; desk < desks_.size(); ++desk)
        begin_desk(desk);
}

void Roll::begin_desk(std::size_t position) {
    const SceneDesk& desk = scene_.desks[position];
    const std::int64_t elapsed = (now_ - desk.since).count();
    const Pauses& pauses = experience_.pauses();
    switch (desk.state) {
    case SceneDesk::State::Closed:
        if (desk.stays)
            return;
        if (const auto opens = pauses.draw_opening(random_, desk.id, since_midnight(now_)))
            push(scene_.midnight + *opens, Kind::Opens, position);
        return;
    case SceneDesk::State::Paused: {
        const Duration began = since_midnight(desk.since);
        const std::int64_t lasts = pauses.is_lunch(desk.id, began)
                                       ? pauses.draw_lunch_ms(random_, elapsed)
                                       : pauses.draw_pause_ms(random_, began, elapsed);
        push(desk.since + Duration(lasts), Kind::Opens, position);
        return;
    }
    case SceneDesk::State::Free:
        expect_interruptions(position, now_);
        desks_[position].state = DeskState::Busy; // until the clerk presses
        push(after(experience_.draw_gap_ms(random_, desk.why, elapsed)), Kind::Free, position);
        return;
    case SceneDesk::State::Busy:
        break;
    }
    expect_interruptions(position, now_);
    desks_[position].state = DeskState::Busy;
    const Person& visitor = desk.visitor;
    const WallTime end = after(experience_.speeds().draw_rest_ms(
        random_, visitor.service, expected_ms(position, visitor.service), elapsed));
    const Onward onward = experience_.visits().draw_onward(random_, visitor.service, visitor.moved);
    if (onward.kind != Onward::Kind::Leaves)
        send_on(visitor, onward, end);
    push(end + Duration(experience_.draw_gap_ms(random_, Experience::Free::AfterService, 0)), Kind::Free,
         position);
}

void Roll::begin_away() {
    for (const Scene::Away& away : scene_.away) {
        if (away.missed && !experience_.visits().comes_back(random_))
            continue;
        const WallTime at =
            away.since +
            Duration(experience_.visits().draw_away_ms(random_, away.missed, (now_ - away.since).count()));
        Person person = away.person;
        person.place.entry =
            away.missed ? std::min(at, person.place.entry + hall_.rules.no_show_penalty) : at - person.waited;
        person.returns += away.missed ? 1 : 0;
        come(at, person);
    }
}

/// The visitors of the half hour that `from` is in, from then on; only the favoured ones, unless a diary is
/// kept: the others change nothing for those who wait.
void Roll::begin_half_hour(WallTime from) {
    const Duration time = since_midnight(from);
    const std::size_t slot = half_hour(time);
    const Duration end = half_hour_end(time);
    const Arrivals& arrivals = experience_.arrivals();
    for (std::size_t channel = 0; channel < arrivals.channels(); ++channel) {
        if (!arrivals.favoured(channel) && diary_ == nullptr)
            continue;
        const double rate = busier_ * arrivals.expected(channel, slot, since_midnight(scene_.now)) /
                            static_cast<double>(kHalfHourLong.count());
        if (rate <= 0)
            continue;
        auto left = static_cast<double>((end - time).count());
        WallTime at = from;
        for (double wait = random_.exponential(rate); wait < left; wait = random_.exponential(rate)) {
            left -= wait;
            at += Duration(static_cast<std::int64_t>(wait));
            Person person;
            person.service = arrivals.draw_service(random_, channel);
            person.line = experience_.premises().line_of_channel[channel];
            person.green = hall_.channels[channel].green;
            person.issued = at;
            person.place = {at + Duration(arrivals.draw_ahead_ms(random_, channel)),
                            model::TicketId{next_id_++}};
            come(at, person);
        }
    }
    if (scene_.midnight + end <= scene_.now + kHorizon)
        push(scene_.midnight + end, Kind::HalfHour, slot);
}

void Roll::expect_interruptions(std::size_t desk, WallTime from) {
    if (scene_.desks[desk].stays)
        return;
    const Pauses& pauses = experience_.pauses();
    const model::CounterId id = scene_.desks[desk].id;
    const Duration time = since_midnight(from);
    if (const auto pause = pause_rates_.draw(random_, time))
        push(scene_.midnight + *pause, Kind::Pauses, desk, bounded(pauses.draw_pause_ms(random_, *pause, 0)));
    if (from != scene_.now && scene_.desks[desk].state != SceneDesk::State::Closed)
        return; // lunch and closing are expected once
    if (const auto lunch = pauses.lunch_ahead(id, time))
        push(scene_.midnight + *lunch, Kind::Pauses, desk, bounded(pauses.draw_lunch_ms(random_, 0)));
    if (const auto closing = pauses.draw_closing(random_, id, time))
        push(scene_.midnight + *closing, Kind::Closes, desk);
}

} // namespace forecast
