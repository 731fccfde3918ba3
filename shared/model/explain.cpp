#include "shared/model/explain.h"

#include "shared/model/msgid.h"

#include <fmt/format.h>

namespace model {

namespace {

/// Credit is kept in thousandths of a millisecond; people speak of minutes.
std::string credited_minutes(std::int64_t credit) {
    return fmt::format("{:.1f}", static_cast<double>(credit) / 60'000'000.0);
}

std::string minutes(base::Duration duration) {
    return std::to_string(std::chrono::round<std::chrono::minutes>(duration).count());
}

/// A promise is rounded to the careful side.
std::string promised_minutes(base::Duration duration) {
    return std::to_string(std::chrono::ceil<std::chrono::minutes>(duration).count());
}

/// "2.5" for 2500, "3" for 3000.
std::string times(int per_mille) {
    return fmt::format("{}", per_mille / 1000.0);
}

class Teller {
  public:
    Teller(const Explanation& explanation, const Audience& audience) : it_(explanation), to_(audience) {}

    std::vector<Sentence> all() {
        lines_.push_back(own());
        const bool by_the_rule = !it_.picked && !it_.emergency;
        if (by_the_rule && it_.entry <= it_.as_of)
            tell_credit();
        for (const ClockChange& change : it_.clock)
            lines_.push_back(told(change));
        for (const Overtaking& other : it_.passed_by)
            lines_.push_back(told(other));
        if (it_.ahead)
            lines_.push_back(before());
        if (by_the_rule && (it_.called_at || it_.state == TicketState::Waiting))
            tell_guarantee();
        return std::move(lines_);
    }

  private:
    std::string name(const ChannelId& id) const {
        const Channel* channel = find(to_.hall.channels, id);
        return channel == nullptr ? id.value : std::string(channel->name.in(to_.language));
    }

    std::string name(const ServiceId& id) const {
        const Service* service = find(to_.hall.services, id);
        return service == nullptr ? id.value : std::string(service->name.in(to_.language));
    }

    std::string clock(base::WallTime time) const { return to_.zone.clock(time); }

    Sentence own() const;
    void tell_credit();
    Sentence told(const ClockChange& change) const;
    Sentence told(const Overtaking& other) const;
    Sentence before() const;
    void tell_guarantee();

    const Explanation& it_;
    const Audience& to_;
    std::vector<Sentence> lines_;
};

Sentence Teller::own() const {
    const std::string& number = it_.number;
    const std::string waited = minutes(it_.waited);
    if (it_.called_at) {
        if (it_.picked)
            return {msgid("{1} was chosen by a member of staff after {2} minutes."), {number, waited}};
        if (it_.emergency)
            return {msgid("{1} was called as an approved emergency."), {number}};
        return {msgid("{1} was called after {2} minutes: its {3} credited minutes were the most of all whom "
                      "counter {4} could serve."),
                {number, waited, credited_minutes(it_.credit),
                 std::to_string(it_.counter.value_or(CounterId{}).value)}};
    }
    if (it_.state == TicketState::Cancelled)
        return {msgid("{1} was given back after {2} minutes of waiting."), {number, waited}};
    if (it_.state == TicketState::Expired)
        return {msgid("{1} had waited {2} minutes when the day ended."), {number, waited}};
    if (it_.emergency)
        return {msgid("{1} is an approved emergency: it goes before all others, in order of approval."),
                {number}};
    if (it_.entry > it_.as_of)
        return {msgid("{1} enters its queue at {2} and is not called before."), {number, clock(it_.entry)}};
    return {msgid("{1} has waited {2} minutes and has {3} credited minutes."),
            {number, waited, credited_minutes(it_.credit)}};
}

/// How the credit came about.
void Teller::tell_credit() {
    const Weights& weights = it_.weights;
    const bool starts = weights.head_start > base::Duration::zero();
    const std::string channel = name(it_.channel);
    const std::string start = minutes(weights.head_start);
    if (weights.multiplier == 1000)
        lines_.push_back(
            starts
                ? Sentence{msgid(
                               "Channel {1}: a head start of {2} minutes, and every minute of waiting counts "
                               "once."),
                           {channel, start}}
                : Sentence{msgid("Channel {1}: every minute of waiting counts once."), {channel}});
    else if (weights.multiplier == 2000)
        lines_.push_back(
            starts
                ? Sentence{msgid(
                               "Channel {1}: a head start of {2} minutes, and every minute of waiting counts "
                               "double."),
                           {channel, start}}
                : Sentence{msgid("Channel {1}: every minute of waiting counts double."), {channel}});
    else
        lines_.push_back(
            starts
                ? Sentence{msgid(
                               "Channel {1}: a head start of {2} minutes, and every minute of waiting counts "
                               "{3} times."),
                           {channel, start, times(weights.multiplier)}}
                : Sentence{msgid("Channel {1}: every minute of waiting counts {2} times."),
                           {channel, times(weights.multiplier)}});
    if (!weights.cap)
        return;
    const std::string cap = minutes(*weights.cap);
    lines_.push_back(
        it_.capped
            ? Sentence{msgid("The credit is at most {1} minutes above the wait itself, and has reached that "
                             "limit."),
                       {cap}}
            : Sentence{msgid("The credit is at most {1} minutes above the wait itself, and is still below "
                             "that limit."),
                       {cap}});
}

Sentence Teller::told(const ClockChange& change) const {
    const std::string at = clock(change.at);
    switch (change.how) {
    case ClockEvent::Appointment:
        return {msgid("It was taken at {1} for an appointment: its waiting clock begins at {2}."),
                {at, clock(change.entry)}};
    case ClockEvent::Transferred:
        return {msgid("At {1} it was transferred to {2}: its waiting clock went on from the {3} minutes it "
                      "had waited."),
                {at, name(change.service), minutes(change.by)}};
    case ClockEvent::SetAside:
        return {msgid("At {1} it came back from being set aside: its waiting clock went on from the {2} "
                      "minutes it had waited."),
                {at, minutes(change.by)}};
    case ClockEvent::Missed:
        return {msgid("At {1} it came back from a missed call: its waiting clock was set back by {2} "
                      "minutes."),
                {at, minutes(change.by)}};
    case ClockEvent::Approved:
        if (const Channel* channel = find(to_.hall.channels, change.channel);
            channel != nullptr && channel->emergency)
            return {msgid("At {1} staff approved it as an emergency."), {at}};
        return {msgid("At {1} staff approved the channel {2}: it counts from the first minute of waiting "
                      "on."),
                {at, name(change.channel)}};
    case ClockEvent::Yielded:
        return {
            msgid("At {1} its visitor let others go first: its waiting clock was set back by {2} minutes."),
            {at, minutes(change.by)}};
    case ClockEvent::Reclassed:
        break;
    }
    return {msgid("At {1} staff moved it into the channel {2}: its waiting clock did not change."),
            {at, name(change.channel)}};
}

Sentence Teller::told(const Overtaking& other) const {
    switch (other.how) {
    case Overtook::Emergency:
        return {msgid("{1} was called first: staff had approved an emergency."), {other.number}};
    case Overtook::Picked:
        return {msgid("{1} was called first: a member of staff chose it out of turn, which was recorded."),
                {other.number}};
    case Overtook::Credit:
        return {msgid("{1} came {2} minutes later and was called first: in the channel {3} it had {4} "
                      "credited minutes against {5}."),
                {other.number, minutes(other.came_later), name(other.channel), credited_minutes(other.credit),
                 credited_minutes(other.own_credit)}};
    case Overtook::EarlierEntry:
        break;
    }
    return {msgid("{1} was called first: its waiting clock was ahead."), {other.number}};
}

Sentence Teller::before() const {
    if (*it_.ahead == 0)
        return {msgid("As things stand, nobody is called before it."), {}};
    return {msgid("People called before it, as things stand: {1}."), {std::to_string(*it_.ahead)}};
}

/// What can be promised, and what not: emergencies and picks break no rule, but go before everybody.
void Teller::tell_guarantee() {
    if (!it_.guarantee) {
        lines_.push_back(
            {msgid("Not every channel of this hall has a limit, so there is no moment from which "
                   "on no new ticket can pass it."),
             {}});
        return;
    }
    const base::WallTime from = it_.entry + *it_.guarantee;
    if (it_.called_at)
        lines_.push_back(
            {msgid("Nobody who took a ticket more than {1} minutes after its waiting clock began "
                   "could be called before it at a counter for its matter."),
             {promised_minutes(*it_.guarantee)}});
    else if (it_.as_of >= from)
        lines_.push_back({msgid("No new ticket can pass it any more."), {}});
    else
        lines_.push_back(
            {msgid("From {1} on (after {2} minutes of waiting) no new ticket can pass it."),
             {clock(std::chrono::ceil<std::chrono::minutes>(from)), promised_minutes(*it_.guarantee)}});
    lines_.push_back(
        {msgid("Excepted are approved emergencies and tickets that staff choose out of turn; both "
               "are recorded."),
         {}});
}

} // namespace

std::vector<Sentence> sentences(const Explanation& explanation, const Audience& audience) {
    return Teller(explanation, audience).all();
}

} // namespace model
