#pragma once

#include "caller/pad/parts.h"
#include "caller/pad/sheet.h"
#include "shared/screen/layout.h"
#include "shared/screen/stage.h"

#include <array>
#include <functional>
#include <string>

namespace caller {

/// The clerk's screen: who is at the counter, the keys, who waits. Draws a PadFace and tells of presses; what
/// they mean is the desk's business.
///
/// Keyboard: F1 next, F2 recall, F3 start, F4 finish, F5 no-show, F6 park, F7 transfer, F8 pause, F9 open or
/// close, F10 help, F11 "I am coming"; Shift+F4 finish with an outcome, Shift+F9 take over; Ctrl+Z undo;
/// digits and ENTER a number; in a question the digits answer at once, 0 turns the page, and Escape closes
/// it; Tab and arrows reach everything else.
///
/// A card's reader is a keyboard too: a line of kCardLength characters or more, each within kCardPause of the
/// one before, and ENTER, while somebody is to log in, is a card and no number.
class Pad {
  public:
    using Pressed = std::function<void(const Press&)>;
    static constexpr std::size_t kLines = 12; ///< more than any window has room for
    static constexpr std::size_t kCardLength = 8;
    static constexpr base::Duration kCardPause{50};

    /// `stage` and `catalogue` outlive it.
    Pad(screen::Stage& stage, const screen::Catalogue& catalogue, Pressed pressed);

    void show(const Desk& desk, const Around& around);

    /// True when the key meant something here; ask it before the stage.
    bool handle_key(const screen::KeyEvent& key, base::SteadyTime now);
    /// Digits typed on the keyboard without ENTER yet.
    const std::string& typed() const { return typed_; }

    /// What can be touched now: the page, or the question above it.
    const screen::View& root() const {
        return sheet_ != nullptr ? static_cast<const screen::View&>(*sheet_) : *page_;
    }

    /// The theme that makes the pad fill a window of this size.
    static screen::Theme theme_for(screen::Size window);

  private:
    struct Key {
        Action action;
        ActionKey* view;
    };
    void build();
    void add_key(screen::View& into, Action action, const char* target, const char* icon,
                 const char* shortcut, ActionKey::Weight weight);
    void show_question(const Desk& desk);
    bool handle_function(char32_t number);
    bool handle_character(char32_t character, base::SteadyTime now);
    bool handle_enter(base::SteadyTime now);
    bool awaits_card() const;

    screen::Stage& stage_;
    const screen::Catalogue& catalogue_;
    Pressed pressed_;

    screen::View* page_ = nullptr;
    HeadView* head_ = nullptr;
    CardView* card_ = nullptr;
    BarView* bar_ = nullptr;
    ListTitle* list_title_ = nullptr;
    std::vector<Key> keys_;
    std::vector<LineView*> lines_;

    Sheet* sheet_ = nullptr;
    std::optional<Question> asked_;
    std::string typed_;
    base::SteadyTime last_digit_{};
    std::string swiped_; ///< what came as fast as a card's reader types
    base::SteadyTime last_character_{};
    bool closed_ = false;
};

} // namespace caller
