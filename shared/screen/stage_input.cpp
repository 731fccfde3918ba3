#include "shared/screen/stage.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace screen {

namespace {

void collect(View& view, std::vector<View*>& into) {
    if (!view.visible())
        return;
    if (view.focusable())
        into.push_back(&view);
    for (const auto& child : view.children())
        collect(*child, into);
}

// The deepest view below the finger that can be touched; later children lie above earlier ones.
View* hit(View& view, Point at) {
    if (!view.visible())
        return nullptr;
    const auto& children = view.children();
    for (auto child = children.rbegin(); child != children.rend(); ++child)
        if (View* const found = hit(**child, at))
            return found;
    return view.touchable() && view.enabled() && view.bounds().contains(at) ? &view : nullptr;
}

bool offer(View& view, const KeyEvent& key) {
    if (!view.visible() || !view.enabled())
        return false;
    for (const auto& child : view.children())
        if (offer(*child, key))
            return true;
    return view.handle_key(key);
}

// How far `to` is in the direction of the arrow; nothing when it lies elsewhere. Aside counts double.
std::optional<int> way(Key arrow, Rect from, Rect to) {
    const int dx = to.centre().x - from.centre().x;
    const int dy = to.centre().y - from.centre().y;
    switch (arrow) {
    case Key::Left:
        return to.right() <= from.x ? std::optional(-dx + 2 * std::abs(dy)) : std::nullopt;
    case Key::Right:
        return to.x >= from.right() ? std::optional(dx + 2 * std::abs(dy)) : std::nullopt;
    case Key::Up:
        return to.bottom() <= from.y ? std::optional(-dy + 2 * std::abs(dx)) : std::nullopt;
    case Key::Down:
        return to.y >= from.bottom() ? std::optional(dy + 2 * std::abs(dx)) : std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace

bool Stage::handle(const Event& event, base::SteadyTime now) {
    retired_.clear();
    if (layout_wanted_)
        arrange_all();
    if (const auto* const pointer = std::get_if<PointerEvent>(&event))
        return handle_pointer(*pointer, now);
    if (const auto* const key = std::get_if<KeyEvent>(&event))
        return handle_key(*key, now);
    if (const auto* const resized = std::get_if<Resized>(&event))
        resize(resized->size);
    if (std::holds_alternative<Exposed>(event))
        redraw_all();
    return !std::holds_alternative<Closed>(event);
}

bool Stage::handle_pointer(const PointerEvent& event, base::SteadyTime now) {
    // Slid off by less than this is still on it: fingers roll when they are lifted.
    const auto on_it = [&] { return touched_->bounds().grown(look_.theme.space).contains(event.at); };
    switch (event.kind) {
    case Pointer::Down:
        if (now < deaf_until_ || active() == nullptr)
            return true;
        leave_ring();
        if (touched_ != nullptr) // its end got lost
            press(touched_, false);
        touched_ = hit(*active(), event.at);
        if (touched_ == nullptr)
            return false;
        press(touched_, true);
        if (on_attention)
            on_attention(*touched_);
        return true;
    case Pointer::Move:
        if (touched_ != nullptr)
            press(touched_, on_it());
        return touched_ != nullptr;
    case Pointer::Up:
    case Pointer::Cancel:
        break;
    }
    if (touched_ == nullptr)
        return false;
    const bool meant = event.kind == Pointer::Up && touched_->enabled() && on_it();
    View* const view = std::exchange(touched_, nullptr);
    press(view, false);
    if (meant)
        activate(*view, now);
    return true;
}

bool Stage::handle_key(const KeyEvent& event, base::SteadyTime now) {
    switch (event.key) {
    case Key::Tab:
        return move_focus(1);
    case Key::BackTab:
        return move_focus(-1);
    case Key::Left:
    case Key::Right:
    case Key::Up:
    case Key::Down:
        return move_focus_towards(event.key);
    case Key::Enter:
        if (focused_ == nullptr || !ring_)
            break;
        // A key that is held down, or struck twice, presses once.
        if (!event.repeated && now >= deaf_until_ && focused_->enabled())
            activate(*focused_, now);
        return true;
    default:
        break;
    }
    return active() != nullptr && offer(*active(), event);
}

void Stage::activate(View& view, base::SteadyTime now) {
    deaf_until_ = now + view.strike_pause();
    view.activate();
}

bool Stage::move_focus(int step) {
    std::vector<View*> order;
    if (active() != nullptr)
        collect(*active(), order);
    if (order.empty())
        return false;
    const auto count = static_cast<std::ptrdiff_t>(order.size());
    const auto now = std::ranges::find(order, focused_);
    std::ptrdiff_t index = step > 0 ? 0 : count - 1;
    const auto first = std::ranges::find(order, first_);
    if (focused_ == nullptr && first != order.end())
        index = (first - order.begin() + (step > 0 ? 0 : count - 1)) % count;
    if (now != order.end() && ring_)
        index = (now - order.begin() + step + count) % count;
    ring_ = true;
    focus(order[static_cast<std::size_t>(index)]);
    return true;
}

bool Stage::move_focus_towards(Key arrow) {
    if (focused_ == nullptr || !ring_)
        return move_focus(1);
    std::vector<View*> order;
    collect(*active(), order);
    View* nearest = nullptr;
    int least = std::numeric_limits<int>::max();
    for (View* const view : order) {
        const auto distance = way(arrow, focused_->bounds(), view->bounds());
        if (distance && *distance < least) {
            least = *distance;
            nearest = view;
        }
    }
    if (nearest != nullptr)
        focus(nearest);
    return true;
}

void Stage::focus(View* view) {
    if (focused_ != nullptr) {
        focused_->focused_ = false;
        focused_->invalidate();
    }
    focused_ = view;
    if (view == nullptr)
        return;
    view->focused_ = true;
    view->invalidate();
    if (on_attention)
        on_attention(*view);
}

// A finger needs no ring; the place is remembered for the next key.
void Stage::leave_ring() {
    if (!ring_)
        return;
    ring_ = false;
    if (focused_ != nullptr)
        focused_->invalidate();
}

void Stage::press(View* view, bool pressed) {
    if (view->pressed_ == pressed)
        return;
    view->pressed_ = pressed;
    view->invalidate();
}

} // namespace screen
