#pragma once

#include "shared/queue/decide.h"
#include "shared/queue/state.h"

#include <string>
#include <vector>

namespace support {

/// A small hall: services deposit (A), loan (B), pension (C); channels ordinary, elderly (declared, 5 min ×2
/// cap 45), urgent (staff, ×2), emergency (staff, tier 0), appointment (booking). Counter 1 serves all, 2
/// deposit and loan, 3 pension and, as backup, deposit. Opens at 9:00, closes at 17:00, UTC. Appointments
/// "MORNING" (deposit, 10:00) and "NOON" (loan, 12:00).
model::Hall small_hall();

/// The small hall with staff who show a pass: 101 serves everything, 900 supervises.
model::Hall supervised_hall();

/// As an administrator asks.
inline const model::Pass kAdministrator{{}, {}, model::Proof::Trusted};

/// Whatever takes over the hall is withdrawn, by an administrator.
model::Command all_clear();

/// A day in a hall, told by commands. Begins at 9:00 of 2 March 2026 with every counter closed.
class Day {
  public:
    explicit Day(model::Hall hall = small_hall());

    queue::Decision decide(const model::Command& command) const;

    /// Decides and, unless refused, applies. The refusal, or None.
    model::Refusal ask(const model::Command& command);

    /// As ask(), and fails the test when it is refused.
    void must(const model::Command& command);

    model::TicketId take(const std::string& service, const std::string& channel = {},
                         const std::string& appointment = {});
    void open(int counter);
    /// The number called, or "" when nobody waits.
    std::string call(int counter);
    void serve(int counter, base::Duration lasting);

    void advance(base::Duration by) { time_ += by; }
    /// To this time of the day, as "10:05".
    void at(std::string_view clock);
    void roll_over();
    void watch(); ///< what time alone makes

    queue::Now now() const;
    const queue::State& state() const { return state_; }
    const std::vector<model::Event>& events() const { return events_; }
    const model::Ticket& ticket(model::TicketId id) const;
    const model::CounterStatus& counter(int id) const;

  private:
    void carry_out(const std::vector<model::Event>& events);

    queue::State state_;
    base::WallTime time_;
    std::vector<model::Event> events_;
};

/// The state that the day's events make, from the first one on.
queue::State replayed(const Day& day);

} // namespace support
