#include "shared/queue/decider.h"
#include "shared/queue/notices.h"

#include <algorithm>

namespace queue {

using model::AlarmKind;
using model::EventKind;
using model::Refusal;

/// An administrator, or a supervisor with his pass. Where the hall knows no staff, nobody at a counter.
std::optional<Refused> Decider::objection_to_alarm(const model::ClerkId& supervisor, model::Proof proof) {
    if (supervisor.value.empty() && proof == model::Proof::Trusted)
        return std::nullopt;
    const model::Staff* staff = model::find(hall_.staff, supervisor);
    if (hall_.staff.empty() || (staff != nullptr && !staff->supervisor))
        return Refused{Refusal::NotSupervisor, {}};
    if (staff == nullptr)
        return Refused{Refusal::UnknownClerk, {}};
    return objection_to_pass({}, supervisor, proof);
}

Decision Decider::operator()(const model::RaiseAlarm& command) {
    if (command.kind < AlarmKind::Notice || command.kind > AlarmKind::Evacuation)
        return refuse(Refusal::BadRequest, "this kind of alarm is not known");
    for (const auto& [language, text] : command.text.by_language())
        if (!acceptable(language, kIdLimit) || !acceptable(text, kNoticeLimit) || text.empty())
            return refuse(Refusal::BadRequest, "the alarm's text is empty, too long or not plain text");
    if (command.kind == AlarmKind::Notice && command.text.empty())
        return refuse(Refusal::BadRequest, "a notice needs a text");
    if (auto objection = objection_to_alarm(command.supervisor, command.pass.proof))
        return std::unexpected(std::move(*objection));
    if (state_.evacuated() && command.kind != AlarmKind::Evacuation)
        return refuse(Refusal::HallEvacuated, "the evacuation has to be withdrawn first");
    const auto& up = state_.alarm();
    if (up && up->kind == command.kind && up->text == command.text)
        return std::move(events_);
    model::Event& raised = add(EventKind::AlarmRaised);
    raised.value = static_cast<int>(command.kind);
    raised.note = write_notices({command.text});
    raised.clerk = command.supervisor;
    // Other words do not make another evacuation.
    raised.entry = up && up->kind == command.kind ? up->since : now_.time;
    return std::move(events_);
}

Decision Decider::operator()(const model::WithdrawAlarm& command) {
    if (auto objection = objection_to_alarm(command.supervisor, command.pass.proof))
        return std::unexpected(std::move(*objection));
    if (!state_.alarm())
        return std::move(events_);
    add(EventKind::AlarmWithdrawn).clerk = command.supervisor;
    return std::move(events_);
}

} // namespace queue
