#include "shared/queue/decider.h"

#include <algorithm>

namespace queue {

using model::CounterState;
using model::EventKind;
using model::Refusal;
using model::Ticket;
using model::TicketState;

std::expected<const Desk*, Refused> Decider::open_desk(model::CounterId counter) const {
    const Desk* desk = state_.desk(counter);
    if (desk == nullptr)
        return refuse(Refusal::UnknownCounter);
    if (desk->status.state == CounterState::Closed)
        return refuse(Refusal::CounterNotOpen);
    if (desk->status.state == CounterState::Paused)
        return refuse(Refusal::CounterPaused);
    return desk;
}

std::expected<Decider::Visit, Refused> Decider::visit_at(model::CounterId counter) const {
    const auto desk = open_desk(counter);
    if (!desk)
        return std::unexpected(desk.error());
    const Ticket* ticket = (*desk)->status.ticket ? state_.ticket(*(*desk)->status.ticket) : nullptr;
    if (ticket == nullptr)
        return refuse(Refusal::NobodyAtCounter);
    return Visit{*desk, ticket};
}

void Decider::finish(const Visit& visit, const std::string& outcome) {
    const model::CounterId counter = visit.desk->status.id;
    if (visit.ticket->state == TicketState::Called)
        add(EventKind::ServiceStarted, *visit.ticket).counter = counter;
    model::Event& finished = add(EventKind::ServiceFinished, *visit.ticket);
    finished.counter = counter;
    finished.clerk = visit.desk->status.clerk;
    finished.reason = outcome;
}

Decision Decider::operator()(const model::CallTicket& command) {
    const auto desk = open_desk(command.counter);
    if (!desk)
        return std::unexpected(desk.error());
    const Ticket* wanted = nullptr;
    if (command.ticket) {
        wanted = state_.ticket(*command.ticket);
        if (wanted == nullptr)
            return refuse(Refusal::UnknownTicket);
        if (wanted->state != TicketState::Waiting)
            return refuse(Refusal::TicketNotWaiting);
        if (!can_serve(state_, command.counter, wanted->service) ||
            (wanted->counter && *wanted->counter != command.counter))
            return refuse(Refusal::NotServedHere);
    } else {
        const auto next = state_.next_for(command.counter, now_.time);
        if (!next)
            return refuse(Refusal::NobodyWaiting);
        wanted = state_.ticket(*next);
    }

    if (const auto present = visit_at(command.counter))
        finish(*present, {});
    model::Event& called = add(EventKind::TicketCalled, *wanted);
    called.counter = command.counter;
    called.clerk = (*desk)->status.clerk;
    called.service = wanted->service;
    called.channel = wanted->channel;
    if (command.ticket)
        called.reason = kPicked;
    return std::move(events_);
}

Decision Decider::operator()(const model::RecallTicket& command) {
    const auto visit = visit_at(command.counter);
    if (!visit)
        return std::unexpected(visit.error());
    if (visit->ticket->state != TicketState::Called)
        return refuse(Refusal::AlreadyStarted);
    add(EventKind::TicketRecalled, *visit->ticket).counter = command.counter;
    return std::move(events_);
}

Decision Decider::operator()(const model::StartService& command) {
    const auto visit = visit_at(command.counter);
    if (!visit)
        return std::unexpected(visit.error());
    if (visit->ticket->state != TicketState::Called)
        return refuse(Refusal::AlreadyStarted);
    add(EventKind::ServiceStarted, *visit->ticket).counter = command.counter;
    return std::move(events_);
}

Decision Decider::operator()(const model::FinishService& command) {
    if (!acceptable(command.outcome))
        return refuse(Refusal::BadRequest, "the outcome is too long or not plain text");
    const auto visit = visit_at(command.counter);
    if (!visit)
        return std::unexpected(visit.error());
    finish(*visit, command.outcome);
    return std::move(events_);
}

Decision Decider::operator()(const model::MarkNoShow& command) {
    const auto visit = visit_at(command.counter);
    if (!visit)
        return std::unexpected(visit.error());
    if (visit->ticket->state != TicketState::Called)
        return refuse(Refusal::AlreadyStarted);
    const bool recalled = visit->ticket->calls > hall_.rules.no_show_recalls;
    if (!recalled || now_.time - visit->desk->called < hall_.rules.no_show_after)
        return refuse(Refusal::NoShowTooEarly);
    model::Event& missed = add(EventKind::TicketNoShow, *visit->ticket);
    missed.counter = command.counter;
    missed.clerk = visit->desk->status.clerk;
    return std::move(events_);
}

Decision Decider::operator()(const model::ParkTicket& command) {
    if (!acceptable(command.reason))
        return refuse(Refusal::BadRequest, "the reason is too long or not plain text");
    const auto visit = visit_at(command.counter);
    if (!visit)
        return std::unexpected(visit.error());
    model::Event& parked = add(EventKind::TicketParked, *visit->ticket);
    parked.counter = command.counter;
    parked.clerk = visit->desk->status.clerk;
    parked.reason = command.reason;
    return std::move(events_);
}

std::expected<model::CounterId, Refused> Decider::target_of(const model::TransferTicket& command,
                                                            const model::ServiceId& service) const {
    if (!command.to_counter)
        return model::CounterId{};
    if (state_.desk(*command.to_counter) == nullptr)
        return refuse(Refusal::UnknownCounter);
    if (*command.to_counter == command.counter)
        return refuse(Refusal::BadRequest, "the visitor is at this counter already");
    if (!can_serve(state_, *command.to_counter, service))
        return refuse(Refusal::NotServedHere);
    return *command.to_counter;
}

Decision Decider::operator()(const model::TransferTicket& command) {
    if (!acceptable(command.note))
        return refuse(Refusal::BadRequest, "the note is too long or not plain text");
    if (!command.to_service && !command.to_counter)
        return refuse(Refusal::BadRequest, "a transfer goes to a service or to a counter");
    const auto visit = visit_at(command.counter);
    if (!visit)
        return std::unexpected(visit.error());
    const model::ServiceId service = command.to_service.value_or(visit->ticket->service);
    if (model::find(hall_.services, service) == nullptr)
        return refuse(Refusal::UnknownService);
    const auto target = target_of(command, service);
    if (!target)
        return std::unexpected(target.error());

    model::Event& transferred = add(EventKind::TicketTransferred, *visit->ticket);
    transferred.counter = command.counter;
    transferred.clerk = visit->desk->status.clerk;
    transferred.target = *target;
    transferred.service = service;
    transferred.entry = now_.time - visit->ticket->waited;
    transferred.note = command.note;
    return std::move(events_);
}

} // namespace queue
