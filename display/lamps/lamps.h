#pragma once

#include "display/lamps/relay_board.h"
#include "display/lamps/signals.h"
#include "shared/config/table.h"

#include <memory>
#include <vector>

namespace display {

/// The [[signal]] tables of display.toml: lamps and bells above counters. What is wrong is noted in the
/// table's document.
std::vector<SignalOptions> read_signals(const config::Table& root, const std::filesystem::path& folder);

/// Lamps and bells above the counters, for who cannot hear or cannot see: follow the board, through relays.
class Lamps final : public loop::Timed {
  public:
    using MayRing = std::function<bool(model::CounterId)>; ///< false in quiet hours

    Lamps(loop::Loop& loop, const base::Clock& clock, const std::vector<SignalOptions>& signals,
          MayRing may_ring);
    Lamps(const Lamps&) = delete;
    Lamps& operator=(const Lamps&) = delete;
    ~Lamps() override;

    void updated(const model::Update& update, const model::Board& board);
    /// Lights what is called; rings nothing.
    void replaced(const model::Board& board);
    void out_of_touch();

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return next_; }

  private:
    struct Wired {
        SignalOptions::Kind kind;
        model::CounterId counter;
        RelayBoard* board;
        int relay;
    };

    loop::Loop& loop_;
    const base::Clock& clock_;
    MayRing may_ring_;
    Signals signals_;
    std::vector<std::unique_ptr<RelayBoard>> boards_;
    std::vector<Wired> wired_;
    std::optional<base::SteadyTime> next_;
};

} // namespace display
