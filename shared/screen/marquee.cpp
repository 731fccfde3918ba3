#include "shared/screen/marquee.h"

namespace screen {

namespace {

constexpr base::Duration kFrame{16};
constexpr base::Duration kRest{2000}; // stands still before it moves: the beginning is to be read
constexpr int kSpaceBetween = 4;      // ems between the end and the next beginning

} // namespace

void Marquee::set_text(std::string text) {
    if (text == text_)
        return;
    text_ = std::move(text);
    offset_ = 0;
    begun_.reset();
    invalidate();
    invalidate_layout();
}

Size Marquee::measure(const Look& look, int width) const {
    const Size size = look.fonts.measure(text_, look.theme.*step_, look.language);
    return {std::min(width, size.width), size.height};
}

void Marquee::arrange(const Look& look, Rect bounds) {
    place(bounds);
    em_ = (look.theme.*step_).size;
    length_ = look.fonts.measure(text_, look.theme.*step_, look.language).width;
}

void Marquee::paint(Canvas& canvas, const Look& look) const {
    const auto inside = canvas.clipped(bounds());
    const auto text = look.fonts.lay_out(text_, {look.theme.*step_, look.language, 0, 1, 0});
    const Color color = look.theme.colors.*ink_;
    const int y = bounds().y + (bounds().height - text->line_height) / 2;
    const auto draw_at = [&](int x) {
        look.fonts.draw(canvas, {x, y, text->width, text->line_height}, *text, color, Align::Leading);
    };
    const bool mirrored = look.mirrored();
    const int start = mirrored ? bounds().right() - text->width : bounds().x;
    const int turn = text->width + kSpaceBetween * em_;
    draw_at(mirrored ? start + offset_ : start - offset_);
    if (text->width > bounds().width)
        draw_at(mirrored ? start + offset_ - turn : start - offset_ + turn);
}

std::optional<base::SteadyTime> Marquee::tick(base::SteadyTime now) {
    if (!visible() || em_ == 0 || length_ <= bounds().width) {
        begun_.reset();
        if (offset_ != 0) {
            offset_ = 0;
            invalidate();
        }
        return std::nullopt;
    }
    if (!begun_)
        begun_ = now + kRest;
    if (now < *begun_)
        return *begun_;
    const double seconds = static_cast<double>((now - *begun_).count()) / 1000.0;
    const int turn = length_ + kSpaceBetween * em_;
    const int moved = static_cast<int>(seconds * speed * em_);
    if (moved >= turn) {
        begun_ = now + kRest;
        offset_ = 0;
        invalidate();
        return *begun_;
    }
    if (moved != offset_) {
        offset_ = moved;
        invalidate();
    }
    return now + kFrame;
}

} // namespace screen
