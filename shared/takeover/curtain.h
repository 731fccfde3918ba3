#pragma once

#include "shared/model/board.h"
#include "shared/screen/stage.h"
#include "shared/screen/window.h"
#include "shared/takeover/sheet.h"

#include <optional>
#include <utility>

namespace takeover {

/// Falls over all that a window shows, in one turn, and goes up again: whatever page, question or staff menu
/// stands below it goes on unseen, and needs to know nothing of it.
///
///     each turn: follow(board); covers(now)? handle() the events and present() instead of the window's own
///     stage; else, once gone_up(), that stage draws everything anew
///
/// Keeps a picture of its own only while it is down. Fonts and icons outlive it. Pure but for the window:
/// time comes from outside.
class Curtain {
  public:
    Curtain(screen::Fonts& fonts, screen::Icons& icons) : fonts_(fonts), icons_(icons) {}

    /// `board` null: nothing is known, and what is down stays.
    void follow(const model::Board* board);
    /// What is up now, if anything.
    const std::optional<model::Alarm>& alarm() const { return alarm_; }
    bool evacuates() const { return alarm_ && alarm_->kind == model::AlarmKind::Evacuation; }

    /// Somebody has read it and needs the screen: lifted until then, unless something else is said.
    void lift(base::SteadyTime until) { lifted_until_ = until; }
    bool covers(base::SteadyTime now) const { return alarm_ && now >= lifted_until_; }
    /// While it is lifted: when it falls again.
    std::optional<base::SteadyTime> falls_at() const;
    /// True once after it was down: what the window shows is not its stage's any more.
    bool gone_up();

    /// The window was resized or exposed.
    void handle(const screen::Event& event, base::SteadyTime now);
    /// Draws what has changed; returns when it next wants to.
    std::optional<base::SteadyTime> present(screen::Window& window, base::SteadyTime now);

  private:
    screen::Fonts& fonts_;
    screen::Icons& icons_;
    std::optional<model::Alarm> alarm_;
    std::vector<std::string> languages_;
    std::optional<screen::Stage> stage_; ///< while it is down
    base::SteadyTime lifted_until_{};
};

} // namespace takeover
