#pragma once

#include "display/board/board_view.h"
#include "display/led/sign_page.h"
#include "shared/screen/translations.h"

#include <optional>

namespace display {

/// What an LED sign says, from what the board says.
///
///     a counter's strip (窗口条屏)                   the wall of the hall: as many lines as it has
///     called        "请A023到3号窗口", flashing      the calls, newest first: "请A023到3号窗口"
///     being served  "正在办理 A023"                  … and who has come: "A023 → 3"
///     open          "3号窗口 空闲"                    nobody called: welcome and the hall's name
///     paused        "3号窗口 暂停服务"                three lines or more, and notices: the last
///     closed        "3号窗口 未开放"                  is theirs, and scrolls
///     out of touch  "3号窗口": true at any time      "not up to date", and whom to ask
///
/// Its languages take turns, one every `alternate`; what is new begins with the first of them. What runs by
/// has them one after the other, so that no turn cuts it off. Pure: no clock, no link, no wall.
class SignView {
  public:
    struct Options {
        std::optional<model::CounterId> counter;       ///< none: the wall of the hall
        std::vector<std::string> languages{"zh-Hans"}; ///< BCP 47
        base::Duration alternate = std::chrono::seconds(4);
        int lines = 1;
    };
    explicit SignView(Options options);

    SignPage page(const Contents& contents, base::SteadyTime now);
    /// Whatever the hall does: the alarm runs by, in the sign's languages. A display of characters goes dark.
    SignPage page(const SignAlarm& alarm) const;

    /// When page() will differ though the contents do not.
    std::optional<base::SteadyTime> next_deadline() const;

  private:
    struct Language {
        std::string tag; ///< of names
        screen::Catalogue catalogue;
    };
    SignLine line(const Language& language, Tone tone, std::vector<std::string> texts) const;
    template <typename Say>
    SignLine notice(Say say) const;
    SignLine call(const Language& language, const std::string& number, model::CounterId counter,
                  Attention attention) const;
    SignPage strip(const Contents& contents, const Language& language) const;
    SignPage wall(const Contents& contents, const Language& language) const;

    Options options_;
    std::vector<Language> languages_;
    std::vector<std::string> said_; ///< the numbers of the page before
    std::size_t turn_ = 0;
    std::optional<base::SteadyTime> next_turn_;
};

} // namespace display
