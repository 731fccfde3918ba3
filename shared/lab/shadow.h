#pragma once

#include "shared/forecast/experience.h"
#include "shared/lab/trace.h"
#include "shared/queue/state.h"

#include <functional>
#include <map>
#include <span>
#include <string>

namespace lab {

/// What is foreseen for a ticket at the moment of its issue.
struct ShadowForecast {
    DayTime at;
    std::string ticket;
    model::Foreseen foreseen;
};

/// Our hall beside another one: it is told what happens there, learns, and foresees each new ticket's wait,
/// as if live: nothing later than the ticket's issue is used.
///
/// A trace is one day; several are told one after the other. State, learning and forecast are the hall's own.
class Shadow {
  public:
    /// `config` as read by read_config(): nothing of what the forecast may not know is in it.
    explicit Shadow(Scenario config);

    /// Throws InputError when a line does not fit what happened before.
    void follow(std::span<const TraceLine> day, const std::function<void(const ShadowForecast&)>& foreseen);

  private:
    void begin_day();
    void tell(const TraceLine& line, bool moves_on);
    void issue(const TraceLine& line, const std::function<void(const ShadowForecast&)>& foreseen);
    void enter(const TraceLine& line, model::EventKind kind);
    void reclass(const TraceLine& line);
    void set_counter(const TraceLine& line);
    model::Event event(model::EventKind kind, DayTime at) const;
    model::Event event(model::EventKind kind, const TraceLine& line) const;
    model::TicketId ticket(const TraceLine& line) const;
    void happen(const model::Event& event);
    base::WallTime wall(DayTime at) const { return midnight_ + at.time_since_epoch(); }

    Scenario config_;
    queue::State state_;
    forecast::Experience experience_;
    base::WallTime midnight_{};
    int day_ = 0;
    std::map<std::string, model::TicketId> tickets_; ///< of the day
};

/// A forecast as a line of a trace, without its line end.
std::string trace_line(const ShadowForecast& foreseen);

} // namespace lab
