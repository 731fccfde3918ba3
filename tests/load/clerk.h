#pragma once

#include "shared/link/client.h"
#include "shared/loop/loop.h"

#include <chrono>
#include <random>
#include <vector>

namespace load {

using Random = std::mt19937_64;

/// What the hall acknowledged, and how long that took.
struct Seen {
    struct Call {
        model::TicketId ticket;
        model::CounterId counter;
    };
    std::vector<model::TicketId> issued;
    std::vector<Call> called;
    std::vector<double> issue_ms;
    std::vector<double> call_ms;
    int refused = 0;    ///< of issues: nobody is ever refused one
    int unanswered = 0; ///< within the client's patience
};

/// Somebody at a counter for the whole day: calls whoever is next, serves for a while, calls again. A day
/// passes sixty times as fast as outside. With nobody to call, asks again after a moment.
class Clerk final : public loop::Timed {
  public:
    Clerk(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, const wire::Line& line,
          model::CounterId counter, Random& random, Seen& seen);
    Clerk(const Clerk&) = delete;
    Clerk& operator=(const Clerk&) = delete;
    ~Clerk() override;

    void go_home() { at_home_ = true; } ///< after whoever is there

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return next_; }

  private:
    void call();
    void ask_again_in(base::Duration least, base::Duration most);

    loop::Loop& loop_;
    const base::Clock& clock_;
    hall_link::Client client_;
    model::CounterId counter_;
    Random& random_;
    Seen& seen_;
    bool at_home_ = false;
    bool open_ = false;
    std::optional<base::SteadyTime> next_;
};

inline constexpr base::Duration kPatience = std::chrono::seconds(20);

/// Of a stopwatch, for what was seen.
double milliseconds_since(base::SteadyTime begin, const base::Clock& clock);

} // namespace load
