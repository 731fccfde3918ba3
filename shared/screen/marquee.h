#pragma once

#include "shared/screen/view.h"

namespace screen {

/// A line of notices that moves when it is longer than its place; otherwise it stands still.
/// For notices only, never for the number (facts: at most about six characters a second).
class Marquee : public View {
  public:
    explicit Marquee(std::string text, TextStyle Theme::* step = &Theme::body,
                     Color Colors::* ink = &Colors::text)
        : text_(std::move(text)), step_(step), ink_(ink) {}

    void set_text(std::string text);
    /// Ems a second.
    double speed = 3.0;

    Size measure(const Look& look, int width) const override;
    void arrange(const Look& look, Rect bounds) override;
    void paint(Canvas& canvas, const Look& look) const override;
    std::optional<base::SteadyTime> tick(base::SteadyTime now) override;
    std::string speech() const override { return text_; }

  private:
    std::string text_;
    TextStyle Theme::* step_;
    Color Colors::* ink_;
    int length_ = 0, em_ = 0; ///< of the text, known after arrange()
    int offset_ = 0;
    std::optional<base::SteadyTime> begun_;
};

} // namespace screen
