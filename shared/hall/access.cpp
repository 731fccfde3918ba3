#include "shared/hall/access.h"

#include "shared/queue/decide.h"

#include <algorithm>
#include <type_traits>

namespace hall {

namespace {

using wire::Role;

template <typename Command, typename... Kinds>
constexpr bool kIsOneOf = (std::is_same_v<Command, Kinds> || ...);

template <typename Command>
bool kiosk_may() {
    return kIsOneOf<Command, model::TakeTicket, model::RateTicket, model::LeaseNumbers, model::HandOver,
                    model::LeaveWord>;
}

template <typename Command>
bool caller_may(const wire::Device& device, const Command& command) {
    if constexpr (kIsOneOf<Command, model::ApproveTicket>)
        return !command.reason.starts_with(queue::kOverride);
    else if constexpr (kIsOneOf<Command, model::ReturnTicket, model::RejectTicket, model::RateTicket,
                                model::ReclassTicket>)
        return true;
    else if constexpr (kIsOneOf<Command, model::RaiseAlarm, model::WithdrawAlarm>)
        return true; // the decision asks for a supervisor's pass
    else if constexpr (kIsOneOf<Command, model::EndHelp>)
        return true; // whoever comes says so at the own pad as well
    else if constexpr (requires { command.counter; })
        return std::ranges::find(device.counters, command.counter) != device.counters.end();
    else
        return false;
}

/// Of a visitor with the token on the ticket; what supervisors order is decided with the state.
template <typename Command>
bool web_may(const Command& command, bool ordered) {
    if constexpr (kIsOneOf<Command, model::LeaveWord>)
        return !command.token.empty() || command.ticket == model::TicketId{};
    else if constexpr (kIsOneOf<Command, model::CancelTicket, model::ReturnTicket, model::YieldPlace,
                                model::RateTicket, model::EraseVisitor>)
        return !command.token.empty() || ordered;
    else if constexpr (kIsOneOf<Command, model::SignIn, model::SignOut>)
        return true;
    else
        return ordered &&
               kIsOneOf<Command, model::OpenCounter, model::CloseCounter, model::PauseCounter,
                        model::ResumeCounter, model::ApproveTicket, model::RejectTicket, model::ReclassTicket,
                        model::PostNotices, model::RaiseAlarm, model::WithdrawAlarm, model::EndHelp,
                        model::StepFollowUp, model::AssignServices, model::PauseService, model::ResumeService,
                        model::EndDay, model::ReopenDay, model::AcknowledgeAlert, model::RecordAccess>;
}

template <typename Command>
bool may(const wire::Device& device, const Command& command, bool ordered) {
    if (kIsOneOf<Command, model::ReportDevice>)
        return true;
    if (ordered && device.role != Role::Admin && device.role != Role::Web)
        return false;
    switch (device.role) {
    case Role::Admin:
        return true;
    case Role::Web:
        return web_may(command, ordered);
    case Role::Kiosk:
        if constexpr (kIsOneOf<Command, model::CancelTicket, model::ReturnTicket, model::YieldPlace>)
            return !command.token.empty();
        return kiosk_may<Command>();
    case Role::Caller:
        return caller_may(device, command);
    case Role::Display:
    case Role::Printer:
        return false;
    }
    return false;
}

} // namespace

bool may_send(const wire::Device& device, const model::Command& command, const model::ClerkId& by) {
    return std::visit([&](const auto& kind) { return may(device, kind, !by.value.empty()); }, command);
}

bool may_ask(const wire::Device& device, wire::MessageType question) {
    switch (question) {
    case wire::MessageType::SnapshotRequest:
        return true;
    case wire::MessageType::ExplainRequest:
        return device.role == Role::Web || is_staff(device);
    case wire::MessageType::FindTicket:
        return device.role == Role::Kiosk || device.role == Role::Web || is_staff(device);
    case wire::MessageType::ExportRequest:
    case wire::MessageType::WhatIf:
        return device.role == Role::Admin || device.role == Role::Web;
    default:
        return false;
    }
}

bool is_staff(const wire::Device& device) {
    return device.role == Role::Admin || device.role == Role::Caller;
}

} // namespace hall
