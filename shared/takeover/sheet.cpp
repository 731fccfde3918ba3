#include "shared/takeover/sheet.h"

#include <algorithm>

namespace takeover {

using screen::Align;
using screen::Canvas;
using screen::Colors;
using screen::Look;
using screen::Mask;
using screen::Paragraph;
using screen::Rect;
using screen::TextStyle;
using screen::Weight;

namespace {

constexpr int kLeastText = 14; // pixels; a strip of 68 has more

/// The part of `rect` from `from` to `to` hundredths of its height.
Rect rows(Rect rect, int from, int to) {
    return {rect.x, rect.y + rect.height * from / 100, rect.width, rect.height * (to - from) / 100};
}

} // namespace

Sheet::Sheet(const model::Alarm& alarm, std::vector<Said> said) : alarm_(alarm), said_(std::move(said)) {}

screen::Theme Sheet::theme() {
    return screen::Theme::make(screen::Palette::Light, 32);
}

screen::Color Sheet::ink(const Look& look) const {
    return leave() ? look.theme.colors.on_danger : look.theme.colors.on_header;
}

const Said& Sheet::turning() const {
    const std::size_t others = said_.size() - 1;
    if (is_line())
        return said_[turn_ % said_.size()];
    return others == 0 ? said_.front() : said_[1 + turn_ % others];
}

void Sheet::arrange(const Look&, Rect bounds) {
    place(bounds);
    const int edge = std::min(bounds.width, bounds.height) / 16;
    const Rect inside{bounds.x + edge, bounds.y + edge, bounds.width - 2 * edge, bounds.height - 2 * edge};
    if (is_line()) {
        sign_ = {inside.x, inside.y, inside.height, inside.height};
        const int gap = inside.height / 3;
        own_ = {{sign_.right() + gap, inside.y, inside.width - sign_.width - 2 * gap, inside.height}, {}};
        align_ = Align::Leading;
        return;
    }
    Rect text = inside;
    if (bounds.width > bounds.height) {
        const int side = std::min(inside.height, inside.width * 30 / 100);
        sign_ = {inside.x, inside.y + (inside.height - side) / 2, side, side};
        text.x += side + edge;
        text.width -= side + edge;
        align_ = Align::Leading;
    } else {
        const int side = std::min(inside.width * 60 / 100, inside.height * 27 / 100);
        sign_ = {inside.x + (inside.width - side) / 2, inside.y, side, side};
        text.y += side + edge;
        text.height -= side + edge;
        align_ = Align::Centre;
    }
    if (said_.size() == 1) {
        own_ = {rows(text, 0, 50), rows(text, 54, 100)};
        return;
    }
    own_ = {rows(text, 0, 30), rows(text, 32, 54)};
    line_ = {text.x, text.y + text.height * 57 / 100, text.width, std::max(2, edge / 12)};
    other_ = {rows(text, 61, 81), rows(text, 83, 100)};
}

void Sheet::paint_sign(Canvas& canvas, const Look& look) const {
    const Colors& colors = look.theme.colors;
    canvas.rounded(sign_, sign_.width / 10, ink(look));
    const Mask& icon = look.icon(leave() ? "exit" : "megaphone", sign_.width * 78 / 100);
    canvas.draw(
        icon,
        {sign_.x + (sign_.width - icon.size.width) / 2, sign_.y + (sign_.height - icon.size.height) / 2},
        leave() ? colors.green_channel : colors.header);
}

/// As large as it fits, in lines that break between words, in the middle of its place's height.
void Sheet::paint_text(Canvas& canvas, const Look& look, Rect place, const std::string& text,
                       const std::string& language, TextStyle largest) const {
    if (text.empty() || place.empty())
        return;
    std::shared_ptr<const Paragraph> laid;
    for (int size = largest.size; size >= kLeastText; size -= std::max(1, size / 10)) {
        laid = look.fonts.lay_out(text, {{size, largest.weight}, language, place.width, 0, 0});
        if (laid->size().height <= place.height && !laid->broken_word && laid->style.size == size)
            break;
    }
    if (!laid)
        return;
    const auto inside = canvas.clipped(place);
    const int above = std::max(0, place.height - laid->size().height) / 2;
    look.fonts.draw(canvas, {place.x, place.y + above, place.width, place.height - above}, *laid, ink(look),
                    align_);
}

void Sheet::paint_block(Canvas& canvas, const Look& look, const Block& block, const Said& said) const {
    const int most = block.headline.height * 62 / 100;
    paint_text(canvas, look, block.headline, said.headline, said.language, {most, Weight::Bold});
    paint_text(canvas, look, block.words, said.words, said.language, {most * 3 / 5, Weight::Regular});
}

void Sheet::paint(Canvas& canvas, const Look& look) const {
    const Colors& colors = look.theme.colors;
    canvas.fill(bounds(), leave() ? colors.danger : colors.header);
    paint_sign(canvas, look);
    if (is_line()) {
        const auto& said = turning();
        return paint_text(canvas, look, own_.headline, line_of(alarm_, said), said.language,
                          {own_.headline.height * 6 / 10, Weight::Bold});
    }
    paint_block(canvas, look, own_, said_.front());
    if (said_.size() < 2)
        return;
    canvas.fill(line_, ink(look).with_alpha(90));
    paint_block(canvas, look, other_, turning());
}

std::optional<base::SteadyTime> Sheet::tick(base::SteadyTime now) {
    const bool turns = said_.size() > (is_line() ? 1U : 2U);
    if (!turns)
        return std::nullopt;
    if (!next_)
        next_ = now + kTurn;
    if (now >= *next_) {
        ++turn_;
        next_ = now + kTurn;
        invalidate();
    }
    return next_;
}

std::string Sheet::speech() const {
    return said_.front().headline + "\n" + said_.front().words;
}

} // namespace takeover
