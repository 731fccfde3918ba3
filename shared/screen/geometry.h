#pragma once

#include <algorithm>

namespace screen {

/// Positions and sizes in pixels of the panel; x grows to the right, y downwards.
struct Point {
    int x = 0;
    int y = 0;
    bool operator==(const Point&) const = default;
};

struct Size {
    int width = 0;
    int height = 0;
    bool operator==(const Size&) const = default;
};

/// Space along the four edges. Leading is the edge where reading begins: left, or right in Arabic.
struct Insets {
    int leading = 0;
    int top = 0;
    int trailing = 0;
    int bottom = 0;

    static constexpr Insets all(int space) { return {space, space, space, space}; }
    static constexpr Insets of(int sides, int ends) { return {sides, ends, sides, ends}; }
    bool operator==(const Insets&) const = default;
};

struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    constexpr int right() const { return x + width; }
    constexpr int bottom() const { return y + height; }
    constexpr Size size() const { return {width, height}; }
    constexpr Point centre() const { return {x + width / 2, y + height / 2}; }
    constexpr bool empty() const { return width <= 0 || height <= 0; }
    constexpr long area() const { return empty() ? 0 : static_cast<long>(width) * height; }

    constexpr bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    constexpr bool contains(Rect r) const {
        return r.x >= x && r.y >= y && r.right() <= right() && r.bottom() <= bottom();
    }
    constexpr bool overlaps(Rect r) const { return !intersection(r).empty(); }

    constexpr Rect intersection(Rect r) const {
        const int left = std::max(x, r.x), top = std::max(y, r.y);
        return {left, top, std::max(0, std::min(right(), r.right()) - left),
                std::max(0, std::min(bottom(), r.bottom()) - top)};
    }
    /// The smallest rectangle around both; an empty one adds nothing.
    constexpr Rect united(Rect r) const {
        if (empty())
            return r;
        if (r.empty())
            return *this;
        const int left = std::min(x, r.x), top = std::min(y, r.y);
        return {left, top, std::max(right(), r.right()) - left, std::max(bottom(), r.bottom()) - top};
    }
    constexpr Rect grown(int by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
    bool operator==(const Rect&) const = default;
};

} // namespace screen
