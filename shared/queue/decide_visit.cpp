#include "shared/queue/decider.h"

#include <algorithm>

namespace queue {

using model::CounterState;
using model::EventKind;
using model::Refusal;
using model::Ticket;
using model::TicketState;

namespace {

constexpr int kLastDay = 9999'12'31;

} // namespace

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

void Decider::finish(const Visit& visit, const model::FinishService& how) {
    const model::CounterId counter = visit.desk->status.id;
    if (visit.ticket->state == TicketState::Called)
        add(EventKind::ServiceStarted, *visit.ticket).counter = counter;
    model::Event& finished = add(EventKind::ServiceFinished, *visit.ticket);
    finished.counter = counter;
    finished.clerk = visit.desk->status.clerk;
    finished.reason = how.outcome;
    finished.value = how.due;
    finished.count = bits_of(*visit.ticket, how.missing).value_or(0);
    finished.note = how.note;
}

std::optional<int> Decider::bits_of(const Ticket& ticket, const std::vector<int>& documents) const {
    const model::Service* service = model::find(hall_.services, ticket.service);
    return document_bits(documents, service == nullptr ? 0 : service->documents.size());
}

/// Whom the clerk asks for: somebody who waits, or who was set aside and may come back here.
std::expected<const Ticket*, Refused> Decider::wanted_by(const model::CallTicket& command) const {
    if (!command.ticket) {
        const auto next = state_.next_for(command.counter, now_.time);
        if (!next)
            return refuse(Refusal::NobodyWaiting);
        return state_.ticket(*next);
    }
    const Ticket* wanted = state_.ticket(*command.ticket);
    if (wanted == nullptr)
        return refuse(Refusal::UnknownTicket);
    if (wanted->state != TicketState::Waiting && wanted->state != TicketState::Parked)
        return refuse(Refusal::TicketNotWaiting);
    const bool anywhere =
        wanted->state == TicketState::Parked && wanted->parking == model::Parking::WithoutPapers;
    if (!can_serve(state_, command.counter, wanted->service) ||
        (!anywhere && wanted->counter && *wanted->counter != command.counter))
        return refuse(Refusal::NotServedHere);
    return wanted;
}

Decision Decider::operator()(const model::CallTicket& command) {
    if (!acceptable(command.reason))
        return refuse(Refusal::BadRequest, "the reason is too long or not plain text");
    const auto desk = open_desk(command.counter);
    if (!desk)
        return std::unexpected(desk.error());
    if (state_.evacuated())
        return refuse(Refusal::HallEvacuated);
    const auto wanted = wanted_by(command);
    if (!wanted)
        return std::unexpected(wanted.error());

    if (const auto present = visit_at(command.counter))
        finish(*present, {});
    const bool parked = (*wanted)->state == TicketState::Parked;
    if (parked) {
        model::Event& returned = add(EventKind::TicketReturned, **wanted);
        returned.entry = now_.time - (*wanted)->waited;
        returned.target = command.counter;
    }
    model::Event& called = add(EventKind::TicketCalled, **wanted);
    called.counter = command.counter;
    called.clerk = (*desk)->status.clerk;
    called.service = (*wanted)->service;
    called.channel = (*wanted)->channel;
    if (command.ticket)
        called.reason = parked ? kWoken : kPicked;
    called.note = command.reason;
    return std::move(events_);
}

Decision Decider::operator()(const model::RecallTicket& command) {
    const auto visit = visit_at(command.counter);
    if (!visit)
        return std::unexpected(visit.error());
    if (visit->ticket->state != TicketState::Called)
        return refuse(Refusal::AlreadyStarted);
    if (state_.evacuated())
        return refuse(Refusal::HallEvacuated);
    model::Event& recalled = add(EventKind::TicketRecalled, *visit->ticket);
    recalled.counter = command.counter;
    recalled.clerk = visit->desk->status.clerk;
    return std::move(events_);
}

Decision Decider::operator()(const model::StartService& command) {
    const auto visit = visit_at(command.counter);
    if (!visit)
        return std::unexpected(visit.error());
    if (visit->ticket->state != TicketState::Called)
        return refuse(Refusal::AlreadyStarted);
    model::Event& started = add(EventKind::ServiceStarted, *visit->ticket);
    started.counter = command.counter;
    started.clerk = visit->desk->status.clerk;
    return std::move(events_);
}

Decision Decider::operator()(const model::FinishService& command) {
    if (!acceptable(command.outcome) || !acceptable(command.note))
        return refuse(Refusal::BadRequest, "the outcome or the note is too long or not plain text");
    if (command.due != 0 && (command.due < state_.day() || command.due > kLastDay))
        return refuse(Refusal::BadRequest, "the due day lies in the past");
    const auto visit = visit_at(command.counter);
    if (!visit)
        return std::unexpected(visit.error());
    if (!bits_of(*visit->ticket, command.missing))
        return refuse(Refusal::BadRequest, "the service has no such document");
    finish(*visit, command);
    return std::move(events_);
}

Decision Decider::operator()(const model::MarkNoShow& command) {
    const auto visit = visit_at(command.counter);
    if (!visit)
        return std::unexpected(visit.error());
    if (visit->ticket->state != TicketState::Called)
        return refuse(Refusal::AlreadyStarted);
    if (state_.evacuated())
        return refuse(Refusal::HallEvacuated); // who was called has left with everybody else
    const bool recalled = visit->ticket->calls > hall_.rules.no_show_recalls;
    if (!recalled || now_.time - visit->desk->called < hall_.rules.no_show_after)
        return refuse(Refusal::NoShowTooEarly);
    model::Event& missed = add(EventKind::TicketNoShow, *visit->ticket);
    missed.counter = command.counter;
    missed.clerk = visit->desk->status.clerk;
    return std::move(events_);
}

Decision Decider::operator()(const model::ParkTicket& command) {
    if (!acceptable(command.reason) || !acceptable(command.note))
        return refuse(Refusal::BadRequest, "the reason or the note is too long or not plain text");
    const auto visit = visit_at(command.counter);
    if (!visit)
        return std::unexpected(visit.error());
    const auto missing = bits_of(*visit->ticket, command.missing);
    if (!missing)
        return refuse(Refusal::BadRequest, "the service has no such document");
    model::Event& parked = add(EventKind::TicketParked, *visit->ticket);
    parked.counter = command.counter;
    parked.clerk = visit->desk->status.clerk;
    parked.reason = command.reason;
    parked.value = static_cast<int>(command.parking);
    parked.count = *missing;
    parked.note = command.note;
    return std::move(events_);
}

Decision Decider::operator()(const model::UndoStep& command) {
    const auto desk = open_desk(command.counter);
    if (!desk)
        return std::unexpected(desk.error());
    const auto& step = (*desk)->step;
    if (!step || now_.time - step->at > model::kUndoTime)
        return refuse(Refusal::NothingToUndo);
    model::Event& undone = add(EventKind::StepUndone, step->before);
    undone.counter = command.counter;
    undone.clerk = (*desk)->status.clerk;
    undone.value = static_cast<int>(step->kind);
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
