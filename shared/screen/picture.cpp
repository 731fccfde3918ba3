#include "shared/screen/picture.h"

namespace screen {

void IconView::set_name(std::string name) {
    if (name == name_)
        return;
    name_ = std::move(name);
    invalidate();
}

Size IconView::measure(const Look& look, int) const {
    const int side = size_ > 0 ? size_ : look.theme.icon;
    return {side, side};
}

void IconView::paint(Canvas& canvas, const Look& look) const {
    const int side = size_ > 0 ? size_ : look.theme.icon;
    const Point centre = bounds().centre();
    canvas.draw(look.icon(name_, side), {centre.x - side / 2, centre.y - side / 2}, look.theme.colors.*ink_);
}

void PictureView::set_picture(Pixels picture) {
    picture_ = std::move(picture);
    invalidate();
    invalidate_layout();
}

void PictureView::paint(Canvas& canvas, const Look&) const {
    const Point centre = bounds().centre();
    canvas.draw(picture_, {centre.x - picture_.width() / 2, centre.y - picture_.height() / 2});
}

} // namespace screen
