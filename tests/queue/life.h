#pragma once

#include "shared/queue/bounds.h"
#include "tests/queue/day.h"
#include "tests/queue/random_hall.h"

#include <optional>
#include <ostream>
#include <vector>

#include <rapidcheck.h>

namespace support {

/// What a clerk or visitor does, as plain numbers, so that rapidcheck can shrink it.
struct Deed {
    int what = 0;
    int whom = 0;
    int counter = 0;
    int seconds = 0; ///< after the one before
};

void showValue(const Deed& deed, std::ostream& out);
rc::Gen<std::vector<Deed>> any_deeds();

/// The deed as a command that makes sense, more often than not, in this state.
model::Command command(const Deed& deed, const queue::State& state);

/// The call that the rule made among these events; none when somebody was picked, or nobody called.
const model::Event* call_by_the_rule(const std::vector<model::Event>& events);

/// Whom a counter may call, by the letter of the rule: slowly, over all tickets, with nothing of the
/// product's but the state.
class Reach {
  public:
    Reach(const queue::State& state, model::CounterId counter, base::WallTime now);

    bool covers(const model::Ticket& ticket) const;

  private:
    model::CounterId counter_;
    base::WallTime now_;
    std::vector<model::ServiceId> services_; ///< its own, and those with which it helps out now
    std::vector<model::ServiceId> all_;      ///< those with which it may ever help, too
};

const model::Channel& class_of(const queue::State& state, const model::Ticket& ticket);

/// Opens all counters and lives the deeds; `look` sees the state before each command that was carried out,
/// its events, the command and the day. Holds for every command: deciding changes nothing, a refused one
/// neither, and the running self-check has nothing to say.
template <typename Look>
Day live(const model::Hall& hall, const std::vector<Deed>& deeds, Look look) {
    Day day(hall);
    for (const model::Counter& counter : hall.counters)
        day.open(counter.id.value);
    for (const Deed& deed : deeds) {
        day.advance(std::chrono::seconds(deed.seconds));
        const queue::State before = day.state();
        const model::Command asked = command(deed, before);
        const auto decision = day.decide(asked);
        RC_ASSERT(day.state() == before);
        if (!decision) {
            if (decision.error().refusal == model::Refusal::NobodyWaiting)
                RC_ASSERT(!queue::check_idle(before, std::get<model::CallTicket>(asked).counter,
                                             std::max(day.now().time, before.now())));
            continue;
        }
        day.must(asked);
        if (const auto* call = call_by_the_rule(*decision))
            RC_ASSERT(!queue::check_call(before, *call));
        look(before, *decision, asked, day);
    }
    return day;
}

inline constexpr auto kNothing = [](const auto&...) {};

} // namespace support
