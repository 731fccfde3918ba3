#include "shared/queue/decider.h"
#include "shared/queue/notices.h"

#include <algorithm>

namespace queue {

using model::Event;
using model::EventKind;

std::vector<Event> roll_over(const State& state, const Now& now) {
    std::vector<Event> events;
    const auto add = [&](EventKind kind, int day) -> Event& {
        Event event;
        event.seq = state.seq() + events.size() + 1;
        event.at = std::max(now.time, state.now());
        event.kind = kind;
        event.day = day;
        return events.emplace_back(std::move(event));
    };
    end_everything(state, [&](EventKind kind) -> Event& { return add(kind, state.day()); });
    add(EventKind::DayBegan, now.day);
    // An alarm outlives the day. It is journalled again, for the hall replays its last days only.
    if (const auto& alarm = state.alarm()) {
        Event& raised = add(EventKind::AlarmRaised, now.day);
        raised.value = static_cast<int>(alarm->kind);
        raised.note = write_notices({alarm->text});
        raised.entry = alarm->since;
    }
    return events;
}

} // namespace queue
