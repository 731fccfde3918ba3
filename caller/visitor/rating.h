#pragma once

#include "shared/base/clock.h"
#include "shared/model/board.h"
#include "shared/model/command.h"

#include <optional>
#include <string>
#include <vector>

namespace caller {

/// What the visitor's panel asks for.
enum class PanelPage { Plate, Rating, Reasons, Aspects, Thanks };

/// The visitor's verdict on the service that has just ended: asked once, never urged. One touch is a whole
/// verdict; reasons for a low one and marks of single aspects may follow, and go with it.
///
///     page      finished(t)   touched 3–5   touched 1–2  done      undone   next one starts  20 s
///     Plate     Rating of t   -             -            -         -        -                -
///     Rating    Rating of t   Aspects       Reasons      -         Plate    Plate            Plate
///     Reasons   ! Rating of t -             -            Aspects   Plate *  ! Plate          ! Thanks
///     Aspects   ! Rating of t -             -            ! Thanks  Plate *  ! Plate          ! Thanks
///     Thanks    Rating of t   -             -            -         Plate    Plate            Plate, 5 s
///
/// `!` sends the verdict: whatever ends a page sends what was given, once. `*` keeps it, so that no clerk
/// makes one go away by taking the finish back: the question comes again at the next finish, and the kept
/// verdict is sent when it is not answered anew. Without a panel a key of a rating box is all there is: from
/// Rating to Thanks.
///
/// Pure: the owner sends what comes back, and tells what the hall said to it.
class Rating {
  public:
    using Wanted = std::optional<model::RateTicket>;
    static constexpr base::Duration kAsk{20000}, kThank{5000};
    static constexpr int kBest = 5, kLow = 2;

    explicit Rating(model::CounterId counter, bool has_panel = true)
        : counter_(counter), has_panel_(has_panel) {}

    /// Every event of the hall, in order, with the ticket that it is about, if any.
    Wanted happened(const model::Event& event, const model::Ticket* ticket, base::SteadyTime now);
    /// After a gap in the events: a ticket that is served again or was rated meanwhile is not asked about.
    void board_replaced(const model::Board& board);
    /// 1 not satisfied at all … 5 very satisfied; by a finger or a key of a rating box.
    Wanted touched(int score, base::SteadyTime now);
    /// A reason is chosen, or taken back. At most kMostReasons.
    void toggle(const std::string& reason, base::SteadyTime now);
    /// A mark for an aspect (see model::Aspects); the same again takes it back.
    void mark(std::size_t aspect, int score, base::SteadyTime now);
    /// On from the reasons or the aspects, with or without any.
    Wanted done(base::SteadyTime now);
    /// What the hall said to a verdict that was sent.
    void answered(const model::RateTicket& rate, model::Refusal refusal);
    Wanted tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const { return deadline_; }

    PanelPage page() const { return page_; }
    const std::string& number() const { return number_; }
    const std::string& language() const { return language_; } ///< the visitor's
    const std::vector<std::string>& reasons() const { return given_.reasons; }
    const model::Aspects& aspects() const { return given_.aspects; }
    static constexpr std::size_t kMostReasons = 5;

  private:
    Wanted finished(const model::Ticket& ticket, base::SteadyTime now);
    void withdraw();
    Wanted leave();
    bool has_verdict() const { return page_ == PanelPage::Reasons || page_ == PanelPage::Aspects; }
    void go(PanelPage page, std::optional<base::SteadyTime> deadline);

    model::CounterId counter_;
    bool has_panel_;
    PanelPage page_ = PanelPage::Plate;
    std::optional<base::SteadyTime> deadline_;
    std::string number_, language_;
    model::RateTicket given_; ///< of the ticket that is asked about
    Wanted kept_;             ///< given before the finish was taken back
};

} // namespace caller
