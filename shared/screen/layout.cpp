#include "shared/screen/layout.h"

#include <algorithm>
#include <numeric>

namespace screen {

namespace {

int across_offset(Across across, bool mirrored, int spare) {
    switch (across) {
    case Across::Centre:
        return spare / 2;
    case Across::Trailing:
        return mirrored ? 0 : spare;
    case Across::Leading:
        return mirrored ? spare : 0;
    case Across::Stretch:
        break;
    }
    return 0;
}

// What is left over, to those that grow, in shares; the rounding goes to the last of them.
void share_out(std::vector<int>& lengths, const std::vector<int>& shares, int spare) {
    int all = std::accumulate(shares.begin(), shares.end(), 0);
    for (std::size_t i = 0; i < lengths.size() && all > 0; ++i) {
        const int part = spare * shares[i] / all;
        lengths[i] += part;
        spare -= part;
        all -= shares[i];
    }
}

std::vector<View*> shown(const View& view) {
    std::vector<View*> views;
    for (const auto& child : view.children())
        if (child->visible())
            views.push_back(child.get());
    return views;
}

int gaps(std::size_t count, int gap) {
    return count < 2 ? 0 : static_cast<int>(count - 1) * gap;
}

// The height of a lid that cuts the longest just enough for all to fit.
int lid(std::vector<int> lengths, int room) {
    std::ranges::sort(lengths);
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        const int left = static_cast<int>(lengths.size() - i);
        if (lengths[i] * left > room)
            return std::max(0, room) / left;
        room -= lengths[i];
    }
    return lengths.empty() ? 0 : lengths.back();
}

int sum(const std::vector<int>& lengths) {
    return std::accumulate(lengths.begin(), lengths.end(), 0);
}

// Too much for the room: those that grow give way first, then the longest of all. Everything stays in sight.
void press_together(std::vector<int>& lengths, const std::vector<int>& shares, int room) {
    std::vector<int> growing;
    for (std::size_t i = 0; i < lengths.size(); ++i)
        if (shares[i] > 0)
            growing.push_back(lengths[i]);
    const int for_growing = std::max(0, room - (sum(lengths) - sum(growing)));
    const int grown_lid = lid(growing, for_growing);
    for (std::size_t i = 0; i < lengths.size(); ++i)
        if (shares[i] > 0)
            lengths[i] = std::min(lengths[i], grown_lid);
    const int most = lid(lengths, room);
    for (int& length : lengths)
        length = std::min(length, most);
}

} // namespace

Rect Container::inner(const Look& look, Rect bounds) const {
    const int left = look.mirrored() ? padding.trailing : padding.leading;
    return {bounds.x + left, bounds.y + padding.top,
            std::max(0, bounds.width - padding.leading - padding.trailing),
            std::max(0, bounds.height - padding.top - padding.bottom)};
}

// First everybody's wish; too much, and the widest give way. What is left over goes to those that grow.
std::vector<int> Row::widths(const Look& look, int available) const {
    const auto views = shown(*this);
    const int room = std::max(0, available - gaps(views.size(), gap));
    std::vector<int> widths;
    std::vector<int> shares;
    for (const View* view : views) {
        widths.push_back(view->grow > 0 ? 0 : view->measure(look, room).width);
        shares.push_back(view->grow);
    }
    const int most = lid(widths, room);
    for (int& width : widths)
        width = std::min(width, most);
    share_out(widths, shares, room - sum(widths));
    return widths;
}

Size Row::measure(const Look& look, int width) const {
    const auto views = shown(*this);
    const int sides = padding.leading + padding.trailing;
    const auto given = widths(look, std::max(0, width - sides));
    Size size{gaps(views.size(), gap), 0};
    for (std::size_t i = 0; i < views.size(); ++i) {
        const Size wish = views[i]->measure(look, given[i]);
        size.width += views[i]->grow > 0 ? std::min(wish.width, given[i]) : given[i];
        size.height = std::max(size.height, wish.height);
    }
    return {size.width + sides, size.height + padding.top + padding.bottom};
}

void Row::arrange(const Look& look, Rect bounds) {
    place(bounds);
    const Rect room = inner(look, bounds);
    const auto views = shown(*this);
    const auto given = widths(look, room.width);
    int x = look.mirrored() ? room.right() : room.x;
    for (std::size_t i = 0; i < views.size(); ++i) {
        const int height = across == Across::Stretch
                               ? room.height
                               : std::min(room.height, views[i]->measure(look, given[i]).height);
        const int y = room.y + across_offset(across, false, room.height - height);
        if (look.mirrored())
            x -= given[i];
        views[i]->arrange(look, {x, y, given[i], height});
        x += look.mirrored() ? -gap : given[i] + gap;
    }
}

Size Column::measure(const Look& look, int width) const {
    const auto views = shown(*this);
    const int sides = padding.leading + padding.trailing;
    Size size{0, gaps(views.size(), gap)};
    for (const View* view : views) {
        const Size wish = view->measure(look, std::max(0, width - sides));
        size.width = std::max(size.width, wish.width);
        size.height += wish.height;
    }
    return {size.width + sides, size.height + padding.top + padding.bottom};
}

void Column::arrange(const Look& look, Rect bounds) {
    place(bounds);
    arrange_in(look, shown(*this), inner(look, bounds));
}

std::vector<View*> Column::shown_children() const {
    return shown(*this);
}

int Column::height_of(const Look& look, std::span<View* const> views, int width) const {
    int height = gaps(views.size(), gap);
    for (const View* const view : views)
        height += view->measure(look, width).height;
    return height;
}

void Column::arrange_in(const Look& look, std::span<View* const> views, Rect room) const {
    std::vector<int> heights;
    std::vector<int> shares;
    heights.reserve(views.size());
    shares.reserve(views.size());
    int fixed = gaps(views.size(), gap);
    for (const View* view : views) {
        heights.push_back(view->measure(look, room.width).height);
        shares.push_back(view->grow);
        fixed += heights.back();
    }
    share_out(heights, shares, std::max(0, room.height - fixed));
    if (fixed > room.height)
        press_together(heights, shares, room.height - gaps(views.size(), gap));
    int y = room.y;
    for (std::size_t i = 0; i < views.size(); ++i) {
        const int width = across == Across::Stretch
                              ? room.width
                              : std::min(room.width, views[i]->measure(look, room.width).width);
        const int x = room.x + across_offset(across, look.mirrored(), room.width - width);
        views[i]->arrange(look, {x, y, width, heights[i]});
        y += heights[i] + gap;
    }
}

Size Stack::measure(const Look& look, int width) const {
    const int sides = padding.leading + padding.trailing;
    const Size size = View::measure(look, std::max(0, width - sides));
    return {size.width + sides, size.height + padding.top + padding.bottom};
}

void Stack::arrange(const Look& look, Rect bounds) {
    place(bounds);
    for (View* const view : shown(*this))
        view->arrange(look, inner(look, bounds));
}

Size Grid::measure(const Look& look, int width) const {
    const auto views = shown(*this);
    const int sides = padding.leading + padding.trailing;
    const int cell = std::max(0, (width - sides - gaps(static_cast<std::size_t>(columns), gap)) / columns);
    int height = 0;
    for (const View* view : views)
        height = std::max(height, view->measure(look, cell).height);
    const auto rows =
        (views.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    return {width, static_cast<int>(rows) * height + gaps(rows, gap) + padding.top + padding.bottom};
}

void Grid::arrange(const Look& look, Rect bounds) {
    place(bounds);
    const Rect room = inner(look, bounds);
    const auto views = shown(*this);
    const int count = static_cast<int>(views.size());
    const int rows = std::max(1, (count + columns - 1) / columns);
    int natural = 0;
    for (const View* view : views)
        natural = std::max(natural, view->measure(look, (room.width - (columns - 1) * gap) / columns).height);
    const bool shared = fill || rows * (natural + gap) - gap > room.height;
    // Edges are shares of the whole, so that rounding never adds up to a gap at the end.
    const auto edge = [this](int length, int parts, int i) { return i * (length + gap) / parts; };
    for (int i = 0; i < count; ++i) {
        const int column = i % columns;
        const int row = i / columns;
        const int left = edge(room.width, columns, column);
        const int width = edge(room.width, columns, column + 1) - gap - left;
        const int top = shared ? edge(room.height, rows, row) : row * (natural + gap);
        const int height = shared ? edge(room.height, rows, row + 1) - gap - top : natural;
        const int x = look.mirrored() ? room.right() - left - width : room.x + left;
        views[static_cast<std::size_t>(i)]->arrange(look, {x, room.y + top, width, height});
    }
}

void Panel::set_kind(Kind kind) {
    if (kind == kind_)
        return;
    kind_ = kind;
    invalidate();
}

void Panel::arrange(const Look& look, Rect bounds) {
    overflow_ = kind_ == Kind::Card ? 4 * look.theme.space : 0;
    Column::arrange(look, bounds);
}

void Panel::paint(Canvas& canvas, const Look& look) const {
    const Colors& colors = look.theme.colors;
    const int radius = rounded ? look.theme.radius : 0;
    switch (kind_) {
    case Kind::Card: {
        const int space = look.theme.space;
        Rect below = bounds();
        below.y += space / 2;
        canvas.shadow(below, radius, 3 * space, colors.shadow);
        canvas.rounded(bounds(), radius, colors.surface);
        canvas.outline(bounds(), radius, look.theme.stroke, colors.border);
        return;
    }
    case Kind::Quiet:
        return canvas.rounded(bounds(), radius, colors.surface_alt);
    case Kind::Header:
        return canvas.gradient(bounds(), radius, colors.header, colors.header_deep);
    case Kind::Primary:
        return canvas.rounded(bounds(), radius, colors.primary);
    case Kind::Call:
        return canvas.rounded(bounds(), radius, colors.call);
    case Kind::GreenChannel:
        return canvas.rounded(bounds(), radius, colors.green_channel);
    case Kind::Warning:
        return canvas.rounded(bounds(), radius, colors.warning);
    case Kind::Plain:
        return;
    }
}

} // namespace screen
