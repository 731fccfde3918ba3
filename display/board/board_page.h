#pragma once

#include "display/board/board_view.h"
#include "display/board/layout.h"
#include "display/board/parts.h"
#include "display/board/wording.h"
#include "shared/screen/marquee.h"
#include "shared/screen/view.h"

#include <vector>

namespace display {

/// The page that hangs in the hall: draws Contents with the least damage. Services that do not fit at once
/// take turns.
class BoardPage final : public screen::View {
  public:
    /// How long one page of services stands.
    static constexpr base::Duration kPageTurn = std::chrono::seconds(8);

    explicit BoardPage(const Wording& wording);

    void show(const Contents& contents);

    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::optional<base::SteadyTime> tick(base::SteadyTime now) override;

  private:
    void distribute();
    void set_counters();
    void set_services();
    std::size_t service_pages() const;

    const Wording& wording_;
    Setting setting_;
    Contents contents_;
    Layout layout_;
    Header& header_;
    Message& message_;
    std::vector<CallCard*> cards_;
    RecentCalls& recent_;
    std::vector<CounterCell*> counters_;
    std::vector<ServiceCell*> services_;
    screen::Marquee& notices_;
    std::size_t service_page_ = 0, counter_page_ = 0;
    std::optional<base::SteadyTime> turn_;
};

/// The look of a board on a panel of this size.
screen::Theme board_theme(screen::Size panel);

} // namespace display
