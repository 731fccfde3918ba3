#include "display/board/phone_code.h"

#include "shared/screen/qr.h"

#include <algorithm>

namespace display {

using screen::Align;
using screen::Color;
using screen::Rect;

namespace {

constexpr double kWords = 104; // height of the words below, in units

/// Whole pixels a module, black on white whatever the board's colours: scanners ask for that.
screen::Pixels drawn(std::string_view text, int side) {
    const auto code = screen::make_qr(text);
    const int modules = code ? code->side + 2 * screen::kQuietModules : 1;
    const int module = side / modules;
    if (!code || module < 1)
        return {};
    screen::Pixels pixels({modules * module, modules * module});
    screen::Canvas canvas(pixels);
    for (int y = 0; y < code->side; ++y)
        for (int x = 0; x < code->side; ++x)
            if (code->at(x, y))
                canvas.fill({(x + screen::kQuietModules) * module, (y + screen::kQuietModules) * module,
                             module, module},
                            Color::rgb(0));
    return pixels;
}

} // namespace

PhoneCode::PhoneCode(const Wording& wording, const Area& area, const std::string& address)
    : Part(wording, area), address_(address) {}

void PhoneCode::arrange(const screen::Look& look, Rect bounds) {
    static_cast<void>(look);
    if (bounds == this->bounds())
        return; // drawn already
    place(bounds);
    const int room = beside() ? bounds.height : bounds.height - scaled(kWords);
    code_ = address_.empty() ? screen::Pixels() : drawn(address_, std::min(room, bounds.width));
}

void PhoneCode::paint(screen::Canvas& canvas, const screen::Look& look) const {
    if (code_.bounds().empty())
        return;
    const Brush brush = this->brush(canvas, look);
    const auto& colors = brush.colors();
    const Rect all = bounds();
    const Both words = wording_.tr("Follow the queue on your phone");
    Rect code{all.x, all.centre().y - code_.height() / 2, code_.width(), code_.height()};
    Rect text{code.right() + brush.scaled(24), all.y, all.right() - code.right() - brush.scaled(24),
              all.height};
    Align align = Align::Leading;
    if (!beside()) {
        const int height = code_.height() + brush.scaled(kWords);
        code = {all.centre().x - code_.width() / 2, all.centre().y - height / 2, code_.width(),
                code_.height()};
        text = {all.x, code.bottom(), all.width, brush.scaled(kWords)};
        align = Align::Centre;
    }
    const Rect at = brush.turned(code);
    canvas.draw(code_, {at.x, at.y});
    const int split = words.second.empty() ? text.height : text.height * 54 / 100;
    brush.paragraph({text.x, text.y, text.width, split}, words.first,
                    {30, true, colors.text, align, wording_.first_language()});
    brush.paragraph({text.x, text.y + split, text.width, text.height - split}, words.second,
                    {26, false, colors.text_quiet, align, wording_.second_language()});
}

} // namespace display
