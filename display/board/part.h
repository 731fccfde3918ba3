#pragma once

#include "display/board/board_view.h"
#include "display/board/brush.h"
#include "display/board/layout.h"
#include "display/board/turns.h"
#include "display/board/wording.h"
#include "shared/screen/view.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace display {

/// What a board shows besides the hall's state: one screen's share of display.toml.
struct Supplies {
    std::optional<model::CounterId> counter; ///< the one this panel hangs above
    std::string phone_page;                  ///< address behind the QR code; empty: no code
    std::filesystem::path pictures;          ///< a folder; empty: no pictures

    bool operator==(const Supplies&) const = default;
};

/// A part of the board in its area. Its sizes are in units: the area's type is so many of them high, and all
/// else in the part follows.
class Part : public screen::View {
  public:
    Part(const Wording& wording, const Area& area) : wording_(wording), area_(area) {}

    /// Takes what it shows of all this.
    virtual void show(const Contents& contents) = 0;

    /// `panel` chooses the size of the type.
    void set_panel(screen::Size panel) { em_ = area_.em(panel); }

  protected:
    Brush brush(screen::Canvas& canvas, const screen::Look& look) const {
        return {canvas, look, unit(), bounds()};
    }
    /// How many units the area's type is; see the part's own sizes.
    virtual double units() const = 0;
    double unit() const { return em_ / units(); }
    int scaled(double size) const { return static_cast<int>(size * unit() + 0.5); }

    const Wording& wording_;
    const Area area_;

  private:
    double em_ = 1;
};

/// A cell of a part: draws in the part's units.
struct Setting {
    const Wording& wording;
    double unit = 1; ///< pixels
};

class Cell : public screen::View {
  public:
    explicit Cell(const Setting& setting) : setting_(setting) {}

  protected:
    Brush brush(screen::Canvas& canvas, const screen::Look& look) const {
        return {canvas, look, setting_.unit, bounds()};
    }
    const Setting& setting_; ///< the part's; changes with the panel's size
};

/// Draws `Shown` and is damaged only when that changes.
template <typename Shown, typename Base>
class Showing : public Base {
  public:
    using Base::Base;

    void set(Shown shown) {
        if (shown == shown_)
            return;
        shown_ = std::move(shown);
        this->invalidate();
    }

  protected:
    Shown shown_{};
};

/// A capsule with a word in it; returns its place. `at_end`: it ends where `place` does.
screen::Rect pill(const Brush& brush, screen::Rect place, std::string_view icon, std::string_view words,
                  const Ink& ink, screen::Color ground, bool at_end = false);

/// Two texts, one above the other, the first taking `share` per cent of the height; one alone takes all.
void stack(const Brush& brush, screen::Rect place, const Both& words, const Ink& first, const Ink& second,
           int share = 60);

/// "counter 3, 1F east hall" in one or two languages, as one line.
std::string joined(const Wording& wording, const Both& both, std::string_view between = "  ");

/// "NEW" in the board's languages.
std::string new_mark(const Wording& wording);

/// The n-th cell of a grid.
screen::Rect cell(screen::Rect area, int columns, int rows, int index, int gap);

} // namespace display
