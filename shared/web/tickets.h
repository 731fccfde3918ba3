#pragma once

#include "shared/base/clock.h"
#include "shared/web/bulletin.h"
#include "shared/web/courier.h"
#include "shared/web/rate_limit.h"

#include <expected>
#include <map>
#include <mutex>
#include <string>

namespace web {

/// What a token stands for.
struct Found {
    model::Ticket ticket;     ///< as it is now, as well as the board tells
    int ahead = 0;            ///< people before it, while it waits
    model::Forecast forecast; ///< of its wait
};

/// Finds visitors' tickets by their tokens, and keeps what was found: the board tells what becomes of a
/// ticket, so the hall is asked again only when its place may have changed, and the less often the farther
/// away its turn is. What was found stays until the day is another one, so that a page can say how it was
/// while the hall is out of reach. Safe from every thread.
class Tickets {
  public:
    Tickets(Courier& courier, const base::Clock& clock);

    enum class Missing { Unknown, OutOfReach };

    /// May take as long as an answer of the hall does. `anew`: asks in any case.
    std::expected<Found, Missing> find(const std::string& token, const State& state, bool anew = false);

    /// Whether it was found before and nothing has to be asked: a stranger's guess never is.
    bool is_known(const std::string& token) const;

    static constexpr std::size_t kMost = 4096;
    static constexpr base::Duration kNear = std::chrono::seconds(3);
    static constexpr base::Duration kFar = std::chrono::seconds(10);
    static constexpr int kNearAhead = 3;

  private:
    struct Entry {
        Found found;
        int day = 0;
        std::uint64_t seq = 0; ///< of the board when it was asked
        base::SteadyTime asked;
        base::SteadyTime used;
    };
    enum class Need { None, Some, Must };

    Need need(const Entry& entry, const State& state, base::SteadyTime now) const;
    std::expected<Found, Missing> ask(const std::string& token, const State& state);
    void keep(const std::string& token, Entry entry);

    Courier& courier_;
    const base::Clock& clock_;
    RateLimit asking_; ///< of all pages together: a forecast costs the hall some work
    mutable std::mutex mutex_;
    std::map<std::string, Entry> entries_;
};

} // namespace web
