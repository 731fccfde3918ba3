#include "shared/screen/canvas.h"

#include <cmath>

namespace screen {

namespace {

// `weight` 0…256 of `color` over the opaque `below`; two channels in one multiplication.
std::uint32_t blend(std::uint32_t below, std::uint32_t color, std::uint32_t weight) {
    constexpr std::uint32_t kRedBlue = 0x00FF00FFU;
    const std::uint32_t rest = 256U - weight;
    const std::uint32_t red_blue = ((below & kRedBlue) * rest + (color & kRedBlue) * weight) >> 8U & kRedBlue;
    const std::uint32_t green = ((below >> 8U & 0xFFU) * rest + (color >> 8U & 0xFFU) * weight) & 0xFF00U;
    return 0xFF000000U | red_blue | green;
}

std::uint32_t opaque_word(Color color) {
    return 0xFF000000U | static_cast<std::uint32_t>(color.red) << 16U |
           static_cast<std::uint32_t>(color.green) << 8U | color.blue;
}

// 0…255 to 0…256, so that full stays full.
std::uint32_t weight_of(int alpha) {
    return static_cast<std::uint32_t>(alpha + (alpha >> 7));
}

void blend_span(std::uint32_t* from, int count, Color color) {
    const std::uint32_t value = opaque_word(color);
    if (color.alpha == 255) {
        std::fill_n(from, count, value);
        return;
    }
    const std::uint32_t weight = weight_of(color.alpha);
    for (int i = 0; i < count; ++i)
        from[i] = blend(from[i], value, weight);
}

// How far the middle of a pixel is from the edge of a rounded rectangle; negative inside.
double distance(Rect rect, int radius, int x, int y) {
    const double half_width = rect.width / 2.0;
    const double half_height = rect.height / 2.0;
    const double dx = std::abs(x + 0.5 - rect.x - half_width) - (half_width - radius);
    const double dy = std::abs(y + 0.5 - rect.y - half_height) - (half_height - radius);
    if (dx <= 0.0 || dy <= 0.0) // beside a straight edge
        return std::max(dx, dy) - radius;
    return std::sqrt(dx * dx + dy * dy) - radius; // by a corner; hypot() costs several times more
}

double coverage(double distance_from_edge) {
    return std::clamp(0.5 - distance_from_edge, 0.0, 1.0);
}

void put(std::uint32_t& pixel, Color color, double share) {
    if (share > 0.0)
        pixel = blend(pixel, opaque_word(color), weight_of(static_cast<int>(color.alpha * share + 0.5)));
}

/// put() on each of so many pixels.
void put_span(std::uint32_t* from, int count, Color color, double share) {
    if (share > 0.0) {
        color.alpha = static_cast<std::uint8_t>(static_cast<int>(color.alpha * share + 0.5));
        blend_span(from, count, color);
    }
}

int fitting(Rect rect, int radius) {
    return std::clamp(radius, 0, std::min(rect.width, rect.height) / 2);
}

// Rows of a rounded rectangle: the ends pixel by pixel where the corners are, the middle in one go.
template <typename Fill>
void rounded_rows(Raster target, Rect clip, Rect rect, int radius, const Fill& color_of_row) {
    const Rect visible = clip.intersection(rect);
    for (int y = visible.y; y < visible.bottom(); ++y) {
        const Color color = color_of_row(y);
        const bool corner = y < rect.y + radius || y >= rect.bottom() - radius;
        const int inset = corner ? radius : 0;
        const int left = std::clamp(rect.x + inset, visible.x, visible.right());
        const int right = std::clamp(rect.right() - inset, left, visible.right());
        std::uint32_t* const row = target.row(y);
        for (int x = visible.x; x < left; ++x)
            put(row[x], color, coverage(distance(rect, radius, x, y)));
        blend_span(row + left, right - left, color);
        for (int x = right; x < visible.right(); ++x)
            put(row[x], color, coverage(distance(rect, radius, x, y)));
    }
}

} // namespace

void Canvas::fill(Rect rect, Color color) {
    const Rect visible = clip_.intersection(rect);
    for (int y = visible.y; y < visible.bottom(); ++y)
        blend_span(target_.row(y) + visible.x, visible.width, color);
}

void Canvas::rounded(Rect rect, int radius, Color color) {
    rounded_rows(target_, clip_, rect, fitting(rect, radius), [color](int) { return color; });
}

void Canvas::gradient(Rect rect, int radius, Color top, Color bottom) {
    const int last = std::max(1, rect.height - 1);
    rounded_rows(target_, clip_, rect, fitting(rect, radius),
                 [&](int y) { return mix(top, bottom, (y - rect.y) * 255 / last); });
}

void Canvas::outline(Rect rect, int radius, int width, Color color) {
    const Rect visible = clip_.intersection(rect);
    const int corner = fitting(rect, radius);
    const Rect hole = rect.grown(-width);
    const int hole_corner = std::max(0, corner - width);
    const int ends = std::max(corner, width);
    for (int y = visible.y; y < visible.bottom(); ++y) {
        std::uint32_t* const row = target_.row(y);
        const bool end_row = y < rect.y + ends || y >= rect.bottom() - ends;
        // Between the corners' columns an end row is as near to the edge everywhere.
        const int level = rect.x + corner, level_end = rect.right() - corner;
        const bool level_row = level < level_end && (y < rect.y + corner || y >= rect.bottom() - corner);
        for (int x = visible.x; x < visible.right(); ++x) {
            if (level_row && x >= level && x < level_end) {
                const int count = std::min(level_end, visible.right()) - x;
                const double outer = coverage(distance(rect, corner, x, y));
                const double inner = hole.empty() ? 0.0 : coverage(distance(hole, hole_corner, x, y));
                put_span(row + x, count, color, std::max(0.0, outer - inner));
                x += count - 1;
                continue;
            }
            // Between the corners' columns of a side row lies only the hole.
            if (!end_row && x == rect.x + ends && rect.right() - ends > x)
                x = std::min(visible.right(), rect.right() - ends);
            if (x >= visible.right())
                break;
            const double outer = coverage(distance(rect, corner, x, y));
            const double inner = hole.empty() ? 0.0 : coverage(distance(hole, hole_corner, x, y));
            put(row[x], color, std::max(0.0, outer - inner));
        }
    }
}

void Canvas::shadow(Rect rect, int radius, int blur, Color color) {
    const Rect visible = clip_.intersection(rect.grown(blur));
    const int corner = fitting(rect, radius);
    const Rect covered = rect.grown(-std::max(corner, blur)); // hidden by what is drawn afterwards
    for (int y = visible.y; y < visible.bottom(); ++y) {
        std::uint32_t* const row = target_.row(y);
        for (int x = visible.x; x < visible.right(); ++x) {
            if (covered.contains(Point{x, y}))
                x = covered.right();
            if (x >= visible.right())
                break;
            const double away = distance(rect, corner, x, y) / blur;
            if (away >= 1.0)
                continue;
            const double rest = 1.0 - std::max(0.0, away);
            put(row[x], color, rest * rest);
        }
    }
}

void Canvas::circle(Point centre, int radius, Color color) {
    rounded({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, radius, color);
}

void Canvas::line(Point from, Point to, int width, Color color) {
    const double half = width / 2.0;
    const Rect around = Rect{std::min(from.x, to.x), std::min(from.y, to.y), std::abs(to.x - from.x) + 1,
                             std::abs(to.y - from.y) + 1}
                            .grown(width / 2 + 1);
    const Rect visible = clip_.intersection(around);
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double length = std::max(1e-9, dx * dx + dy * dy);
    for (int y = visible.y; y < visible.bottom(); ++y) {
        for (int x = visible.x; x < visible.right(); ++x) {
            const double px = x + 0.5 - from.x;
            const double py = y + 0.5 - from.y;
            const double along = std::clamp((px * dx + py * dy) / length, 0.0, 1.0);
            const double ax = px - along * dx;
            const double ay = py - along * dy;
            put(target_.row(y)[x], color, coverage(std::sqrt(ax * ax + ay * ay) - half));
        }
    }
}

void Canvas::draw(const Mask& mask, Point top_left, Color color) {
    const Rect visible = clip_.intersection({top_left.x, top_left.y, mask.size.width, mask.size.height});
    const std::uint32_t value = opaque_word(color);
    const std::uint32_t alpha = weight_of(color.alpha);
    for (int y = visible.y; y < visible.bottom(); ++y) {
        std::uint32_t* const row = target_.row(y);
        const std::uint8_t* const from = mask.row(y - top_left.y) - top_left.x;
        for (int x = visible.x; x < visible.right(); ++x) {
            if (from[x] == 0)
                continue;
            const std::uint32_t weight = weight_of(from[x]) * alpha >> 8U;
            row[x] = weight == 256U ? value : blend(row[x], value, weight); // most of a large letter
        }
    }
}

void Canvas::draw(const Pixels& picture, Point top_left, int opacity) {
    const Rect visible = clip_.intersection({top_left.x, top_left.y, picture.width(), picture.height()});
    const std::uint32_t share = weight_of(std::clamp(opacity, 0, 255));
    for (int y = visible.y; y < visible.bottom(); ++y) {
        std::uint32_t* const row = target_.row(y);
        const std::uint32_t* const from = picture.row(y - top_left.y) - top_left.x;
        for (int x = visible.x; x < visible.right(); ++x) {
            const std::uint32_t weight = weight_of(static_cast<int>(from[x] >> 24U)) * share >> 8U;
            row[x] = weight == 256U ? from[x] : blend(row[x], from[x], weight);
        }
    }
}

} // namespace screen
