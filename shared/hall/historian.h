#pragma once

#include "shared/base/clock.h"
#include "shared/loop/loop.h"
#include "shared/model/hall.h"
#include "shared/model/refusal.h"
#include "shared/queue/explain.h"
#include "shared/store/reader.h"

#include <deque>
#include <expected>
#include <functional>
#include <optional>

namespace hall {

/// A ticket to be explained as of one moment: the part of the journal to be read, and what only the present
/// state knows.
struct Case {
    model::TicketId ticket;
    std::uint64_t from = 0; ///< the day's first event
    std::uint64_t end = 0;  ///< one beyond the last that counts
    base::WallTime now;
    std::optional<int> ahead; ///< while it waits
};

/// Explains tickets from the journal without keeping anybody waiting: the day is played again a page a turn
/// of the loop, between the turns in which visitors are called. One case after the other.
///
/// Belongs to the loop's thread, and uses its journal: what is appended meanwhile lies beyond a case's end.
class Historian final : public loop::Timed {
  public:
    /// UnknownTicket, or Overloaded when the journal cannot be read.
    using Done = std::function<void(const std::expected<model::Explanation, model::Refusal>&)>;

    Historian(loop::Loop& loop, const model::Hall& hall, store::Reader& journal);
    Historian(const Historian&) = delete;
    Historian& operator=(const Historian&) = delete;
    ~Historian() override;

    /// False when kMostCases wait already. `done` comes from a later tick.
    bool take(const Case& one, Done done);

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

    static constexpr std::size_t kMostCases = 64;
    static constexpr std::size_t kPage = 250; ///< events a turn: some tenths of a millisecond

  private:
    struct Open {
        Case one;
        Done done;
    };
    /// The explanation once it is known, or nothing yet.
    std::optional<std::expected<model::Explanation, model::Refusal>> read_on(Case& one);

    loop::Loop& loop_;
    const model::Hall& hall_;
    store::Reader& journal_;
    std::deque<Open> cases_;
    std::optional<queue::Explainer> explainer_; ///< of the first one
};

} // namespace hall
