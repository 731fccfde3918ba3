#include "shared/web/alerts.h"

#include "shared/web/mark.h"
#include "shared/web/phrases.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>

namespace web {

using language::Catalogue;
using language::msgid;
using model::CounterState;
using model::DeviceState;
using model::TicketState;

namespace {

constexpr std::size_t kLongestDevice = 40;                 ///< so that the whole name is short enough
constexpr base::Duration kGrace = std::chrono::minutes(5); ///< a clerk who said 12:30 may come at 12:34

/// The alerts while they are gathered.
struct Gathering {
    const model::Board& board;
    const SupervisorRecord& record;
    base::WallTime now;
    std::vector<Alert> found{};

    Alert& add(AlertKind kind, Severity severity, std::string name, base::WallTime since) {
        Alert alert;
        alert.kind = kind;
        alert.severity = severity;
        alert.name = std::move(name);
        alert.since = since;
        return found.emplace_back(std::move(alert));
    }
    Alert& add_flag(AlertKind kind, Severity severity, const std::string& name,
                    const model::CounterStatus& status) {
        Alert& alert = add(kind, severity, name, record.raised(name).value_or(status.since));
        alert.counter = status.id;
        return alert;
    }
};

std::string device_name(const model::DeviceStatus& device) {
    const std::string& id = device.id.value;
    return fmt::format("device-{}-{}", id.size() > kLongestDevice ? mark_of(id) : id,
                       device.since.time_since_epoch().count() / 1000);
}

void gather_waits(Gathering& to) {
    struct Longest {
        const model::Ticket* ticket = nullptr;
        base::Duration wait{};
    };
    std::map<model::ServiceId, Longest> longest;
    for (const auto& [id, ticket] : to.board.tickets) {
        if (ticket.state != TicketState::Waiting)
            continue;
        const base::Duration wait = waited(ticket, to.now);
        if (Longest& one = longest[ticket.service]; one.ticket == nullptr || wait > one.wait)
            one = {&ticket, wait};
    }
    for (const auto& [service, one] : longest) {
        const model::Service* known = model::find(to.board.hall.services, service);
        if (known == nullptr || known->wait_target <= base::Duration::zero() ||
            one.wait <= known->wait_target)
            continue;
        const bool grave = one.wait >= 2 * known->wait_target;
        Alert& alert =
            to.add(AlertKind::WaitTooLong, grave ? Severity::Urgent : Severity::Warning,
                   fmt::format("wait-{}", one.ticket->id.value), to.now - (one.wait - known->wait_target));
        alert.service = service;
        alert.number = one.ticket->number;
        alert.took = one.wait;
        alert.promised = known->wait_target;
    }
}

void gather_urgent(Gathering& to) {
    for (const auto& [id, ticket] : to.board.tickets) {
        if (ticket.state != TicketState::Waiting || ticket.approval != model::Approval::Pending)
            continue;
        Alert& alert = to.add(AlertKind::UrgentWaiting, Severity::Urgent, fmt::format("urgent-{}", id.value),
                              ticket.since);
        alert.number = ticket.number;
        alert.service = ticket.service;
    }
}

void gather_service(Gathering& to, const model::CounterStatus& status) {
    if (!status.ticket)
        return;
    const auto ticket = to.board.tickets.find(*status.ticket);
    if (ticket == to.board.tickets.end() || ticket->second.state != TicketState::Serving)
        return;
    const model::Service* service = model::find(to.board.hall.services, ticket->second.service);
    const base::Duration took = to.now - ticket->second.since;
    if (service == nullptr || service->serve_target <= base::Duration::zero() ||
        took <= service->serve_target)
        return;
    Alert& alert =
        to.add(AlertKind::ServiceTooLong, Severity::Notice, fmt::format("serve-{}", ticket->first.value),
               ticket->second.since + service->serve_target);
    alert.counter = status.id;
    alert.service = service->id;
    alert.number = ticket->second.number;
    alert.took = took;
    alert.promised = service->serve_target;
}

void gather_counter(Gathering& to, const model::CounterStatus& status) {
    gather_service(to, status);
    if (status.help)
        to.add_flag(AlertKind::HelpCalled, Severity::Urgent, help_name(status.id), status).help =
            *status.help;
    if (status.idle_alert)
        to.add_flag(AlertKind::CounterIdle, Severity::Warning, idle_name(status.id), status);
    if (status.duty_alert)
        to.add_flag(AlertKind::DutyTooLong, Severity::Warning, duty_name(status.id), status);
    if (status.state == CounterState::Paused && status.until && to.now > *status.until + kGrace) {
        Alert& alert = to.add(
            AlertKind::PauseTooLong, Severity::Warning,
            fmt::format("pause-{}-{}", status.id.value, status.since.time_since_epoch().count() / 1000),
            *status.until);
        alert.counter = status.id;
        alert.took = to.now - *status.until;
    }
}

void gather_devices(Gathering& to) {
    for (const auto& [id, device] : to.board.devices) {
        if (device.state == DeviceState::Well)
            continue;
        const bool mild = device.state == DeviceState::Warning;
        Alert& alert = to.add(AlertKind::DeviceAilment, mild ? Severity::Warning : Severity::Urgent,
                              device_name(device), device.since);
        alert.device = id;
        alert.device_state = device.state;
        alert.detail = device.detail;
    }
}

void gather_follow_ups(Gathering& to) {
    for (const auto& [name, follow_up] : to.record.follow_ups()) {
        if (follow_up.closed || to.now < follow_up.due)
            continue;
        Alert& alert = to.add(AlertKind::FollowUpDue, Severity::Warning, "follow-up-" + name, follow_up.due);
        alert.number = name;
    }
}

std::string minutes_text(base::Duration duration) {
    return fmt::format("{}", std::chrono::floor<std::chrono::minutes>(duration).count());
}

const char* text_of_help(model::Help help) {
    switch (help) {
    case model::Help::Colleague:
        return msgid("A colleague");
    case model::Help::Supervisor:
        return msgid("A supervisor");
    case model::Help::Technician:
        return msgid("The technician");
    }
    return "";
}

std::string device_sentence(const Alert& alert, const Catalogue& words) {
    if (alert.device_state == DeviceState::Gone)
        return words.tr("{1} does not answer.", alert.device.value);
    if (alert.detail.empty())
        return words.tr("{1} needs attention.", alert.device.value);
    return fmt::format("{}: {}", alert.device.value, words.tr(alert.detail));
}

} // namespace

std::string_view word(Severity severity) {
    constexpr std::array<std::string_view, 3> kWords{"notice", "warning", "urgent"};
    return kWords.at(static_cast<std::size_t>(severity));
}

std::string idle_name(model::CounterId counter) {
    return fmt::format("idle-{}", counter.value);
}

std::string duty_name(model::CounterId counter) {
    return fmt::format("duty-{}", counter.value);
}

std::string help_name(model::CounterId counter) {
    return fmt::format("help-{}", counter.value);
}

/// Who has an appointment waits from its hour on.
base::Duration waited(const model::Ticket& ticket, base::WallTime now) {
    return ticket.waited + std::max(base::Duration::zero(), now - std::max(ticket.since, ticket.entry));
}

std::vector<Alert> alerts(const model::Board& board, const SupervisorRecord& record, base::WallTime now) {
    Gathering to{board, record, now};
    gather_waits(to);
    gather_urgent(to);
    for (const auto& [id, status] : board.counters)
        gather_counter(to, status);
    gather_devices(to);
    gather_follow_ups(to);
    std::ranges::stable_sort(to.found, [](const Alert& one, const Alert& other) {
        return one.severity != other.severity ? one.severity > other.severity : one.since < other.since;
    });
    return std::move(to.found);
}

std::string sentence(const Alert& alert, const model::Hall& hall, const Catalogue& words) {
    const model::Service* known = model::find(hall.services, alert.service);
    const std::string service(known == nullptr ? alert.service.value : known->name.in(tag_of(words)));
    const std::string counter = fmt::format("{}", alert.counter.value);
    switch (alert.kind) {
    case AlertKind::HelpCalled:
        return words.tr("Counter {1} asks for help: {2}", counter, words.tr(text_of_help(alert.help)));
    case AlertKind::UrgentWaiting:
        return words.tr("{1} asks to go first: {2}", alert.number, service);
    case AlertKind::DeviceAilment:
        return device_sentence(alert, words);
    case AlertKind::WaitTooLong:
        return words.tr("{1}: {2} has waited {3} min, promised are {4} min", service, alert.number,
                        minutes_text(alert.took), minutes_text(alert.promised));
    case AlertKind::ServiceTooLong:
        return words.tr("Counter {1}: {2} has been served for {3} min, promised are {4} min", counter,
                        alert.number, minutes_text(alert.took), minutes_text(alert.promised));
    case AlertKind::CounterIdle:
        return words.tr("Counter {1} is open and calls nobody although visitors wait", counter);
    case AlertKind::DutyTooLong:
        return words.tr("Counter {1}: its clerk has worked for a long time without a break", counter);
    case AlertKind::PauseTooLong:
        return words.tr("Counter {1}: its pause should have ended {2} min ago", counter,
                        minutes_text(alert.took));
    case AlertKind::FollowUpDue:
        return words.tr("Follow-up {1} is overdue", alert.number);
    }
    return {};
}

} // namespace web
