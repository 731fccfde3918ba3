#pragma once

#include "shared/model/alarm.h"
#include "shared/model/board.h"
#include "shared/model/command.h"
#include "shared/model/event.h"
#include "shared/queue/bounds.h"
#include "shared/report/follow_ups.h"
#include "shared/report/period.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// What a report is made of: each thing that happened once, whatever was taken back left out. Every figure is
/// a count, a sum or a rank over these lists; how each is counted stands in README.md.
namespace report {

/// How it stands with a ticket, or stood when its day ended.
enum class Fate { Waiting, AtCounter, SetAside, Missed, Finished, Cancelled };
inline constexpr int kFates = 6;

/// One ticket.
struct Visitor {
    model::TicketId ticket;
    std::string number;
    int day = 0;
    base::WallTime came;      ///< took the ticket
    model::ServiceId service; ///< what it was taken for
    model::ChannelId channel; ///< the one that counted last
    std::string language;
    Fate fate = Fate::Waiting;
    bool expired = false; ///< the day ended over it
    bool booked = false;  ///< by appointment
    int overtaken = 0;    ///< calls by which somebody went before it whose waiting clock began later
    std::optional<model::Foreseen> foreseen;
    std::optional<base::Duration> first_wait;
};

/// By what a visitor was called.
enum class Turn { ByRule, Emergency, Picked, Woken };

/// How a stay at a counter ended.
enum class Ending { Open, Finished, Missed, SetAside, SentOn };

/// One call and what came of it: a wait in a line, then a stay at a counter.
struct Visit {
    std::size_t visitor = 0; ///< in Facts::visitors
    int day = 0;
    model::ServiceId service;
    model::ChannelId channel;
    model::CounterId counter;
    model::ClerkId clerk;
    base::WallTime joined; ///< the line
    base::WallTime called;
    std::optional<base::WallTime> began; ///< of Start, where it was pressed
    std::optional<base::WallTime> ended;
    Ending ending = Ending::Open;
    std::string outcome;    ///< of Finished
    unsigned documents = 0; ///< missing ones, bit 0 is the first; of Finished and SetAside
    model::Parking parking = model::Parking::WithoutPapers;
    std::string reason;                 ///< of SetAside
    std::optional<base::WallTime> back; ///< of SetAside and Missed: in the line or called again
    Turn turn = Turn::ByRule;
    std::string why; ///< it was called out of turn
    // By the rule only:
    int overtook = 0;          ///< so many whose waiting clock began earlier, and whom the counter serves
    base::Duration furthest{}; ///< … at most so much earlier
    std::optional<queue::Bound> broke; ///< a promise

    /// None when the visitor had been set aside and was woken by the clerk: he waited in no line.
    std::optional<base::Duration> waited() const;
    /// None while it lasts, and when nobody came.
    std::optional<base::Duration> served() const;
};

struct Rating {
    int day = 0;
    base::WallTime at;
    std::string number;
    model::ServiceId service; ///< with the counter and clerk: where the visitor was served last
    model::CounterId counter;
    model::ClerkId clerk;
    int score = 0;
    model::Aspects aspects{};
    std::vector<std::string> reasons;
};

/// A clerk's stay at a counter.
struct Shift {
    int day = 0;
    model::CounterId counter;
    model::ClerkId clerk;
    base::WallTime from;
    std::optional<base::WallTime> to;
    std::string reason;    ///< of its end
    bool replaced = false; ///< by a supervisor
};

struct Pause {
    int day = 0;
    model::CounterId counter;
    model::ClerkId clerk;
    std::string reason;
    base::WallTime from;
    std::optional<base::WallTime> expected; ///< back
    std::optional<base::WallTime> to;
};

/// A step that was taken back.
struct Correction {
    base::WallTime at;
    model::CounterId counter;
    model::ClerkId clerk;
    std::string number;
    model::EventKind step = model::EventKind::ServiceStarted;
};

/// What somebody decided over a ticket or a counter, for a reason.
struct Decision {
    base::WallTime at;
    model::EventKind kind =
        model::EventKind::TicketApproved; ///< or rejected, reclassed, CounterClosed: anyway
    std::string number;
    model::CounterId counter;
    model::ChannelId channel;
    model::ClerkId by;
    std::string reason;
    bool overrides = false;
};

struct Fault {
    model::DeviceId device;
    model::DeviceState state = model::DeviceState::Fault;
    std::string detail; ///< a text of the catalogues
    base::WallTime from;
    std::optional<base::WallTime> to;
};

struct HandOver {
    base::WallTime at;
    model::CounterId counter;
    model::ClerkId clerk;
    std::string text;
};

struct AlarmSpan {
    model::AlarmKind kind = model::AlarmKind::Notice;
    base::WallTime from;
    std::optional<base::WallTime> to;
    model::ClerkId raised_by;
    model::ClerkId withdrawn_by;
};

/// What a counter's lamp or pad said for a while: an alert, or a call for help.
struct CounterSign {
    model::CounterId counter;
    model::ClerkId clerk;
    std::string what; ///< queue::kIdleAlert, kDutyAlert; or the word of a model::Help
    base::WallTime from;
    std::optional<base::WallTime> to;
};

/// What somebody left in the suggestion box.
struct Word {
    base::WallTime at;
    model::WordKind kind = model::WordKind::Suggestion;
    std::string number;
    model::ServiceId service;
    model::CounterId counter;
    std::string text;
};

/// A service that no ticket was given for, for a while.
struct ServicePause {
    model::ServiceId service;
    std::string reason;
    base::WallTime from;
    std::optional<base::WallTime> to;
};

/// What was done away from the counters, or looked at: for whoever wants to know who did what.
struct Act {
    base::WallTime at;
    model::EventKind kind = model::EventKind::ActionOrdered;
    model::ClerkId by;
    model::DeviceId device;
    std::string what; ///< the command's word; the alert; what was looked at; the services of a counter
    std::string number;
    model::CounterId counter;
    model::ServiceId service;
};

struct FailedLogIn {
    base::WallTime at;
    model::CounterId counter;
    model::ClerkId clerk;
};

struct Facts {
    Period period;
    std::vector<int> days; ///< those that the journal has, YYYYMMDD
    std::uint64_t last_seq = 0;
    bool complete = false; ///< the day after the last one has begun
    std::vector<Visitor> visitors;
    std::vector<Visit> visits;
    std::vector<Rating> ratings;
    std::vector<Shift> shifts;
    std::vector<Pause> pauses;
    std::vector<Correction> corrections;
    std::vector<Decision> decisions;
    std::vector<Fault> faults;
    std::vector<HandOver> handovers;
    std::vector<AlarmSpan> alarms;
    std::vector<CounterSign> signs;
    std::vector<FailedLogIn> failed_log_ins;
    std::vector<Word> words;
    std::vector<ServicePause> service_pauses;
    std::vector<Act> acts;
    std::vector<FollowUp> follow_ups; ///< opened in the period, with what was done about them in it
};

} // namespace report
