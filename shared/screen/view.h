#pragma once

#include "shared/base/clock.h"
#include "shared/screen/canvas.h"
#include "shared/screen/event.h"
#include "shared/screen/fonts.h"
#include "shared/screen/icons.h"
#include "shared/screen/theme.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace screen {

class View;

/// What a tree of views is drawn with. Fonts and icons outlive the tree.
struct Look {
    Theme theme;
    std::string language; ///< of the texts: zh_Hans, zh_Hant, en, ar …
    Fonts& fonts;
    Icons& icons;

    Direction direction() const { return direction_of(language); }
    bool mirrored() const { return direction() == Direction::RightToLeft; }
    /// Icons that point back or on point the other way in Arabic.
    const Mask& icon(std::string_view name, int size) const;
};

/// What a tree of views stands on; Stage is the one there is.
class Ground {
  public:
    virtual ~Ground() = default;
    virtual void damaged(Rect rect) = 0;
    virtual void layout_wanted() = 0;
    virtual void leaving(View& view) = 0; ///< it and its children are about to go
};

/// One element of a screen: knows how large it wants to be, where it is, how it looks, what it says aloud.
///
/// Measured and arranged by its parent, drawn by the Stage: first itself, then its children in order. It may
/// draw only inside its bounds, grown by overflow_. A change that shows calls invalidate(); one that moves
/// things calls invalidate_layout().
class View {
  public:
    View() = default;
    View(const View&) = delete;
    View& operator=(const View&) = delete;
    virtual ~View();

    // The tree
    View& adopt(std::unique_ptr<View> child);
    template <typename Kind, typename... Args>
    Kind& add(Args&&... args) {
        return static_cast<Kind&>(adopt(std::make_unique<Kind>(std::forward<Args>(args)...)));
    }
    void clear(); ///< removes the children
    const std::vector<std::unique_ptr<View>>& children() const { return children_; }
    View* parent() const { return parent_; }
    bool is_inside(const View& ancestor) const;

    // Place
    /// The size it would like when `width` pixels are offered.
    virtual Size measure(const Look& look, int width) const;
    /// Takes its place and gives the children theirs.
    virtual void arrange(const Look& look, Rect bounds);
    Rect bounds() const { return bounds_; }
    Rect damage_bounds() const { return bounds_.grown(overflow_); }
    int grow = 0; ///< share of the space left over in a Row or Column
    bool visible() const { return visible_; }
    void set_visible(bool visible);

    // Look
    virtual void paint(Canvas& canvas, const Look& look) const;
    void invalidate();
    void invalidate_layout();

    // People
    virtual bool touchable() const { return false; }
    virtual bool focusable() const { return enabled() && touchable(); }
    bool enabled() const { return enabled_; }
    void set_enabled(bool enabled);
    bool pressed() const { return pressed_; }
    bool focused() const { return focused_; }
    /// Released inside, or Enter while focused. Owners give widgets a function; see Button.
    virtual void activate() {}
    /// True when the key was used; otherwise the parent is asked.
    virtual bool handle_key(const KeyEvent&) { return false; }
    /// After activation, how long touches are ignored: a trembling hand strikes twice.
    virtual base::Duration strike_pause() const { return base::Duration(500); }

    /// What the voice says for it; empty: nothing. Defaults to the children's, in order.
    virtual std::string speech() const;
    /// Of speech(), as catalogues are named; empty: the screen's own. A language's name is said in its voice.
    virtual std::string speech_language() const { return {}; }
    /// Itself, or something inside it that is to be seen.
    bool holds_touchable() const;

    /// Called when due; moves what moves. Returns when it wants to be called again.
    virtual std::optional<base::SteadyTime> tick(base::SteadyTime now);

    void stand_on(Ground* ground) { ground_ = ground; }

  protected:
    void place(Rect bounds); ///< what arrange() has to call: damages the old place and the new one
    int overflow_ = 0;       ///< how far a shadow is drawn outside the bounds

  private:
    friend class Stage;
    Ground* ground() const;

    View* parent_ = nullptr;
    Ground* ground_ = nullptr;
    std::vector<std::unique_ptr<View>> children_;
    Rect bounds_;
    bool visible_ = true, enabled_ = true, pressed_ = false, focused_ = false;
};

} // namespace screen
