#pragma once

#include "shared/base/clock.h"
#include "shared/model/board.h"

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>

namespace web {

/// The hall as it was last heard. Never changed once it is published.
struct State {
    model::Board board;        ///< empty until the first snapshot
    bool known = false;        ///< there was a first snapshot
    bool fresh = false;        ///< and the hall is still heard; else a page must say that it is not current
    base::WallTime heard;      ///< the hall's clock at its last word …
    base::SteadyTime at;       ///< … and this process's own then
    std::uint64_t version = 0; ///< counts what was published
};

/// The hall's clock now, as well as this process can tell.
inline base::WallTime hall_time(const State& state, const base::Clock& clock) {
    return state.known ? state.heard + (clock.steady() - state.at) : clock.wall();
}

/// Where the loop's thread pins the hall's state, and the server's threads read it. Safe from every thread.
class Bulletin {
  public:
    void publish(State state);

    /// Never null.
    std::shared_ptr<const State> state() const;

    /// Waits until there is another state than `version`, at most so long; then the present one.
    std::shared_ptr<const State> wait(std::uint64_t version, base::Duration longest) const;

    /// Nothing will be published any more: nobody waits from now on.
    void close();
    bool closed() const;

  private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::shared_ptr<const State> state_ = std::make_shared<const State>();
    bool closed_ = false;
};

} // namespace web
