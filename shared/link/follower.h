#pragma once

#include "shared/base/clock.h"
#include "shared/link/client.h"
#include "shared/loop/loop.h"
#include "shared/model/board.h"

#include <functional>
#include <optional>
#include <vector>

namespace hall_link {

/// Follows the hall's state: snapshot, then numbered updates; a gap, another store or a new boot heals by a
/// new snapshot (PROTOCOL.md, "Joining").
///
///     health      snapshot   update in order   gap / store / boot   silence 3 s
///     Joining     Live       kept for later    -                    Stale
///     Live        -          applied           Joining              Stale
///     Stale       Live       kept for later    Joining              -
///
/// Stale: the screen must say that it is out of touch instead of showing old numbers; the board stays
/// readable.
class Follower : public loop::Timed {
  public:
    enum class Health { Joining, Live, Stale };

    struct Listener {
        virtual ~Listener() = default;
        /// The board was replaced as a whole: draw all, make no sound.
        virtual void board_replaced() = 0;
        /// One event happened and is in the board already.
        virtual void updated(const model::Update& update) = 0;
        virtual void health_changed(Health health) = 0;
        /// The heartbeat brought a new time and new outlooks.
        virtual void heard() {}
    };

    Follower(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, const wire::Line& line,
             Listener& listener);
    ~Follower() override;

    Health health() const { return health_; }

    /// Null until the first snapshot.
    const model::Board* board() const { return board_ ? &*board_ : nullptr; }

    /// The hall's clock now, as well as this process can tell.
    base::WallTime hall_time() const;

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    void connect();
    void read();
    void on_update(model::Update update);
    void on_alive(const wire::Alive& alive);
    void join();
    void on_snapshot(const Result<model::Board>& snapshot);
    void set_health(Health health);

    loop::Loop& loop_;
    zmq::context_t& context_;
    const base::Clock& clock_;
    wire::Line line_;
    Listener& listener_;
    Client client_; ///< for snapshots
    std::optional<zmq::socket_t> socket_;
    std::optional<model::Board> board_;
    std::vector<model::Update> held_; ///< updates that came while a snapshot is under way
    Health health_ = Health::Joining;
    bool joining_ = false;
    base::SteadyTime last_heard_;
    std::optional<base::SteadyTime> rejoin_;
};

} // namespace hall_link
