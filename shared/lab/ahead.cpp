#include "shared/lab/ahead.h"

#include "shared/base/day.h"
#include "shared/base/text.h"
#include "shared/config/hall_config.h"
#include "shared/forecast/ahead.h"
#include "shared/lab/input.h"
#include "shared/lab/journal.h"
#include "shared/queue/now.h"
#include "shared/wire/codec.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace lab {

using base::WallTime;
using model::EventKind;

namespace {

constexpr int kDaysToLearn = 35; // as many as the hall remembers
constexpr std::size_t kPage = 5000;

WallTime moment_on(int day, std::string_view at, const base::Zone& zone) {
    const auto parts = base::split(at, ':');
    const auto hour = parts.size() == 2 ? base::parse_number<int>(parts[0]) : std::nullopt;
    const auto minute = parts.size() == 2 ? base::parse_number<int>(parts[1]) : std::nullopt;
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59)
        throw InputError(fmt::format("--at {} is no time of day; it should look like 09:30", at));
    return zone.wall({day / 10000, day / 100 % 100, day % 100, *hour, *minute, 0, 0});
}

/// The hall as its journal is played, with what it learns.
class Player {
  public:
    explicit Player(const model::Hall& hall)
        : hall_(hall), zone_(hall.zone), experience_(std::make_shared<const forecast::Premises>(hall)),
          state_(hall) {}

    void play(const model::Event& event) {
        if (event.day != day_) {
            day_ = event.day;
            midnight_ = queue::now_in(zone_, event.at, hall_.roll_over_hour).midnight;
        }
        experience_.observe(state_, event, midnight_);
        queue::apply(state_, event);
    }

    const queue::State& state() const { return state_; }
    const forecast::Experience& experience() const { return experience_; }
    WallTime midnight() const { return midnight_; }

  private:
    const model::Hall& hall_;
    base::Zone zone_;
    int day_ = 0;
    WallTime midnight_;
    forecast::Experience experience_;
    queue::State state_;
};

model::Estimate exactly(std::ptrdiff_t count) {
    const int number = static_cast<int>(count);
    return {number, number, number};
}

base::Duration quantile(const std::vector<base::Duration>& sorted, double share) {
    return sorted[static_cast<std::size_t>(std::llround(share * static_cast<double>(sorted.size() - 1)))];
}

/// Measures what came, by the half hours of what was foreseen.
class Measure {
  public:
    explicit Measure(const model::HoursAhead& foreseen) : foreseen_(foreseen) {
        was_.at = foreseen.at;
        was_.days = foreseen.days;
    }

    /// Before the event is played.
    void observe(const queue::State& before, const model::Event& event) {
        while (!done() && event.at >= foreseen_.half_hours[place_].to)
            end_half_hour(before);
        if (event.kind == EventKind::TicketIssued)
            ++came_;
        const model::Ticket* ticket = before.ticket(event.ticket);
        if (event.kind != EventKind::TicketCalled || ticket == nullptr || !called_.insert(ticket->id).second)
            return;
        if (ticket->returns == 0 && ticket->waited == base::Duration::zero())
            waits_.push_back(event.at - std::max(ticket->since, ticket->entry));
    }

    bool done() const { return place_ == foreseen_.half_hours.size(); }
    const model::HoursAhead& was() const { return was_; }

  private:
    void end_half_hour(const queue::State& state) {
        model::HalfHourAhead half_hour = foreseen_.half_hours[place_++];
        half_hour.visitors = exactly(std::exchange(came_, 0));
        half_hour.waiting = exactly(std::ranges::count_if(state.tickets(), [](const auto& entry) {
            return entry.second.state == model::TicketState::Waiting;
        }));
        half_hour.counters = exactly(std::ranges::count_if(state.desks(), [](const auto& entry) {
            return entry.second.status.state == model::CounterState::Open;
        }));
        std::ranges::sort(waits_);
        half_hour.wait = waits_.empty() ? model::Foreseen{}
                                        : model::Foreseen{quantile(waits_, 0.1), quantile(waits_, 0.5),
                                                          quantile(waits_, 0.9)};
        waits_.clear();
        was_.half_hours.push_back(half_hour);
    }

    const model::HoursAhead& foreseen_;
    model::HoursAhead was_;
    std::size_t place_ = 0;
    int came_ = 0;
    std::set<model::TicketId> called_;
    std::vector<base::Duration> waits_;
};

void check_counters(const model::Hall& hall, const std::vector<model::CounterId>& counters) {
    for (const model::CounterId counter : counters)
        if (model::find(hall.counters, counter) == nullptr)
            throw InputError(fmt::format("the hall has no counter {}", counter.value));
}

model::HoursAhead foresee(const Player& player, const model::WhatIf& what_if, WallTime at) {
    const auto experience = forecast::with_preset(player.experience(), what_if.preset);
    if (!experience)
        throw InputError(fmt::format("there is no preset '{}'", what_if.preset));
    forecast::Scene scene = forecast::scene_of(player.state(), *experience, at, player.midnight());
    forecast::change(scene, what_if);
    return forecast::look_hours_ahead(scene, *experience);
}

} // namespace

Foreseen look_ahead(const AheadOptions& options) {
    const model::Hall hall = read_hall_of_days(options.config);
    check_counters(hall, options.what_if.open);
    check_counters(hall, options.what_if.close);
    store::Reader journal = journal_in(options.journal);
    const int day = day_of(journal, options.day, Unfinished::Allowed);
    const std::uint64_t end = journal.last_seq() + 1;
    const base::Zone zone(hall.zone);
    const WallTime at = options.at.empty()
                            ? journal.read(journal.first_of_day(day + 1) - 1, end, 1).front().at
                            : moment_on(day, options.at, zone);

    Player player(hall);
    Foreseen foreseen{hall.zone, {}, {}};
    std::optional<Measure> measure;
    for (std::uint64_t from = journal.first_of_day(base::add_days(day, -kDaysToLearn)); from < end;) {
        const auto events = journal.read(from, end, kPage);
        for (const model::Event& event : events) {
            if (event.at > at && !measure) {
                foreseen.ahead = foresee(player, options.what_if, at);
                measure.emplace(foreseen.ahead);
            }
            if (measure) {
                measure->observe(player.state(), event);
                if (measure->done())
                    break;
            }
            player.play(event);
        }
        if (measure && measure->done())
            break;
        from = events.back().seq + 1;
    }
    if (!measure)
        foreseen.ahead = foresee(player, options.what_if, at);
    else if (options.what_if == model::WhatIf{} && !measure->was().half_hours.empty())
        foreseen.was = measure->was();
    return foreseen;
}

std::string to_text(const Foreseen& foreseen) {
    const base::Zone zone(foreseen.zone);
    std::string text = model::table_of(foreseen.ahead, zone);
    if (foreseen.was)
        text += "\nAs it was:\n" + model::half_hours_of(*foreseen.was, zone);
    return text;
}

std::string to_json(const Foreseen& foreseen) {
    return fmt::format("{{\"foreseen\":{},\"was\":{}}}", wire::to_json(foreseen.ahead),
                       foreseen.was ? wire::to_json(*foreseen.was) : "null");
}

} // namespace lab
