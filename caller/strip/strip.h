#pragma once

#include "caller/pad/action_key.h"
#include "caller/pad/face.h"
#include "caller/strip/strip_parts.h"
#include "shared/screen/stage.h"

#include <functional>
#include <string>
#include <vector>

namespace caller {

/// The pad in one line, for a clerk whose screen belongs to other software: counter and state, who is there
/// and for how long, the keys that ask nothing, and one sentence. What asks something, or needs more room,
/// is the pad's: the owner shows it beside the strip.
///
///     ┌─────────┬─────────────────────────┬──────────────┬────────┬───────┬────────┬─────────┬───┐
///     │ Counter │ A011  Housing loan      │ Next      12 │ Recall │ Start │ Finish │ No-show │ … │
///     │ Serving │       4:05 / 10:00      │              │        │       │        │         │   │
///     ├─────────┴─────────────────────────┴──────────────┴────────┴───────┴────────┴─────────┴───┤
///     │ one sentence, as above the pad's keys                                place, staff, clock │
///     └──────────────────────────────────────────────────────────────────────────────────────────┘
///
/// While the counter is closed or paused one key stands where the four do: open, or resume. Where there is no
/// room for words the keys have their icons and shortcuts only.
class Strip {
  public:
    using Pressed = std::function<void(const Press&)>;
    static constexpr int kHeight = 68; ///< at 96 dots an inch
    static constexpr int kLeastWidth = 640;

    /// `stage` and `catalogue` outlive it. `more`: the pad is wanted.
    Strip(screen::Stage& stage, const screen::Catalogue& catalogue, Pressed pressed,
          std::function<void()> more);

    void show(const Desk& desk, const Around& around);

    const screen::View& root() const { return *page_; }

    static screen::Theme theme_for(screen::Size window);

  private:
    struct Key {
        Action action;
        ActionKey* view;
    };
    ActionKey& add_key(Action action, const char* target, const char* icon, const char* shortcut,
                       ActionKey::Weight weight);
    void show_keys(const Desk& desk, const PadFace& face);
    /// As wide as the longest of the words needs; 0: there is no room for words.
    int width_of(const std::vector<std::string>& words) const;

    screen::Stage& stage_;
    const screen::Catalogue& catalogue_;
    Pressed pressed_;
    StripPage* page_ = nullptr;
    std::vector<Key> keys_; ///< of somebody who is at the counter
    ActionKey* next_ = nullptr;
    ActionKey* begin_ = nullptr; ///< opens or resumes
    ActionKey* more_ = nullptr;
    Action begins_ = Action::Open;
};

} // namespace caller
