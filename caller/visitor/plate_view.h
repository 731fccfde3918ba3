#pragma once

#include "caller/paint.h"
#include "caller/visitor/plate.h"
#include "caller/visitor/portrait.h"
#include "caller/visitor/words.h"

#include <string>
#include <utility>

namespace caller {

/// What is read across the hall has 7:1 on the page: the accents of the theme, deeper.
screen::Color call_ink(const screen::Colors& colors);
screen::Color serving_ink(const screen::Colors& colors);

/// The counter's plate: its number and place, who sits there, who is being served, the pause sign. Lying or
/// standing.
class PlateView : public VisitorView {
  public:
    /// `portrait` outlives it.
    PlateView(PlateFace face, std::string counter_word, Portrait& portrait)
        : face_(std::move(face)), counter_word_(std::move(counter_word)), portrait_(portrait) {}

    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return face_.headline + " " + face_.number; }

  private:
    bool stands() const { return bounds().height > bounds().width; }
    bool is_paused() const { return face_.mood == PlateFace::Mood::Paused; }
    void paint_sign(screen::Canvas& canvas, const screen::Look& look) const;
    void paint_number(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect) const;
    void paint_mood(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect) const;
    void paint_clerk(screen::Canvas& canvas, const screen::Look& look) const;

    PlateFace face_;
    std::string counter_word_;
    Portrait& portrait_;
    screen::Rect sign_, state_, card_, photo_;
};

} // namespace caller
