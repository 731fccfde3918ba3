#pragma once

#include "shared/model/event.h"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace support {

/// A hall's day as its events tell it, in the simplest way that can be right: an own account, so that the
/// hall's is not judged by itself.
///
/// Knows what a hall with one channel does whose counters serve everything.
class ToldDay {
  public:
    enum class Place { Waiting, Called, Serving, Parked, Missed, Finished, Gone };
    struct Visitor {
        std::string number;
        Place place = Place::Waiting;
        model::CounterId counter; ///< while Called or Serving
        bool returned = false;    ///< its turn is no longer that of its number
        bool rated = false;
    };

    /// Takes the next event in; what is wrong with it, or "".
    std::string take(const model::Event& event);

    const Visitor* visitor(model::TicketId ticket) const;
    const std::map<model::TicketId, Visitor>& visitors() const { return visitors_; } ///< of the day
    bool is_open(model::CounterId counter) const { return open_.contains(counter); }
    std::optional<model::TicketId> at(model::CounterId counter) const;
    bool anybody_waits() const { return !waiting_.empty(); }
    int day() const { return day_; }

  private:
    std::string issue(const model::Event& event);
    std::string call(const model::Event& event);
    std::string begin_day(const model::Event& event);
    std::string at_counter(const model::Event& event, std::set<Place> from, Place to);
    std::string elsewhere(const model::Event& event, std::set<Place> from, Place to);
    void leave(model::TicketId ticket, Visitor& visitor, Place to);

    int day_ = 0;
    model::TicketId last_;
    std::map<model::TicketId, Visitor> visitors_;
    std::set<model::TicketId> waiting_;
    std::set<model::CounterId> open_;
    std::map<model::CounterId, model::TicketId> seats_;
    std::map<std::string, int> numbers_;
};

} // namespace support
