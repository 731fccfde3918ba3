#pragma once

#include "caller/paint.h"

#include <functional>
#include <string>

namespace caller {

/// A key of the pad: icon, words, and in its corner the keyboard's key that does the same.
class ActionKey : public screen::View, public Target {
  public:
    enum class Weight { Dominant, Usual, Quiet };

    ActionKey(std::string target, std::string icon, std::string shortcut, std::function<void()> action,
              Weight weight = Weight::Usual);

    void set_text(std::string text);
    void set_icon(std::string icon);
    void set_badge(std::string badge); ///< of a dominant key, on its trailing side
    /// Looks as if it could not be pressed, but can: it then says why not.
    void set_dimmed(bool dimmed);
    void set_chosen(bool chosen);         ///< ticked in a check-list
    void set_narrow() { narrow_ = true; } ///< as wide as a sign, beside a key that it belongs to
    void set_even() { even_ = true; }     ///< as large as its sisters: a long text is broken, not shrunk
    void set_target(std::string target) { target_ = std::move(target); }

    std::string target() const override { return target_; }
    screen::Size measure(const screen::Look& look, int width) const override;
    void arrange(const screen::Look& look, screen::Rect bounds) override { place_in(look, bounds); }
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    bool touchable() const override { return true; }
    void activate() override { action_(); }
    /// The desk tells a trembling hand from a quick one.
    base::Duration strike_pause() const override { return base::Duration(60); }
    std::string speech() const override { return text_; }

  private:
    struct Dress {
        screen::Color ground, edge, ink;
    };
    Dress dress(const screen::Colors& colors) const;
    void place_in(const screen::Look& look, screen::Rect bounds);
    void paint_dominant(screen::Canvas& canvas, const screen::Look& look, screen::Color ink) const;
    void paint_usual(screen::Canvas& canvas, const screen::Look& look, screen::Color ink) const;

    std::string target_, icon_, shortcut_, text_, badge_;
    std::function<void()> action_;
    Weight weight_;
    bool dimmed_ = false, chosen_ = false, narrow_ = false, even_ = false;
};

} // namespace caller
