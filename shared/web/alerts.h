#pragma once

#include "shared/language/catalogue.h"
#include "shared/model/board.h"
#include "shared/web/supervisor_record.h"

#include <string>
#include <vector>

namespace web {

enum class Severity { Notice, Warning, Urgent };
std::string_view word(Severity severity);

enum class AlertKind {
    HelpCalled,
    UrgentWaiting, ///< somebody asks to go first, and staff have not answered
    DeviceAilment,
    WaitTooLong,    ///< one of each service: who waits longest beyond what was promised
    ServiceTooLong, ///< at the counter, beyond what was promised
    CounterIdle,    ///< calls nobody although somebody waits
    DutyTooLong,    ///< its clerk has been on duty without a break
    PauseTooLong,   ///< beyond when the clerk said he would be back
    FollowUpDue,
};

/// Something that a supervisor should look at. `name` is the same as long as it is the same thing, and within
/// what AcknowledgeAlert takes.
struct Alert {
    AlertKind kind = AlertKind::WaitTooLong;
    Severity severity = Severity::Warning;
    std::string name;
    base::WallTime since; ///< when it began to be wrong
    model::CounterId counter{};
    model::ServiceId service{};
    model::DeviceId device{};
    model::DeviceState device_state = model::DeviceState::Well;
    model::Help help = model::Help::Colleague;
    std::string number{}; ///< of a ticket, or of a follow-up
    std::string detail{}; ///< a device's: a msgid of the catalogues
    base::Duration took{};
    base::Duration promised{};

    bool operator==(const Alert&) const = default;
};

/// All there is, the gravest first, of those equally grave the oldest first. Pure.
std::vector<Alert> alerts(const model::Board& board, const SupervisorRecord& record, base::WallTime now);

/// In one sentence.
std::string sentence(const Alert& alert, const model::Hall& hall, const language::Catalogue& words);

std::string idle_name(model::CounterId counter);
std::string duty_name(model::CounterId counter);
std::string help_name(model::CounterId counter);

/// How long a ticket that waits has waited, all its stays in queues together.
base::Duration waited(const model::Ticket& ticket, base::WallTime now);

} // namespace web
