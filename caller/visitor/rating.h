#pragma once

#include "shared/base/clock.h"
#include "shared/model/command.h"
#include "shared/model/event.h"
#include "shared/model/ticket.h"

#include <optional>
#include <string>
#include <vector>

namespace caller {

/// What the visitor's panel asks for.
enum class PanelPage { Plate, Rating, Reasons, Thanks };

/// The visitor's verdict on the service that has just ended: asked once, never urged.
///
///     page      finished(t)    touched 3–5      touched 1–2    sent/skipped    next one starts   time
///     Plate     Rating of t    -                -              -               -                 -
///     Rating    Rating of t    Thanks, rates    Reasons        -               Plate             20 s: Plate
///     Reasons   Rating of t    -                -              Thanks, rates   Plate, rates      20 s:
///     Thanks, rates Thanks    Rating of t    -                -              -               Plate 5 s:
///     Plate
///
/// A low score given is never lost: whatever ends the reasons' page sends it.
///
/// Pure: the owner sends what comes back.
class Rating {
  public:
    using Wanted = std::optional<model::RateTicket>;
    static constexpr base::Duration kAsk{20000}, kThank{5000};
    static constexpr int kBest = 5, kLow = 2;

    explicit Rating(model::CounterId counter) : counter_(counter) {}

    /// Every event of the hall, in order, with the ticket that it is about, if any.
    Wanted happened(const model::Event& event, const model::Ticket* ticket, base::SteadyTime now);
    /// 1 not satisfied at all … 5 very satisfied.
    Wanted touched(int score, base::SteadyTime now);
    /// A reason is chosen, or taken back. At most kMostReasons.
    void toggle(const std::string& reason);
    /// The chosen reasons are sent; none: they are skipped.
    Wanted done(base::SteadyTime now);
    Wanted tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const { return deadline_; }

    PanelPage page() const { return page_; }
    const std::string& number() const { return number_; }
    const std::string& language() const { return language_; } ///< the visitor's
    const std::vector<std::string>& reasons() const { return reasons_; }
    static constexpr std::size_t kMostReasons = 5;

  private:
    Wanted leave();
    void go(PanelPage page, std::optional<base::SteadyTime> deadline);

    model::CounterId counter_;
    PanelPage page_ = PanelPage::Plate;
    std::optional<base::SteadyTime> deadline_;
    model::TicketId ticket_;
    std::string number_, language_;
    int score_ = 0;
    std::vector<std::string> reasons_;
};

} // namespace caller
