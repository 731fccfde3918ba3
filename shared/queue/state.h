#pragma once

#include "shared/model/alarm.h"
#include "shared/model/board.h"
#include "shared/model/command.h"
#include "shared/model/event.h"
#include "shared/model/hall.h"
#include "shared/queue/lines.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace queue {

/// What can be taken back: the last step at a counter, and the ticket as it was before it.
struct Step {
    model::EventKind kind = model::EventKind::ServiceStarted;
    base::WallTime at;
    model::Ticket before;

    bool operator==(const Step&) const = default;
};

/// A counter, and since when the visitor's present stay there runs.
struct Desk {
    model::CounterStatus status;
    base::WallTime called; ///< first call of the present visitor
    base::WallTime free;   ///< since when nobody is there
    model::ShiftSummary shift;
    std::optional<model::HandOverNote> handover; ///< of the last shift that left one
    std::optional<Step> step;

    bool operator==(const Desk&) const = default;
};

/// A clerk's wrong passes in a row.
struct Failures {
    int count = 0;
    base::WallTime last;

    bool operator==(const Failures&) const = default;
};

/// How long a clerk has been at a counter, wherever, without a break.
struct Duty {
    base::WallTime since;
    std::optional<base::WallTime> away; ///< since when at none, or paused

    bool operator==(const Duty&) const = default;
};

/// An evacuation that is over.
struct Clearing {
    base::WallTime from;
    base::WallTime until;

    bool operator==(const Clearing&) const = default;
};

/// Somebody of the staff who is signed in at a device that is no counter.
struct SignedIn {
    model::DeviceId device;
    base::WallTime at;

    bool operator==(const SignedIn&) const = default;
};

/// Everything that the hall knows of its day. Changed by apply() alone; replaying a journal gives an equal
/// state.
///
/// Belongs to one thread; copies are independent.
class State {
  public:
    explicit State(model::Hall hall);

    const model::Hall& hall() const { return hall_; }
    std::uint64_t seq() const { return seq_; }
    int day() const { return day_; }            ///< 0 before the first DayBegan
    base::WallTime now() const { return now_; } ///< of the last event
    model::TicketId last_ticket() const { return last_ticket_; }

    /// All tickets of the day, ended ones too.
    const std::map<model::TicketId, model::Ticket>& tickets() const { return tickets_; }
    const model::Ticket* ticket(model::TicketId id) const;

    const std::map<model::CounterId, Desk>& desks() const { return desks_; }
    const Desk* desk(model::CounterId id) const;

    const std::map<model::DeviceId, model::DeviceStatus>& devices() const { return devices_; }
    const std::vector<model::Names>& notices() const { return notices_; }

    const std::optional<model::Alarm>& alarm() const { return alarm_; }
    bool evacuated() const { return alarm_ && alarm_->kind == model::AlarmKind::Evacuation; }
    const std::optional<Clearing>& last_clearing() const { return last_clearing_; }

    const std::map<model::ServiceId, model::ServicePause>& service_pauses() const { return service_pauses_; }
    bool is_paused(const model::ServiceId& service, base::WallTime now) const;
    bool day_ended() const { return day_ended_; } ///< by a supervisor, before its time
    /// What hall.toml says of the counters that serve something else for the day.
    const std::map<model::CounterId, model::Counter>& reassigned() const { return reassigned_; }

    /// Signed in at this device, and not too long ago.
    bool is_signed_in(const model::ClerkId& staff, const model::DeviceId& device, base::WallTime now) const;

    /// Those that are open: of which ticket.
    const std::map<std::string, model::TicketId>& follow_ups() const { return follow_ups_; }
    int words_today() const { return words_today_; } ///< left in the suggestion box, about no ticket
    int follow_ups_today() const { return follow_ups_today_; } ///< opened since the day began

    /// The tickets that have ended, in the order (end, id).
    const std::set<std::pair<base::WallTime, model::TicketId>>& ended() const { return ended_; }

    const Layout& layout() const { return layout_; }
    const Lines& lines() const { return lines_; }
    const std::vector<int>& staffed() const { return staffed_; }

    int last_number(const std::string& letter) const;
    bool appointment_used(const std::string& code) const { return used_appointments_.contains(code); }
    /// Of today: what was imported, and what hall.toml holds for every day. Null when there is none.
    const model::Appointment* appointment(const std::string& code) const;
    const model::Appointment* appointment_of(const std::string& person) const;

    /// The live ticket that this person holds of the service; null when there is none.
    const model::Ticket* held(const std::string& person, const model::ServiceId& service) const;
    int tickets_of(const std::string& person) const; ///< issued today
    const model::Ticket* by_token(const std::string& token) const;

    /// What devices may give on their own, today.
    const std::map<model::DeviceId, std::vector<model::NumberBlock>>& blocks() const { return blocks_; }
    bool is_leased(const std::string& letter, int number) const;

    bool is_locked(const model::ClerkId& clerk, base::WallTime now) const;
    const Duty* duty(const model::ClerkId& clerk) const;
    int emergencies_waiting() const;

    /// The ticket that this counter calls next by the rule.
    std::optional<model::TicketId> next_for(model::CounterId counter, base::WallTime now) const;

    bool operator==(const State&) const = default;

  private:
    friend class Application;

    model::Hall hall_;
    Layout layout_;
    std::uint64_t seq_ = 0;
    int day_ = 0;
    base::WallTime now_;
    model::TicketId last_ticket_;
    std::map<model::TicketId, model::Ticket> tickets_;
    std::set<std::pair<base::WallTime, model::TicketId>> ended_;
    std::map<model::CounterId, Desk> desks_;
    std::map<model::TicketId, model::CounterId>
        steps_; ///< tickets whose last step can be taken back, and where
    std::map<model::DeviceId, model::DeviceStatus> devices_;
    std::vector<model::Names> notices_;
    std::optional<model::Alarm> alarm_;
    std::optional<Clearing> last_clearing_;
    Lines lines_;
    std::vector<int> staffed_; ///< by service: open counters that have it as their own
    std::map<std::string, int> numbers_;
    std::set<std::string> used_appointments_;
    std::map<int, std::map<std::string, model::Appointment>> imported_; ///< by day and code
    std::map<std::pair<std::string, model::ServiceId>, model::TicketId> holders_;
    std::map<std::string, int> tickets_of_;
    std::map<std::string, model::TicketId> tokens_;
    std::map<model::DeviceId, std::vector<model::NumberBlock>> blocks_;
    std::map<model::ClerkId, Failures> failures_;
    std::map<model::ClerkId, Duty> duties_;
    std::map<model::ServiceId, model::ServicePause> service_pauses_;
    bool day_ended_ = false;
    std::map<model::CounterId, model::Counter> reassigned_; ///< as hall.toml has them
    std::map<model::ClerkId, SignedIn> signed_in_;
    std::map<std::string, model::TicketId> follow_ups_;
    int follow_ups_today_ = 0;
    int words_today_ = 0;
};

/// Puts one event into the state. Cannot fail: what decide() made fits, and what an older configuration made
/// (a counter that was taken away since) is kept as far as it still means something.
void apply(State& state, const model::Event& event);

} // namespace queue
