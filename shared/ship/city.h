#pragma once

#include "shared/model/event.h"
#include "shared/ship/line.h"
#include "shared/store/reader.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ship {

/// One journal's place in the city: what of it is there, and how it grows.
///
/// What is there is always a beginning of the journal without a gap: each batch is one transaction that locks
/// the journal's row, asks how far it has come, and goes on there. So two shippers of one journal, and any
/// death of either side, can neither lose an event nor put one in twice. Every call may throw CityError or
/// Interrupted; then this object is of no more use. Belongs to one thread.
class City {
  public:
    /// Connects, checks the tables, and finds the journal's place or makes it.
    City(const std::string& address, std::string hall, std::uint64_t store);

    const Line& line() const { return line_; }

    /// The last event that is there; 0: none.
    std::uint64_t last() const { return last_; }
    /// That event as it is there, to be held against the hall's own.
    std::vector<model::Event> last_event();

    /// Puts in the events, which follow last() without a gap of the journal's own. False when somebody else
    /// was quicker: nothing was put in, and last() says from where to go on. `still`: asked before the
    /// commit; when it says no nothing is put in either.
    template <typename Still>
    bool put(const std::vector<model::Event>& events, const Still& still) {
        if (!begin())
            return false;
        insert(events);
        if (!still()) {
            line_.run("ROLLBACK");
            return false;
        }
        commit(events);
        return true;
    }

    /// Says that the hall is there although nothing happened. False when another journal of the same hall has
    /// said so within the last kCompany.
    bool beat();

    static constexpr base::Duration kCompany = std::chrono::seconds(15);

    /// What the hall's configuration says in public, for reports: the protocol's snapshot, and its name.
    void describe(const std::string& snapshot, const std::string& name);

    // What the hall forgets is forgotten here, too.

    std::uint64_t compared() const { return compared_; } ///< done for all before this event
    std::uint64_t first();                               ///< 0: none
    store::Tally tally(std::uint64_t from, std::uint64_t end);
    /// Holds of these numbers only what `events` still say.
    void replace(std::uint64_t from, std::uint64_t end, const std::vector<model::Event>& events);
    void set_compared(std::uint64_t before);

    /// Of the hall's older journals, a part: the words that people left; and the days before `day`, 0: none.
    /// True while there is more.
    bool forget_older(int day);

  private:
    bool begin();
    void insert(const std::vector<model::Event>& events);
    void commit(const std::vector<model::Event>& events);

    Line line_;
    std::string hall_;
    std::uint64_t store_;
    std::string own_; ///< "hall = … AND store = …"
    std::uint64_t last_ = 0;
    std::uint64_t compared_ = 0;
};

} // namespace ship
