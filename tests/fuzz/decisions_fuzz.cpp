#include "shared/base/file.h"
#include "shared/base/zone.h"
#include "shared/config/hall_config.h"
#include "shared/queue/decide.h"
#include "shared/queue/state.h"
#include "shared/queue/update.h"
#include "shared/wire/codec.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace {

void expect(bool truth) {
    if (!truth)
        std::abort();
}

const model::Hall& hall() {
    static const model::Hall parsed =
        config::parse_hall(base::read_file(base::assets_folder() / "hall/hall.toml"));
    return parsed;
}

constexpr auto kDevice = "web";

/// What the hall adds to a command: which device sent it, whether the pass is right (here one without a PIN),
/// and the token of a ticket that is made.
void complete(model::Command& command, const std::string& token) {
    if (auto* take = std::get_if<model::TakeTicket>(&command))
        take->token = token;
    if (auto* over = std::get_if<model::HandOver>(&command))
        over->token = token;
    std::visit(
        [](auto& kind) {
            if constexpr (requires { kind.device; })
                kind.device = {kDevice};
            if constexpr (requires { kind.pass; })
                kind.pass.proof = kind.pass.pin.empty() ? model::Proof::Shown : model::Proof::Failed;
        },
        command);
}

/// Without what never leaves the hall.
model::Event told_of(model::Event event) {
    event.person.clear();
    event.token.clear();
    event.foreseen.reset();
    return event;
}

/// A day of the demonstration's hall. Every event fits onto the wire, and the day's events make the same
/// state.
class Day {
  public:
    Day() : state_(hall()) { carry_out(queue::roll_over(state_, now())); }

    void wait(base::Duration some) {
        time_ += some;
        carry_out(queue::watch(state_, now()));
    }
    void ask(wire::TimedCommand asked) {
        complete(asked.command, std::to_string(++asked_));
        const auto decision =
            asked.by.value.empty()
                ? queue::decide(state_, asked.command, now())
                : queue::decide_ordered(state_, asked.command, {asked.by, {kDevice}, false}, now());
        carry_out(decision ? *decision : decision.error().events);
    }
    void look_back() const {
        queue::State again(hall());
        for (const model::Event& event : events_)
            queue::apply(again, event);
        expect(again == state_);
        expect(wire::decode_snapshot(wire::encode(queue::board(state_))).has_value());
    }

  private:
    queue::Now now() const {
        static const base::Zone zone(hall().zone);
        return queue::now_in(zone, time_, hall().roll_over_hour);
    }
    void carry_out(const std::vector<model::Event>& events) {
        for (const model::Event& event : events) {
            expect(event.seq == state_.seq() + 1);
            const auto told = wire::decode_event(wire::encode(event));
            expect(told && *told == told_of(event));
            queue::apply(state_, event);
            expect(wire::decode_update(wire::encode(queue::after(state_, event))).has_value());
            events_.push_back(event);
        }
    }

    queue::State state_;
    base::WallTime time_{std::chrono::hours(24 * 20514 + 1)}; // 2 March 2026, nine in the morning in Shanghai
    std::vector<model::Event> events_;
    int asked_ = 0; ///< also the token of the ticket that the command makes
};

} // namespace

// Messages to the hall, each after a byte with its length and one with the half minutes before it: whatever
// they ask for, decided, written down and told.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    Day day;
    while (size >= 2) {
        const std::size_t length = std::min<std::size_t>(bytes[0], size - 2);
        day.wait(std::chrono::seconds(30 * bytes[1]));
        const std::string_view body(reinterpret_cast<const char*>(bytes) + 2, length);
        if (const auto asked = wire::decode_timed_command(body))
            day.ask(*asked);
        bytes += 2 + length;
        size -= 2 + length;
    }
    day.look_back();
    return 0;
}
