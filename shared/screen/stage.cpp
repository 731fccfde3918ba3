#include "shared/screen/stage.h"

#include <algorithm>
#include <limits>

namespace screen {

namespace {

constexpr std::size_t kMostDamage = 8;

std::optional<base::SteadyTime> tick_all(View& view, base::SteadyTime now) {
    if (!view.visible())
        return std::nullopt;
    auto next = view.tick(now);
    for (const auto& child : view.children())
        if (const auto wish = tick_all(*child, now))
            next = next ? std::min(*next, *wish) : *wish;
    return next;
}

} // namespace

Stage::Stage(Size size, Look look, Frame frame)
    : size_(size), frame_(frame == Frame::Own ? size : Size()), where_(frame), look_(std::move(look)) {
    redraw_all();
}

Stage::~Stage() = default;

View& Stage::show(std::unique_ptr<View> page) {
    close();
    if (page_) {
        leaving(*page_);
        page_->stand_on(nullptr);
        retired_.push_back(std::move(page_));
    }
    page_ = std::move(page);
    page_->stand_on(this);
    layout_wanted_ = true;
    redraw_all();
    return *page_;
}

View& Stage::open(std::unique_ptr<View> dialog) {
    close();
    if (page_)
        leaving(*page_);
    dialog_ = std::move(dialog);
    dialog_->stand_on(this);
    layout_wanted_ = true;
    redraw_all();
    return *dialog_;
}

void Stage::close() {
    if (!dialog_)
        return;
    leaving(*dialog_);
    dialog_->stand_on(nullptr);
    retired_.push_back(std::move(dialog_));
    redraw_all();
}

void Stage::set_look(Look look) {
    // References cannot be assigned; the rest of the look can.
    look_.theme = std::move(look.theme);
    look_.language = std::move(look.language);
    layout_wanted_ = true;
    redraw_all();
}

void Stage::resize(Size size) {
    if (size == size_)
        return;
    size_ = size;
    if (where_ == Frame::Own)
        frame_ = Pixels(size);
    layout_wanted_ = true;
    redraw_all();
}

void Stage::redraw_all() {
    damage_.assign(1, bounds());
}

// Rectangles that meet become one; when there are too many, the two whose union wastes least.
void Stage::damaged(Rect rect) {
    rect = rect.intersection(bounds());
    if (rect.empty())
        return;
    for (auto other = damage_.begin(); other != damage_.end();) {
        if (other->contains(rect))
            return;
        if (!other->overlaps(rect)) {
            ++other;
            continue;
        }
        rect = rect.united(*other);
        damage_.erase(other);
        other = damage_.begin();
    }
    damage_.push_back(rect);
    if (damage_.size() <= kMostDamage)
        return;
    std::pair<std::size_t, std::size_t> best{0, 1};
    long least = std::numeric_limits<long>::max();
    for (std::size_t i = 0; i < damage_.size(); ++i) {
        for (std::size_t j = i + 1; j < damage_.size(); ++j) {
            const long waste = damage_[i].united(damage_[j]).area() - damage_[i].area() - damage_[j].area();
            if (waste < least) {
                least = waste;
                best = {i, j};
            }
        }
    }
    const Rect both = damage_[best.first].united(damage_[best.second]);
    damage_.erase(damage_.begin() + static_cast<std::ptrdiff_t>(best.second));
    damage_.erase(damage_.begin() + static_cast<std::ptrdiff_t>(best.first));
    damaged(both);
}

void Stage::leaving(View& view) {
    if (touched_ != nullptr && touched_->is_inside(view)) {
        press(touched_, false);
        touched_ = nullptr;
    }
    if (first_ != nullptr && first_->is_inside(view))
        first_ = nullptr;
    if (focused_ != nullptr && focused_->is_inside(view)) {
        focused_->focused_ = false;
        focused_ = nullptr;
    }
}

std::optional<base::SteadyTime> Stage::tick(base::SteadyTime now) {
    auto next = page_ ? tick_all(*page_, now) : std::nullopt;
    if (dialog_)
        if (const auto wish = tick_all(*dialog_, now))
            next = next ? std::min(*next, *wish) : *wish;
    return next;
}

void Stage::arrange_all() {
    layout_wanted_ = false;
    if (page_)
        page_->arrange(look_, bounds());
    if (dialog_)
        dialog_->arrange(look_, bounds());
}

std::vector<Rect> Stage::draw() {
    return draw_on(frame_.raster());
}

std::vector<Rect> Stage::draw_on(Raster picture) {
    retired_.clear();
    if (layout_wanted_)
        arrange_all();
    const std::vector<Rect> damage = std::exchange(damage_, {});
    Canvas canvas(picture);
    for (const Rect& rect : damage) {
        const auto inside = canvas.clipped(rect);
        canvas.fill(rect, look_.theme.colors.background);
        if (page_)
            paint(canvas, *page_);
        if (dialog_)
            paint(canvas, *dialog_);
    }
    return damage;
}

void Stage::paint(Canvas& canvas, const View& view) const {
    if (!view.visible())
        return;
    if (canvas.clip().overlaps(view.damage_bounds())) {
        const auto inside = canvas.clipped(view.damage_bounds());
        view.paint(canvas, look_);
        if (view.focused_ && ring_)
            canvas.outline(view.bounds().grown(look_.theme.focus_width + look_.theme.stroke),
                           look_.theme.radius + look_.theme.focus_width, look_.theme.focus_width,
                           look_.theme.colors.focus);
    }
    for (const auto& child : view.children())
        paint(canvas, *child);
}

} // namespace screen
