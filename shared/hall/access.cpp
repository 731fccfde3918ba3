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
    return kIsOneOf<Command, model::TakeTicket, model::RateTicket, model::LeaseNumbers, model::HandOver>;
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

template <typename Command>
bool may(const wire::Device& device, const Command& command) {
    if (kIsOneOf<Command, model::ReportDevice>)
        return true;
    switch (device.role) {
    case Role::Admin:
        return true;
    case Role::Kiosk:
        if constexpr (kIsOneOf<Command, model::CancelTicket, model::ReturnTicket>)
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

bool may_send(const wire::Device& device, const model::Command& command) {
    return std::visit([&](const auto& kind) { return may(device, kind); }, command);
}

bool may_ask(const wire::Device& device, wire::MessageType question) {
    switch (question) {
    case wire::MessageType::SnapshotRequest:
        return true;
    case wire::MessageType::ExplainRequest:
        return is_staff(device);
    case wire::MessageType::FindTicket:
        return device.role == Role::Kiosk || is_staff(device);
    case wire::MessageType::ExportRequest:
        return device.role == Role::Admin;
    default:
        return false;
    }
}

bool is_staff(const wire::Device& device) {
    return device.role == Role::Admin || device.role == Role::Caller;
}

} // namespace hall
