#include "shared/queue/decider.h"

#include "shared/base/text.h"
#include "shared/model/appointment_code.h"

#include <fmt/format.h>

#include <algorithm>

namespace queue {

using model::EventKind;
using model::Refusal;
using model::Ticket;
using model::TicketState;
using model::Verification;

namespace {

constexpr int kNumbersADay = 99'999; ///< of one letter
constexpr std::size_t kTicketsADay = 100'000;
constexpr std::size_t kLanguageLimit = 35; ///< BCP 47's longest sensible tag
constexpr std::size_t kReasonsLimit = 10;
constexpr std::size_t kMarkLimit = 64;
constexpr int kOldest = 150;

const model::Channel* booking_channel(const model::Hall& hall) {
    const auto found = std::ranges::find(hall.channels, Verification::Booking, &model::Channel::verification);
    return found == hall.channels.end() ? nullptr : &*found;
}

bool needs_approval(const model::Channel& channel, std::optional<int> age) {
    if (channel.verification == Verification::Age)
        return !age || *age < channel.least_age;
    return channel.verification == Verification::Staff || channel.emergency;
}

/// A token as the hall makes it, or a person's mark as a reader does: hexadecimal digits, or none at all.
bool is_mark(std::string_view text) {
    return text.size() <= kMarkLimit &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Waits, or may come back: its channel can still make a difference.
bool is_still_to_come(const Ticket& ticket) {
    return ticket.state == TicketState::Waiting || ticket.state == TicketState::Parked ||
           ticket.state == TicketState::NoShow;
}

} // namespace

std::expected<Decider::Entrance, Refused>
Decider::entrance_by_appointment(const model::TakeTicket& command) const {
    const model::Appointment* appointment = appointment_for(command);
    if (appointment == nullptr)
        return refuse(Refusal::UnknownAppointment);
    if (!command.service.value.empty() && command.service != appointment->service)
        return refuse(Refusal::AppointmentElsewhere, "it is for " + appointment->service.value);
    if (state_.appointment_used(model::code_key(appointment->code)))
        return refuse(Refusal::AppointmentUsed);

    const model::Channel* booking = booking_channel(hall_);
    const base::WallTime hour = now_.midnight + std::chrono::minutes(appointment->at);
    base::WallTime latest = hour + hall_.rules.appointment_grace;
    // Whose time fell into an evacuation is not late.
    if (const auto& cleared = state_.last_clearing();
        cleared && latest >= cleared->from && hour - hall_.rules.appointment_early <= cleared->until)
        latest = std::max(latest, cleared->until + hall_.rules.appointment_grace);
    if (booking != nullptr && now_.time <= latest)
        return Entrance{appointment->service,
                        booking->id,
                        {},
                        std::max(now_.time, hour - hall_.rules.appointment_early),
                        appointment->code};

    model::TakeTicket late = command; // the hour is missed: as anybody who comes now
    late.service = appointment->service;
    if (booking != nullptr && late.channel == booking->id)
        late.channel = {};
    auto entrance = entrance_by_claim(late);
    if (entrance)
        entrance->appointment = appointment->code;
    return entrance;
}

std::expected<Decider::Entrance, Refused> Decider::entrance_by_claim(const model::TakeTicket& command) const {
    const model::ChannelId ordinary = hall_.channels.front().id;
    if (command.channel.value.empty())
        return Entrance{command.service, ordinary, {}, now_.time};
    const model::Channel* channel = model::find(hall_.channels, command.channel);
    if (channel == nullptr)
        return refuse(Refusal::UnknownChannel);
    if (channel->verification == Verification::Booking)
        return refuse(Refusal::UnknownAppointment, "this channel needs an appointment's code");
    if (!command.reason.empty() && std::ranges::find(channel->reasons, command.reason,
                                                     &model::ClaimReason::id) == channel->reasons.end())
        return refuse(Refusal::BadRequest, "this channel has no such reason");
    if (needs_approval(*channel, command.age))
        return Entrance{command.service, ordinary, channel->id, now_.time};
    return Entrance{command.service, channel->id, {}, now_.time};
}

/// By its code or, where the channel is the one for bookings, by who came.
const model::Appointment* Decider::appointment_for(const model::TakeTicket& command) const {
    return command.appointment.empty() ? state_.appointment_of(command.person)
                                       : state_.appointment(command.appointment);
}

std::expected<Decider::Entrance, Refused> Decider::entrance(const model::TakeTicket& command) const {
    if (hall_.channels.empty())
        return refuse(Refusal::UnknownChannel, "the hall has no channels");
    if (!acceptable(command.appointment) || !acceptable(command.language, kLanguageLimit))
        return refuse(Refusal::BadRequest,
                      "the appointment's code or the language is too long or not plain text");
    if (!is_mark(command.person) || !is_mark(command.token) ||
        (command.age && (*command.age < 0 || *command.age > kOldest)))
        return refuse(Refusal::BadRequest, "this is no person's mark or no age");
    const model::Channel* booking = booking_channel(hall_);
    const bool booked = !command.appointment.empty() ||
                        (booking != nullptr && !command.person.empty() && command.channel == booking->id);
    auto entrance = booked ? entrance_by_appointment(command) : entrance_by_claim(command);
    if (entrance && model::find(hall_.services, entrance->service) == nullptr)
        return refuse(Refusal::UnknownService);
    return entrance;
}

std::optional<Refused> Decider::objection_to_person(const model::TakeTicket& command,
                                                    const model::ServiceId& service) const {
    if (command.person.empty())
        return std::nullopt;
    if (const Ticket* held = state_.held(command.person, service))
        return Refused{Refusal::AlreadyHolding, held->number};
    if (state_.tickets_of(command.person) >= hall_.rules.tickets_a_person)
        return Refused{Refusal::TooManyTickets, {}};
    return std::nullopt;
}

Decision Decider::operator()(const model::TakeTicket& command) {
    if (state_.evacuated())
        return refuse(Refusal::HallEvacuated);
    const auto entrance = this->entrance(command);
    if (!entrance)
        return std::unexpected(entrance.error());
    if (state_.day_ended() || !served_after_hours(entrance->service))
        return refuse(Refusal::HallClosed);
    const model::Service& service = *model::find(hall_.services, entrance->service);
    if (!in_hours(service))
        return refuse(Refusal::ServiceClosed);
    if (state_.is_paused(service.id, now_.time))
        return refuse(Refusal::ServiceClosed, "it takes nobody in for a while");
    if (auto objection = objection_to_person(command, service.id))
        return std::unexpected(std::move(*objection));
    int last = state_.last_number(service.letter);
    while (last < kNumbersADay && state_.is_leased(service.letter, last + 1))
        ++last;
    if (last >= kNumbersADay || state_.tickets().size() >= kTicketsADay)
        return refuse(Refusal::Overloaded, "all numbers of the day are given");

    model::Event& issued = add(EventKind::TicketIssued);
    issued.ticket = model::TicketId{state_.last_ticket().value + 1};
    issued.number = ticket_number(service.letter, last + 1);
    issued.service = entrance->service;
    issued.channel = entrance->channel;
    issued.declared = entrance->declared;
    issued.entry = entrance->entry;
    issued.language = command.language;
    if (issued.language.empty() && !hall_.languages.empty())
        issued.language = hall_.languages.front();
    issued.note = entrance->appointment;
    if (!entrance->declared.value.empty() || entrance->channel != hall_.channels.front().id)
        issued.reason = command.reason;
    issued.person = command.person;
    issued.token = command.token;
    return std::move(events_);
}

/// With papers at a counter, back to it; should it have closed meanwhile, to any.
model::CounterId Decider::counter_of_papers(const Ticket& ticket) const {
    if (ticket.parking == model::Parking::WithoutPapers || !ticket.counter)
        return {};
    const Desk* desk = state_.desk(*ticket.counter);
    const bool open = desk != nullptr && desk->status.state != model::CounterState::Closed;
    return open && can_serve(state_, *ticket.counter, ticket.service) ? *ticket.counter : model::CounterId{};
}

/// A ticket by its id, or by the token that stands on its paper.
const Ticket* Decider::ticket_of(model::TicketId id, const std::string& token) const {
    const Ticket* ticket = token.empty() ? state_.ticket(id) : state_.by_token(token);
    return ticket != nullptr && id != model::TicketId{} && ticket->id != id ? nullptr : ticket;
}

Decision Decider::operator()(const model::ReturnTicket& command) {
    const Ticket* ticket = ticket_of(command.ticket, command.token);
    if (ticket == nullptr)
        return refuse(Refusal::UnknownTicket);
    if (ticket->state == TicketState::Parked) {
        if (!command.token.empty() && ticket->parking != model::Parking::WithoutPapers)
            return refuse(Refusal::TicketNotParked, "its counter calls it");
        model::Event& returned = add(EventKind::TicketReturned, *ticket);
        returned.entry = now_.time - ticket->waited;
        returned.target = counter_of_papers(*ticket);
        return std::move(events_);
    }
    if (ticket->state != TicketState::NoShow)
        return refuse(Refusal::TicketNotParked);
    if (ticket->returns >= hall_.rules.returns)
        return refuse(Refusal::TooManyReturns);
    add(EventKind::TicketReturned, *ticket).entry =
        std::min(now_.time, ticket->entry + hall_.rules.no_show_penalty);
    return std::move(events_);
}

std::expected<const Ticket*, Refused> Decider::pending(model::TicketId id) const {
    const Ticket* ticket = state_.ticket(id);
    if (ticket == nullptr)
        return refuse(Refusal::UnknownTicket);
    if (ticket->approval != model::Approval::Pending || !ticket->declared || !is_still_to_come(*ticket))
        return refuse(Refusal::ApprovalNotPending);
    return ticket;
}

/// Going before everybody is somebody's decision, with a reason, and rare; a supervisor may go beyond.
std::optional<Refused> Decider::objection_to_emergency(const model::ApproveTicket& command) const {
    const bool overrides = command.reason.starts_with(kOverride);
    const std::string_view reason = std::string_view(command.reason).substr(overrides ? kOverride.size() : 0);
    if (command.clerk.value.empty())
        return Refused{Refusal::BadRequest, "approving an emergency needs the clerk who approves it"};
    if (base::trim(reason).empty())
        return Refused{Refusal::BadRequest, "approving an emergency needs a reason"};
    const int waiting = state_.emergencies_waiting();
    if (waiting < hall_.rules.emergencies_waiting || overrides)
        return std::nullopt;
    return Refused{
        Refusal::TooManyEmergencies,
        fmt::format("{} of them; a supervisor may approve one more, for a reason that begins with {}",
                    waiting, kOverride)};
}

Decision Decider::operator()(const model::ApproveTicket& command) {
    if (!acceptable(command.reason) || !acceptable(command.clerk.value))
        return refuse(Refusal::BadRequest, "the reason or the clerk is too long or not plain text");
    const auto ticket = pending(command.ticket);
    if (!ticket)
        return std::unexpected(ticket.error());
    const model::Channel* channel = model::find(hall_.channels, *(*ticket)->declared);
    if (channel == nullptr)
        return refuse(Refusal::UnknownChannel);
    if (channel->emergency)
        if (auto objection = objection_to_emergency(command))
            return std::unexpected(std::move(*objection));

    model::Event& approved = add(EventKind::TicketApproved, **ticket);
    approved.channel = channel->id;
    approved.clerk = command.clerk;
    approved.reason = command.reason;
    approved.entry = channel->emergency ? now_.time : (*ticket)->entry;
    return std::move(events_);
}

Decision Decider::operator()(const model::RejectTicket& command) {
    if (!acceptable(command.reason) || !acceptable(command.clerk.value))
        return refuse(Refusal::BadRequest, "the reason or the clerk is too long or not plain text");
    const auto ticket = pending(command.ticket);
    if (!ticket)
        return std::unexpected(ticket.error());
    model::Event& rejected = add(EventKind::TicketRejected, **ticket);
    rejected.clerk = command.clerk;
    rejected.reason = command.reason;
    return std::move(events_);
}

Decision Decider::operator()(const model::RateTicket& command) {
    const Ticket* ticket = ticket_of(command.ticket, command.token);
    if (ticket == nullptr)
        return refuse(Refusal::UnknownTicket);
    if (command.score < 1 || command.score > 5)
        return refuse(Refusal::BadRequest, "a score is 1, 2, 3, 4 or 5");
    if (ticket->state != TicketState::Finished)
        return refuse(Refusal::NotFinished);
    if (ticket->rated)
        return refuse(Refusal::AlreadyRated);
    if (!std::ranges::all_of(command.aspects, [](int mark) { return 0 <= mark && mark <= 5; }))
        return refuse(Refusal::BadRequest, "an aspect's mark is 1, 2, 3, 4 or 5");
    if (command.reasons.size() > kReasonsLimit)
        return refuse(Refusal::BadRequest, "too many reasons");
    if (!std::ranges::all_of(command.reasons, [](const auto& reason) { return acceptable(reason); }))
        return refuse(Refusal::BadRequest, "a reason is too long or not plain text");

    model::Event& rated = add(EventKind::TicketRated, *ticket);
    rated.value = command.score;
    rated.reason = fmt::format("{}", fmt::join(command.reasons, "; "));
    for (const int mark : command.aspects)
        rated.count = 10 * rated.count + mark;
    if (command.score <= model::kLowRating)
        open_follow_up(ticket, model::FollowUpCause::Rating);
    return std::move(events_);
}

Decision Decider::operator()(const model::CancelTicket& command) {
    const Ticket* ticket = ticket_of(command.ticket, command.token);
    if (ticket == nullptr)
        return refuse(Refusal::UnknownTicket);
    if (!is_still_to_come(*ticket))
        return refuse(Refusal::TicketNotWaiting);
    add(EventKind::TicketCancelled, *ticket);
    return std::move(events_);
}

/// Only its own place is given away: nobody else's clock moves.
Decision Decider::operator()(const model::YieldPlace& command) {
    const Ticket* own = ticket_of(command.ticket, command.token);
    if (own == nullptr)
        return refuse(Refusal::UnknownTicket);
    if (own->state != TicketState::Waiting)
        return refuse(Refusal::TicketNotWaiting);
    if (own->yields >= model::kMostYields)
        return refuse(Refusal::TooManyYields);
    std::vector<Place> behind;
    for (const auto& [id, other] : state_.tickets())
        if (other.state == TicketState::Waiting && other.service == own->service &&
            other.channel == own->channel && other.counter == own->counter && other.entry <= now_.time &&
            Place{own->entry, own->id} < Place{other.entry, id})
            behind.push_back({other.entry, id});
    if (behind.empty())
        return refuse(Refusal::NobodyBehind);
    std::ranges::sort(behind);
    const std::size_t passed = std::min<std::size_t>(behind.size(), model::kYieldTo);
    model::Event& yielded = add(EventKind::PlaceYielded, *own);
    yielded.entry = behind[passed - 1].entry + base::Duration(1);
    yielded.count = own->yields + 1;
    return std::move(events_);
}

Decision Decider::operator()(const model::ReclassTicket& command) {
    if (!acceptable(command.reason) || !acceptable(command.clerk.value))
        return refuse(Refusal::BadRequest, "the reason or the clerk is too long or not plain text");
    const Ticket* ticket = state_.ticket(command.ticket);
    if (ticket == nullptr)
        return refuse(Refusal::UnknownTicket);
    const model::Channel* channel = model::find(hall_.channels, command.channel);
    if (channel == nullptr)
        return refuse(Refusal::UnknownChannel);
    if (!is_still_to_come(*ticket))
        return refuse(Refusal::TicketNotWaiting);
    if (channel->emergency)
        return refuse(Refusal::BadRequest,
                      "nobody is re-classed as an emergency: an emergency is declared and then approved");
    if (command.reason.empty())
        return refuse(Refusal::BadRequest, "re-classing a ticket needs a reason");
    if (channel->id == ticket->channel)
        return std::move(events_);

    model::Event& reclassed = add(EventKind::TicketReclassed, *ticket);
    reclassed.channel = channel->id;
    reclassed.entry = ticket->entry; // no loss, no gain
    reclassed.clerk = command.clerk;
    reclassed.reason = command.reason;
    return std::move(events_);
}

} // namespace queue
