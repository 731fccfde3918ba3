#include "shared/screen/view.h"

#include <algorithm>

namespace screen {

const Mask& Look::icon(std::string_view name, int size) const {
    if (mirrored() && (name == "back" || name == "next"))
        name = name == "back" ? "next" : "back";
    return icons.icon(name, size);
}

View::~View() = default;

View& View::adopt(std::unique_ptr<View> child) {
    child->parent_ = this;
    children_.push_back(std::move(child));
    invalidate_layout();
    return *children_.back();
}

void View::clear() {
    for (const auto& child : children_) {
        child->invalidate();
        if (Ground* const below = ground())
            below->leaving(*child);
    }
    children_.clear();
    invalidate_layout();
}

bool View::is_inside(const View& ancestor) const {
    for (const View* view = this; view != nullptr; view = view->parent_)
        if (view == &ancestor)
            return true;
    return false;
}

Size View::measure(const Look& look, int width) const {
    Size size;
    for (const auto& child : children_) {
        if (!child->visible())
            continue;
        const Size wish = child->measure(look, width);
        size = {std::max(size.width, wish.width), std::max(size.height, wish.height)};
    }
    return size;
}

void View::arrange(const Look& look, Rect bounds) {
    place(bounds);
    for (const auto& child : children_)
        child->arrange(look, bounds);
}

void View::place(Rect bounds) {
    if (bounds == bounds_)
        return;
    invalidate();
    bounds_ = bounds;
    invalidate();
}

void View::paint(Canvas&, const Look&) const {}

void View::set_visible(bool visible) {
    if (visible == visible_)
        return;
    if (!visible)
        invalidate();
    visible_ = visible;
    if (Ground* const below = visible ? nullptr : ground())
        below->leaving(*this);
    invalidate_layout();
    invalidate();
}

void View::set_enabled(bool enabled) {
    if (enabled == enabled_)
        return;
    enabled_ = enabled;
    invalidate();
}

void View::invalidate() {
    if (Ground* const below = ground())
        below->damaged(damage_bounds());
}

void View::invalidate_layout() {
    if (Ground* const below = ground())
        below->layout_wanted();
}

Ground* View::ground() const {
    const View* top = this;
    while (top->parent_ != nullptr)
        top = top->parent_;
    return top->ground_;
}

std::string View::speech() const {
    std::string all;
    for (const auto& child : children_) {
        const std::string said = child->visible() ? child->speech() : std::string();
        if (!said.empty())
            all += (all.empty() ? "" : " ") + said;
    }
    return all;
}

bool View::holds_touchable() const {
    if (!visible())
        return false;
    return touchable() ||
           std::ranges::any_of(children_, [](const auto& child) { return child->holds_touchable(); });
}

std::optional<base::SteadyTime> View::tick(base::SteadyTime) {
    return std::nullopt;
}

} // namespace screen
