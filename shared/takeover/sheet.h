#pragma once

#include "shared/screen/view.h"
#include "shared/takeover/said.h"

namespace takeover {

/// A whole window that says one thing: a sign, the hall's own language, which stays, and below it the others
/// in turn. In a window that is low and wide one line, in which the languages take turns.
///
///     ┌──────────────────────────┐        ┌──────────────┐        ┌───┬────────────────────────┐
///     │  ┌────┐   HEADLINE       │        │     sign     │        │ ⇲ │ HEADLINE               │
///     │  │sign│   words          │        │   HEADLINE   │        └───┴────────────────────────┘
///     │  └────┘   ────────────   │        │    words     │
///     │           HEADLINE       │        │  ──────────  │
///     │           words          │        │   HEADLINE   │
///     └──────────────────────────┘        └──────────────┘
///
/// Calm: nothing flashes; a language changes every kTurn. Each text is as large as its place allows.
class Sheet final : public screen::View {
  public:
    static constexpr base::Duration kTurn = std::chrono::seconds(5);

    /// `said` is not empty; the first is the hall's own language.
    Sheet(const model::Alarm& alarm, std::vector<Said> said);

    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::optional<base::SteadyTime> tick(base::SteadyTime now) override;
    std::string speech() const override;

    /// The day's colours on every screen, on a dark board too.
    static screen::Theme theme();

  private:
    struct Block {
        screen::Rect headline, words;
    };
    bool leave() const { return alarm_.kind == model::AlarmKind::Evacuation; }
    screen::Color ink(const screen::Look& look) const;
    bool is_line() const { return !bounds().empty() && bounds().width >= 4 * bounds().height; }
    const Said& turning() const;
    void paint_sign(screen::Canvas& canvas, const screen::Look& look) const;
    void paint_block(screen::Canvas& canvas, const screen::Look& look, const Block& block,
                     const Said& said) const;
    void paint_text(screen::Canvas& canvas, const screen::Look& look, screen::Rect place,
                    const std::string& text, const std::string& language, screen::TextStyle largest) const;

    model::Alarm alarm_;
    std::vector<Said> said_;
    std::size_t turn_ = 0; ///< which of the others
    std::optional<base::SteadyTime> next_;
    screen::Rect sign_, line_;
    Block own_, other_;
    screen::Align align_ = screen::Align::Centre;
};

} // namespace takeover
