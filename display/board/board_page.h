#pragma once

#include "display/board/part.h"
#include "display/board/reel.h"

#include <memory>
#include <vector>

namespace display {

/// The page that hangs in the hall: the parts of a layout, each of which draws its share of Contents with the
/// least damage.
class BoardPage final : public screen::View {
  public:
    BoardPage(const Wording& wording, const Layout& layout, Supplies supplies);
    ~BoardPage() override;

    void show(const Contents& contents);
    /// Other places, or other parts.
    void set_layout(const Layout& layout);
    /// A small sign in the corner for the technician: the layout file has a mistake.
    void set_mark(bool shown);

    void arrange(const screen::Look& look, screen::Rect bounds) override;

  private:
    void build();

    const Wording& wording_;
    Layout layout_;
    Supplies supplies_;
    Contents contents_;
    RetiredReels retired_;
    std::vector<Part*> parts_; ///< in the order of the layout's areas
    screen::View* mark_ = nullptr;
    bool marked_ = false;
};

/// The look of a board on a panel of this size.
screen::Theme board_theme(screen::Size panel);

} // namespace display
