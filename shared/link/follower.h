#pragma once

#include "shared/base/clock.h"
#include "shared/link/client.h"
#include "shared/loop/loop.h"
#include "shared/model/board.h"
#include "shared/wire/pulse.h"

#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace hall_link {

/// Follows the hall's state: snapshot, then numbered updates; a gap, another store or a new boot heals by a
/// new snapshot (PROTOCOL.md, "Joining").
///
///     health      snapshot   update in order   gap / store / boot   silence
///     Joining     Live       kept for later    -                    Stale
///     Live        -          applied           Joining              Stale
///     Stale       Live       kept for later    Stale, joins         -
///
/// Stale: the screen must say that it is out of touch instead of showing old numbers; the board stays
/// readable. The follower goes on trying, on a fresh socket every second and a half of silence. Silence is
/// time in which this process could have heard something: one that was stopped itself, or busy, reads what
/// has come meanwhile first.
class Follower : public loop::Timed {
  public:
    enum class Health { Joining, Live, Stale };

    /// Told from the loop's thread; must not destroy the follower.
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

    /// `silence`: after how long without a word it is stale. Throws std::runtime_error with a sentence when a
    /// key file or an endpoint of `line` cannot be used.
    Follower(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, const wire::Line& line,
             Listener& listener, base::Duration silence = wire::kSilence);
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;
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
    void disconnect();
    void read();
    void on_message(std::string_view header, std::string_view body);
    void on_update(const wire::StreamPosition& position, model::Update update);
    void on_alive(const wire::Alive& alive);
    bool in_step(const wire::StreamPosition& position);
    void hear();
    bool excuse(base::SteadyTime now);
    base::SteadyTime silence_due() const;
    void join_after(base::Duration delay);
    void join();
    void on_snapshot(const Result<model::Board>& snapshot);
    void apply_held();
    void set_health(Health health);

    loop::Loop& loop_;
    zmq::context_t& context_;
    const base::Clock& clock_;
    std::string endpoint_;
    std::string hall_public_key_;
    wire::KeyPair own_;
    Listener& listener_;
    base::Duration silence_;
    Client client_; ///< for snapshots
    std::optional<zmq::socket_t> socket_;
    std::optional<model::Board> board_;
    std::vector<std::pair<wire::StreamPosition, model::Update>> held_; ///< came while a snapshot is under way
    Health health_ = Health::Joining;
    bool asked_ = false;                      ///< a snapshot is under way
    std::optional<base::SteadyTime> join_at_; ///< when to ask for the next one
    base::SteadyTime stale_at_;               ///< unless a word comes from the hall
    base::SteadyTime renew_at_;               ///< when a silent socket is replaced
    int tries_ = 0;                           ///< fresh sockets since the last word
    bool excused_ = false;                    ///< both are later, because this process itself was late
    base::SteadyTime told_at_;                ///< when board_->now was
};

} // namespace hall_link
