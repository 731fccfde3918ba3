#include "shared/model/refusal.h"

namespace model {

std::string_view sentence(Refusal refusal) {
    switch (refusal) {
    case Refusal::None:
        return "Done.";
    case Refusal::UnknownService:
        return "We do not know this service. Please choose one from the list.";
    case Refusal::UnknownChannel:
        return "We do not know this channel. Please choose one from the list.";
    case Refusal::UnknownCounter:
        return "There is no counter with this number. Please check the number.";
    case Refusal::UnknownTicket:
        return "We cannot find this ticket today. Please check the number.";
    case Refusal::UnknownAppointment:
        return "We cannot find this appointment. Please check the code or take an ordinary ticket.";
    case Refusal::HallClosed:
        return "The hall is closed for today. Please come again on the next working day.";
    case Refusal::CounterNotOpen:
        return "This counter is not open. Please open it first.";
    case Refusal::CounterAlreadyOpen:
        return "This counter is already open.";
    case Refusal::CounterPaused:
        return "This counter is paused. Please resume it first.";
    case Refusal::CounterNotPaused:
        return "This counter is not paused.";
    case Refusal::NobodyWaiting:
        return "Nobody is waiting for this counter.";
    case Refusal::NobodyAtCounter:
        return "Nobody is at this counter. Please call the next visitor first.";
    case Refusal::NotServedHere:
        return "This counter does not serve that matter. Please choose another counter.";
    case Refusal::TicketNotWaiting:
        return "This ticket is not waiting.";
    case Refusal::TicketNotParked:
        return "This ticket is not set aside.";
    case Refusal::AlreadyStarted:
        return "The service of this visitor has already begun.";
    case Refusal::NoShowTooEarly:
        return "Please call the visitor once more and wait a little before marking a no-show.";
    case Refusal::TooManyReturns:
        return "This ticket was missed too often. Please take a new ticket.";
    case Refusal::ApprovalNotPending:
        return "This ticket does not wait for an approval.";
    case Refusal::TooManyEmergencies:
        return "Enough approved emergencies are waiting already. Please ask a supervisor.";
    case Refusal::AlreadyRated:
        return "This visit has been rated already. Thank you.";
    case Refusal::NotFinished:
        return "A visit can be rated once it is finished.";
    case Refusal::VisitorsStillWaiting:
        return "Visitors are still waiting for this counter. Please serve them first, or ask a supervisor.";
    case Refusal::BadRequest:
        return "The request is not complete. Please check it and try again.";
    case Refusal::NotAllowed:
        return "This device may not do that. Please ask the technician.";
    case Refusal::OldRequest:
        return "This request was overtaken by a newer one and was not carried out.";
    case Refusal::AppointmentUsed:
        return "A ticket was already given for this appointment.";
    case Refusal::AppointmentElsewhere:
        return "This appointment is for another service. Please choose that service.";
    case Refusal::CounterBusy:
        return "A visitor is at this counter. Please finish that service first.";
    case Refusal::Overloaded:
        return "The hall is very busy. Please try again in a moment.";
    case Refusal::ClerkElsewhere:
        return "This clerk is logged in at another counter. Please log out there first.";
    case Refusal::ServiceClosed:
        return "This service is closed at this hour.";
    case Refusal::AlreadyHolding:
        return "You have a number for this service already. It stays valid.";
    case Refusal::TooManyTickets:
        return "Many numbers were taken with this card today. Our staff at the desk are glad to help you.";
    case Refusal::UnknownNumber:
        return "This number was not set aside for this device today.";
    case Refusal::NumberUsed:
        return "This number was handed over before.";
    case Refusal::UnknownClerk:
        return "We do not know this staff number. Please check it.";
    case Refusal::WrongPass:
        return "The staff number and the PIN do not belong together. Please try again.";
    case Refusal::ClerkLocked:
        return "Too many wrong PINs. Please try again in a few minutes, or ask a supervisor.";
    case Refusal::NothingToUndo:
        return "There is nothing to take back any more.";
    case Refusal::NotSupervisor:
        return "Only a supervisor may do that. Please ask one.";
    case Refusal::HallEvacuated:
        return "The hall is being evacuated. Please leave by the nearest exit; all numbers stay valid.";
    case Refusal::NotSignedIn:
        return "Please sign in again.";
    case Refusal::NobodyBehind:
        return "Nobody is waiting behind you whom you could let go first.";
    case Refusal::TooManyYields:
        return "You have let others go first already. Please ask our staff if you need more time.";
    case Refusal::UnknownFollowUp:
        return "This follow-up is closed or not known.";
    case Refusal::VisitStillOpen:
        return "This visit is not over yet. Please finish or cancel it first.";
    }
    return "The request could not be carried out. Please try again.";
}

} // namespace model
