#include "shared/queue/bounds.h"

#include "shared/queue/decide.h"
#include "shared/queue/reach.h"
#include "shared/queue/rule.h"

#include <fmt/format.h>

#include <array>

namespace queue {

namespace {

using model::Ticket;

/// Visits the oldest ticket of every line that the counter may call from now.
template <typename Visit>
void visit_heads(const State& state, model::CounterId counter, base::WallTime now, Visit visit) {
    const auto visit_oldest = [&](const Lines::Line& line) {
        if (line.empty())
            return;
        const Ticket* ticket = state.ticket(line.begin()->id);
        if (ticket != nullptr && may_call(state, counter, *ticket, now))
            visit(*ticket);
    };
    const Lines& lines = state.lines();
    for (std::size_t service = 0; service < state.hall().services.size(); ++service)
        for (std::size_t channel = 0; channel < lines.channels(); ++channel)
            visit_oldest(lines.line(service, channel));
    if (const auto own = lines.own().find(counter); own != lines.own().end())
        for (const Lines::Line& line : own->second)
            visit_oldest(line);
}

/// One call against one ticket that the counter might have called instead.
class Comparison {
  public:
    Comparison(const State& state, const Ticket& called, base::WallTime now)
        : called_(called), channel_(channel_of(state, called)), state_(state), now_(now) {}

    std::optional<Violation> against(const Ticket& other) const {
        if (other.id == called_.id)
            return std::nullopt;
        const base::Duration later = called_.entry - other.entry;
        const auto violation = [&](Bound bound, std::optional<base::Duration> allowed = std::nullopt) {
            return Violation{bound, called_.id, other.id, later, allowed};
        };
        const model::Channel& passed = channel_of(state_, other);
        const Place ours{called_.entry, called_.id};
        const Place theirs{other.entry, other.id};
        if (&passed == &channel_ && other.service == called_.service && theirs < ours)
            return violation(Bound::Fifo);
        if (!channel_.emergency && !passed.emergency && later > base::Duration::zero()) {
            if (const auto most = furthest(passed); most && later > *most)
                return violation(Bound::Cap, most);
            if (const auto most = window(passed, other); most && later > *most)
                return violation(Bound::Window, most);
        }
        if (rank(passed, theirs, now_) < rank(channel_, ours, now_))
            return violation(Bound::Order);
        return std::nullopt;
    }

  private:
    static bool is_ordinary(const model::Channel& channel) {
        return channel.head_start == base::Duration::zero() && channel.multiplier == 1000 && !channel.cap;
    }

    /// F3: by how much a ticket of the called one's channel may ever have entered later than an ordinary one.
    std::optional<base::Duration> furthest(const model::Channel& passed) const {
        if (!is_ordinary(passed))
            return std::nullopt;
        if (channel_.multiplier <= 1000)
            return channel_.cap ? std::min(*channel_.cap, channel_.head_start) : channel_.head_start;
        return channel_.cap;
    }

    /// F2: the same after the wait that the ordinary one has had; rounded up, never stricter than the rule.
    std::optional<base::Duration> window(const model::Channel& passed, const Ticket& other) const {
        if (!is_ordinary(passed))
            return std::nullopt;
        const std::int64_t wait = (now_ - other.entry).count();
        const std::int64_t gained = channel_.head_start.count() * 1000 + (channel_.multiplier - 1000) * wait;
        return base::Duration((gained + channel_.multiplier - 1) / channel_.multiplier);
    }

    const Ticket& called_;
    const model::Channel& channel_;
    const State& state_;
    base::WallTime now_;
};

std::string_view name(Bound bound) {
    constexpr std::array<std::string_view, 5> kNames{"F1", "F3", "F2", "F7", "order"};
    return kNames.at(static_cast<std::size_t>(bound));
}

std::string number(const State& state, model::TicketId id) {
    const Ticket* ticket = state.ticket(id);
    return ticket == nullptr ? "nobody" : ticket->number;
}

} // namespace

std::optional<Violation> check_call(const State& before, const model::Event& call) {
    const Ticket* called = before.ticket(call.ticket);
    if (is_out_of_turn(call.reason) || before.hall().channels.empty())
        return std::nullopt;
    if (called == nullptr || !may_call(before, call.counter, *called, call.at)) {
        Violation violation{Bound::Work, call.ticket, {}, {}, {}};
        if (const auto idle = check_idle(before, call.counter, call.at))
            violation.passed = idle->passed;
        return violation;
    }
    const Comparison comparison(before, *called, call.at);
    std::optional<Violation> found;
    visit_heads(before, call.counter, call.at, [&](const Ticket& other) {
        // The gravest is told: the bounds stand in that order, and each implies the last.
        if (const auto violation = comparison.against(other);
            violation && (!found || violation->bound < found->bound))
            found = violation;
    });
    return found;
}

std::optional<Violation> check_idle(const State& state, model::CounterId counter, base::WallTime now) {
    std::optional<Violation> found;
    visit_heads(state, counter, now, [&](const Ticket& waiting) {
        if (!found)
            found = Violation{Bound::Work, {}, waiting.id, {}, {}};
    });
    return found;
}

std::string describe(const State& state, const Violation& violation) {
    const std::string called = number(state, violation.called);
    const std::string passed = number(state, violation.passed);
    if (violation.called == model::TicketId{})
        return fmt::format("F7: a counter was told that nobody waits; {} waits for it", passed);
    if (violation.bound == Bound::Work)
        return fmt::format("F7: {} was called by a counter that may not call it now; {} waits for it", called,
                           passed);
    std::string text =
        fmt::format("{}: {} was called before {} and had entered {} s later", name(violation.bound), called,
                    passed, std::chrono::duration_cast<std::chrono::seconds>(violation.later).count());
    if (violation.allowed)
        text += fmt::format("; {} s are allowed",
                            std::chrono::duration_cast<std::chrono::seconds>(*violation.allowed).count());
    return text;
}

} // namespace queue
