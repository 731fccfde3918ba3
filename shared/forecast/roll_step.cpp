#include "shared/forecast/roll.h"

#include <algorithm>
#include <utility>

namespace forecast {

using base::Duration;
using base::WallTime;

void Roll::push(WallTime at, Kind kind, std::size_t who, std::uint32_t lasts) {
    const auto after = static_cast<std::uint64_t>(std::max<std::int64_t>(0, (at - scene_.now).count()));
    heap_.push_back(
        {(after << Happening::kKindBits | static_cast<std::uint64_t>(kind)) << Happening::kWhoBits | who,
         lasts});
    std::ranges::push_heap(heap_, std::greater<>());
}

void Roll::come(WallTime at, Person person) {
    push(at, Kind::Comes, comers_.size());
    comers_.push_back(std::move(person));
}

void Roll::happen(const Happening& happening) {
    switch (happening.kind()) {
    case Kind::Opens:
        for (const std::size_t service : scene_.desks[happening.who()].layout.services)
            ++staffed_[service];
        expect_interruptions(happening.who(), now_);
        return become_free(happening.who());
    case Kind::Pauses:
    case Kind::Closes:
        return interrupt(happening.who(), happening);
    case Kind::Comes: {
        Person& person = comers_[happening.who()];
        person.since = now_;
        if (person.issued == now_) { // and not back
            ++came_;
            if (diary_ != nullptr && experience_.visits().gives_up(random_))
                return;
        }
        lines_.join(person);
        if (person.place.entry > now_)
            return push(person.place.entry, Kind::Due, person.service);
        return wake(person.service);
    }
    case Kind::Due:
        return wake(happening.who());
    case Kind::HalfHour:
        if (diary_ != nullptr)
            mark_half_hour();
        return begin_half_hour(now_);
    case Kind::Free:
        return become_free(happening.who());
    }
}

/// A pause or the closing time; whoever is being served is served to the end.
void Roll::interrupt(std::size_t position, const Happening& happening) {
    Desk& desk = desks_[position];
    if (desk.state == DeskState::Away)
        return;
    if (happening.kind() == Kind::Closes)
        desk.closes = true;
    else
        desk.pause = happening.lasts;
    if (desk.state == DeskState::Idle) {
        std::erase(idle_, position);
        leave(position);
    }
}

void Roll::leave(std::size_t position) {
    Desk& desk = desks_[position];
    for (const std::size_t service : scene_.desks[position].layout.services)
        --staffed_[service];
    if (!desk.closes)
        push(now_ + Duration(*desk.pause), Kind::Opens, position);
    desk = {};
}

void Roll::become_free(std::size_t position) {
    Desk& desk = desks_[position];
    if (desk.closes || desk.pause)
        return leave(position);
    if (try_call(position))
        return;
    desk.state = DeskState::Idle;
    idle_.push_back(position);
    expect_backup(position);
}

bool Roll::try_call(std::size_t position) {
    const SceneDesk& desk = scene_.desks[position];
    lines_.set_asking(position);
    const auto next = queue::pick(layout_, desk.layout, desk.id, staffed_, lines_, now_);
    if (!target_)
        resolve_newcomers(position, next ? &*next : nullptr);
    if (!next)
        return false;
    call(position, *next);
    return true;
}

void Roll::resolve_newcomers(std::size_t position, const queue::Pick* instead) {
    const model::TicketId id{scene_.last_ticket.value + 1};
    std::optional<queue::Rank> other;
    for (const std::size_t service : scene_.desks[position].layout.services) {
        if (newcomers_[service] != kNever)
            continue;
        if (instead != nullptr) {
            if (!other)
                other = queue::rank(layout_.weights[instead->channel], instead->place, now_);
            if (*other < queue::rank(layout_.weights.front(), {scene_.now, id}, now_))
                continue;
        }
        const std::int64_t reaction = instead == nullptr ? experience_.draw_reaction_ms(beside_) : 0;
        newcomers_[service] = after(reaction);
        unresolved_ -= scene_.served[service] ? 1 : 0;
    }
}

void Roll::mark_half_hour() {
    Diary::Mark& mark = diary_->marks.emplace_back();
    mark.at = now_;
    mark.came = std::exchange(came_, 0);
    mark.open = static_cast<int>(
        std::ranges::count_if(desks_, [](const Desk& desk) { return desk.state != DeskState::Away; }));
    lines_.each([&](const Person&) { ++mark.waiting; });
}

/// Of a visitor's first stay in a line; a wait after a missed call or a transfer is another matter.
void Roll::note_wait(const Person& person, WallTime called) {
    if (person.moved || person.returns > 0 || person.waited > Duration::zero())
        return;
    const Duration lasted = std::min(called, now_) - std::max(person.since, person.place.entry);
    diary_->waits.push_back({called, std::max(Duration::zero(), lasted), person.service, person.green});
}

/// Counts people present by the counters that can serve the same, and keeps when each was called first.
void Roll::count(std::size_t position, const Person& person) {
    if (person.present == Person::kAbsent)
        return;
    Fate& fate = fates_[person.present];
    if (fate.called != kNever)
        return;
    fate = {now_, calls_[person.service]};
    unresolved_ -= !target_ || *target_ == person.present ? 1 : 0;
    const queue::Layout::Desk& desk = scene_.desks[position].layout;
    for (const auto* services : {&desk.services, &desk.backup})
        for (const std::size_t service : *services)
            ++calls_[service];
}

void Roll::call(std::size_t position, const queue::Pick& pick) {
    const Person person = lines_.take(pick);
    desks_[position].state = DeskState::Busy;
    count(position, person);
    if (diary_ != nullptr)
        note_wait(person, now_);
    if (experience_.visits().is_missed(random_, now_ - person.issued))
        miss(position, person);
    else
        serve(position, person);
}

void Roll::miss(std::size_t position, const Person& person) {
    const Visits& visits = experience_.visits();
    const WallTime end = after(visits.draw_hold_ms(random_));
    push(end + Duration(experience_.draw_gap_ms(random_, Experience::Free::AfterMissed, 0)), Kind::Free,
         position);
    if (person.returns >= hall_.rules.returns || !visits.comes_back(random_))
        return;
    Person back = person;
    const WallTime at = end + Duration(visits.draw_away_ms(random_, true, 0));
    back.place.entry = std::min(at, person.place.entry + hall_.rules.no_show_penalty);
    ++back.returns;
    come(at, back);
}

void Roll::serve(std::size_t position, const Person& person) {
    const WallTime end =
        after(experience_.speeds().draw_ms(random_, person.service, expected_ms(position, person.service)));
    const Onward onward = experience_.visits().draw_onward(random_, person.service, person.moved);
    if (onward.kind != Onward::Kind::Leaves) {
        Person back = person;
        back.waited += std::max(Duration::zero(), now_ - std::max(person.since, person.place.entry));
        send_on(back, onward, end);
    }
    push(end + Duration(experience_.draw_gap_ms(random_, Experience::Free::AfterService, 0)), Kind::Free,
         position);
}

/// To another service, or away and back; the clock keeps what was waited.
void Roll::send_on(Person person, const Onward& onward, WallTime end) {
    const bool parks = onward.kind == Onward::Kind::Parks;
    person.service = onward.service;
    person.moved = person.moved || !parks;
    const WallTime at = parks ? end + Duration(experience_.visits().draw_away_ms(random_, false, 0)) : end;
    person.place.entry = at - person.waited;
    come(at, std::move(person));
}

/// Somebody may be called now who could not before: the longest idle counter that can serve him does.
void Roll::wake(std::size_t service) {
    for (std::size_t place = 0; place < idle_.size(); ++place) {
        const std::size_t position = idle_[place];
        const queue::Layout::Desk& desk = scene_.desks[position].layout;
        const auto has = [&](const std::vector<std::size_t>& services) {
            return std::ranges::find(services, service) != services.end();
        };
        if (!has(desk.services) && !has(desk.backup))
            continue;
        lines_.set_asking(position);
        if (!queue::pick(layout_, desk, scene_.desks[position].id, staffed_, lines_, now_))
            continue;
        idle_.erase(idle_.begin() + static_cast<std::ptrdiff_t>(place));
        desks_[position].state = DeskState::Busy;
        return push(after(experience_.draw_reaction_ms(random_)), Kind::Free, position);
    }
}

/// An idle counter helps out as soon as somebody has waited too long for another one.
void Roll::expect_backup(std::size_t position) {
    for (const std::size_t service : scene_.desks[position].layout.backup) {
        WallTime oldest = kNever;
        for (std::size_t line = 0; line < layout_.weights.size(); ++line)
            oldest = std::min(oldest, lines_.head(service, line)->entry);
        if (oldest != kNever)
            push(std::max(now_, oldest + hall_.rules.backup_after) + Duration(1), Kind::Due, service);
    }
}

double Roll::expected_ms(std::size_t position, std::size_t service) const {
    const Speeds::Factors* factors = scene_.desks[position].factors;
    return experience_.speeds().mean_ms(service) * (factors == nullptr ? 1.0 : (*factors)[service].value());
}

} // namespace forecast
