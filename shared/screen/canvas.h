#pragma once

#include "shared/screen/color.h"
#include "shared/screen/geometry.h"
#include "shared/screen/pixels.h"

namespace screen {

/// Draws on a Pixels or on another Raster, anti-aliased, inside a clip. Text is drawn by Fonts (fonts.h).
///
/// The picture below is taken as opaque. Nothing is ever drawn outside the clip, and a clip is given back by
/// the scope that set it, so that no clip is left behind for the next rectangle.
class Canvas {
  public:
    explicit Canvas(Pixels& target) : Canvas(target.raster()) {}
    explicit Canvas(Raster target) : target_(target), clip_(target.bounds()) {}

    /// While it lives, only what is inside both the old clip and `rect` is drawn.
    class Clip {
      public:
        Clip(Canvas& canvas, Rect rect) : canvas_(canvas), before_(canvas.clip_) {
            canvas.clip_ = before_.intersection(rect);
        }
        Clip(const Clip&) = delete;
        Clip& operator=(const Clip&) = delete;
        ~Clip() { canvas_.clip_ = before_; }

      private:
        Canvas& canvas_;
        Rect before_;
    };
    [[nodiscard]] Clip clipped(Rect rect) { return Clip(*this, rect); }
    Rect clip() const { return clip_; }
    Size size() const { return target_.size; }

    void fill(Rect rect, Color color);
    void rounded(Rect rect, int radius, Color color);
    /// A frame of `width` pixels just inside `rect`.
    void outline(Rect rect, int radius, int width, Color color);
    /// Top colour to bottom colour.
    void gradient(Rect rect, int radius, Color top, Color bottom);
    /// A soft shadow of a rounded rectangle that is drawn afterwards, at most `blur` higher or lower: the
    /// middle is left out.
    void shadow(Rect rect, int radius, int blur, Color color);
    void circle(Point centre, int radius, Color color);
    /// Round ends.
    void line(Point from, Point to, int width, Color color);

    void draw(const Mask& mask, Point top_left, Color color);
    /// `opacity` 0…255 on top of the picture's own alpha.
    void draw(const Pixels& picture, Point top_left, int opacity = 255);

  private:
    Raster target_;
    Rect clip_;
};

} // namespace screen
