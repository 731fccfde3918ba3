#pragma once

#include "shared/model/hall.h"
#include "shared/queue/state.h"
#include "shared/report/facts.h"

#include <map>

namespace report {

/// Reads a journal, event by event, into the facts of a report.
///
/// The events are those of the period's days and, if there is one, of the day after, oldest first, from a
/// DayBegan on; those of other days are read but not counted. The day is the journal's service day, not the
/// calendar's. Holds what it has read of the period, some 300 bytes a call, and the present day of the hall.
///
/// Judges each call (did it keep the promises?) under `hall` as it is configured now. Pure; belongs to one
/// thread.
class Ledger {
  public:
    Ledger(model::Hall hall, Period period);

    void put(const model::Event& event);

    /// The hall's present day: once it lies behind the period, the report is complete.
    void tell_day(int today) { facts_.complete = facts_.complete || today > facts_.period.last; }

    /// Everything so far; what goes on still has no end.
    const Facts& facts() {
        facts_.follow_ups = follow_ups_.list();
        return facts_;
    }
    const model::Hall& hall() const { return state_.hall(); }

  private:
    /// A ticket of the present day.
    struct Live {
        std::size_t visitor = 0;
        base::WallTime joined;            ///< the line, last
        std::optional<std::size_t> visit; ///< its latest
    };

    void begin_day(const model::Event& event);
    bool put_ticket(const model::Event& event, Live& live);
    bool put_counter(const model::Event& event);
    void put_hall(const model::Event& event, const Live* live);
    void note_act(const model::Event& event, const Live* live);
    std::string number_of(const Live* live) const;
    void issue(const model::Event& event);
    void call(const model::Event& event, Live& live);
    void compare(const model::Event& event, Visit& visit);
    void end_visit(const model::Event& event, Live& live, Ending ending);
    void come_back(const model::Event& event, const Live& live);
    void undo(const model::Event& event, const Live& live);
    void rate(const model::Event& event, const Live& live);
    void decide(const model::Event& event, const Live* live);
    void close_shift(const model::Event& event, bool replaced);
    void report_device(const model::Event& event);
    void raise_alarm(const model::Event& event);
    void watch_signs(const model::Event& event);
    void update_fate(const model::Event& event, const Live& live);

    queue::State state_;
    FollowUps follow_ups_;
    std::map<model::ServiceId, std::size_t> open_service_pauses_;
    Facts facts_;
    std::map<model::TicketId, Live> live_;
    std::map<model::CounterId, std::size_t> open_shifts_;
    std::map<model::CounterId, std::size_t> open_pauses_;
    std::map<model::DeviceId, std::size_t> open_faults_;
    std::map<std::pair<model::CounterId, std::string>, std::size_t> open_signs_;
};

} // namespace report
