#include "shared/queue/decider.h"

#include "shared/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace queue {

using model::EventKind;
using model::Refusal;

namespace {

constexpr std::size_t kListLimit = 4000;
constexpr std::size_t kAlertLimit = 64;

std::string joined(const std::vector<model::ServiceId>& services) {
    std::string list;
    for (const model::ServiceId& service : services)
        list += (list.empty() ? "" : " ") + service.value;
    return list;
}

std::vector<model::ServiceId> separated(std::string_view list) {
    std::vector<model::ServiceId> services;
    for (const std::string_view word : base::split(list, ' '))
        if (!word.empty())
            services.push_back({std::string(word)});
    return services;
}

} // namespace

std::string list_of(const std::vector<model::ServiceId>& services,
                    const std::vector<model::ServiceId>& backup) {
    return joined(services) + "|" + joined(backup);
}

std::pair<std::vector<model::ServiceId>, std::vector<model::ServiceId>> services_in(std::string_view list) {
    const auto bar = std::min(list.find('|'), list.size());
    return {separated(list.substr(0, bar)), separated(list.substr(std::min(bar + 1, list.size())))};
}

Decision Decider::operator()(const model::SignIn& command) {
    if (!acceptable(command.staff.value, kIdLimit) || command.staff.value.empty())
        return refuse(Refusal::BadRequest, "the staff number is missing, too long or not plain text");
    if (hall_.staff.empty() || model::find(hall_.staff, command.staff) == nullptr)
        return refuse(Refusal::UnknownClerk);
    if (auto objection = objection_to_pass({}, command.staff, command.pass.proof))
        return std::unexpected(std::move(*objection));
    model::Event& signed_in = add(EventKind::StaffSignedIn);
    signed_in.clerk = command.staff;
    signed_in.device = command.device;
    return std::move(events_);
}

Decision Decider::operator()(const model::SignOut& command) {
    if (!state_.is_signed_in(command.staff, command.device, now_.time))
        return std::move(events_);
    model::Event& signed_out = add(EventKind::StaffSignedOut);
    signed_out.clerk = command.staff;
    signed_out.device = command.device;
    return std::move(events_);
}

Decision Decider::operator()(const model::AssignServices& command) {
    const model::Counter* counter = model::find(hall_.counters, command.counter);
    if (counter == nullptr)
        return refuse(Refusal::UnknownCounter);
    if (command.services.empty())
        return refuse(Refusal::BadRequest, "a counter serves at least one matter");
    std::set<model::ServiceId> all;
    for (const auto* list : {&command.services, &command.backup})
        for (const model::ServiceId& service : *list) {
            if (model::find(hall_.services, service) == nullptr)
                return refuse(Refusal::UnknownService);
            if (!all.insert(service).second)
                return refuse(Refusal::BadRequest, "a service stands there twice");
        }
    std::string list = list_of(command.services, command.backup);
    if (list.size() > kListLimit)
        return refuse(Refusal::BadRequest, "too many services");
    if (counter->services == command.services && counter->backup == command.backup)
        return std::move(events_);
    model::Event& assigned = add(EventKind::ServicesAssigned);
    assigned.counter = command.counter;
    assigned.reason = std::move(list);
    return std::move(events_);
}

Decision Decider::operator()(const model::PauseService& command) {
    if (model::find(hall_.services, command.service) == nullptr)
        return refuse(Refusal::UnknownService);
    if (!acceptable(command.reason))
        return refuse(Refusal::BadRequest, "the reason is too long or not plain text");
    if (command.until && (*command.until <= now_.time || *command.until - now_.time > kLongestPause))
        return refuse(Refusal::BadRequest, "the pause does not end within the next 24 hours");
    model::Event& paused = add(EventKind::ServicePaused);
    paused.service = command.service;
    paused.reason = command.reason;
    paused.entry = command.until.value_or(base::WallTime{});
    return std::move(events_);
}

Decision Decider::operator()(const model::ResumeService& command) {
    if (model::find(hall_.services, command.service) == nullptr)
        return refuse(Refusal::UnknownService);
    if (state_.service_pauses().contains(command.service))
        add(EventKind::ServiceResumed).service = command.service;
    return std::move(events_);
}

Decision Decider::operator()(const model::EndDay& command) {
    if (!acceptable(command.reason))
        return refuse(Refusal::BadRequest, "the reason is too long or not plain text");
    const auto live = std::ranges::count_if(
        state_.tickets(), [](const auto& entry) { return model::is_live(entry.second.state); });
    if (live > 0 && !command.reason.starts_with(kOverride))
        return refuse(Refusal::VisitorsStillWaiting, fmt::format("{} of them", live));
    if (state_.day_ended())
        return std::move(events_);
    add(EventKind::DayEnded).reason = command.reason;
    end_everything(state_, [this](EventKind kind) -> model::Event& { return add(kind); });
    return std::move(events_);
}

Decision Decider::operator()(const model::ReopenDay&) {
    if (state_.day_ended())
        add(EventKind::DayReopened);
    return std::move(events_);
}

Decision Decider::operator()(const model::AcknowledgeAlert& command) {
    if (command.alert.empty() || !acceptable(command.alert, kAlertLimit))
        return refuse(Refusal::BadRequest, "the alert's name is missing, too long or not plain text");
    add(EventKind::AlertAcknowledged).reason = command.alert;
    return std::move(events_);
}

} // namespace queue
