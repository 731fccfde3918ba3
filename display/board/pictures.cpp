#include "display/board/pictures.h"

namespace display {

namespace {

constexpr base::Duration kAskAgain{40};  // while none is ready
constexpr base::Duration kMostLate{200}; // a film that fell behind further does not hurry after

} // namespace

void Pictures::arrange(const screen::Look& look, screen::Rect bounds) {
    static_cast<void>(look);
    place(bounds);
    if (reel_ && reel_->size() != bounds.size())
        retired_.add(std::move(reel_));
    open();
}

/// One at a time: while the one before decodes its last picture, the next one waits, and nobody else.
void Pictures::open() {
    if (reel_ || folder_.empty() || bounds().empty() || retired_.busy())
        return;
    reel_ = std::make_unique<Reel>(folder_, bounds().size(), area_.stands);
    due_ = {};
}

void Pictures::paint(screen::Canvas& canvas, const screen::Look&) const {
    canvas.draw(picture_,
                {bounds().centre().x - picture_.width() / 2, bounds().centre().y - picture_.height() / 2});
}

std::optional<base::SteadyTime> Pictures::tick(base::SteadyTime now) {
    if (folder_.empty() || bounds().empty())
        return std::nullopt;
    open();
    if (!reel_)
        return now + kAskAgain;
    if (now < due_)
        return due_;
    auto frame = reel_->take();
    if (!frame)
        return now + kAskAgain;
    picture_ = std::move(frame->picture);
    due_ = (now - due_ > kMostLate ? now : due_) + frame->stands;
    invalidate();
    return due_;
}

} // namespace display
