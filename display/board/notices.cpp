#include "display/board/notices.h"

#include <algorithm>
#include <utility>

namespace display {

using screen::Align;
using screen::Rect;

namespace {

constexpr base::Duration kRest{2000}; // stands still before it moves: the beginning is to be read
constexpr int kBetweenNotices = 3, kBetweenLanguages = 1; // ems
constexpr std::size_t kMostDots = 12;

} // namespace

std::vector<Both> notices_of(const Wording& wording, const Contents& contents) {
    std::vector<Both> notices;
    if (contents.currency != Currency::Connecting && !contents.accepting)
        notices.push_back(wording.tr("Everyone who holds a ticket will be served today."));
    for (const model::Names& notice : contents.notices)
        notices.push_back(wording.names(notice));
    return notices;
}

void Ticker::show(const Contents& contents) {
    std::vector<Piece> pieces;
    for (const Both& notice : notices_of(wording_, contents)) {
        pieces.push_back({notice.first, wording_.first_language()});
        pieces.push_back({notice.second, wording_.second_language()});
    }
    std::erase_if(pieces, [](const Piece& piece) { return piece.text.empty(); });
    if (std::ranges::equal(pieces, pieces_, {}, &Piece::text, &Piece::text))
        return;
    pieces_ = std::move(pieces);
    offset_ = 0;
    begun_.reset();
    invalidate();
    invalidate_layout();
}

Rect Ticker::line() const {
    const int lead = scaled(108);
    return {bounds().x + lead, bounds().y, std::max(0, bounds().width - lead - scaled(28)), bounds().height};
}

void Ticker::arrange(const screen::Look& look, Rect bounds) {
    place(bounds);
    const int em = style().size;
    length_ = 0;
    const std::string* before = nullptr;
    for (Piece& piece : pieces_) {
        if (before != nullptr)
            length_ += (*before == piece.language || piece.language == wording_.first_language()
                            ? kBetweenNotices
                            : kBetweenLanguages) *
                       em;
        before = &piece.language;
        piece.at = length_;
        piece.width = look.fonts.measure(piece.text, style(), piece.language).width;
        length_ += piece.width;
    }
}

void Ticker::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const Brush brush = this->brush(canvas, look);
    const auto& colors = brush.colors();
    canvas.fill(bounds(), colors.surface);
    const Rect all = bounds();
    brush.icon({all.x + scaled(28), all.y, scaled(56), all.height}, "megaphone", 44, colors.primary);

    const Rect line = brush.turned(this->line());
    const auto inside = canvas.clipped(line);
    const int turn = length_ + 2 * kBetweenNotices * style().size;
    const bool mirrored = look.mirrored();
    for (const int again : {0, turn}) {
        if (again != 0 && length_ <= line.width)
            break;
        for (const Piece& piece : pieces_) {
            const int from = piece.at - offset_ + again; // of the line's beginning
            const int x = mirrored ? line.right() - from - piece.width : line.x + from;
            if (!canvas.clip().overlaps({x, line.y, piece.width, line.height}))
                continue;
            const auto text = look.fonts.lay_out(piece.text, {style(), piece.language, 0, 1, 0});
            look.fonts.draw(
                canvas, {x, line.y + (line.height - text->line_height) / 2, text->width, text->line_height},
                *text, colors.text, Align::Leading);
        }
    }
}

std::optional<base::SteadyTime> Ticker::tick(base::SteadyTime now) {
    const auto move_to = [&](int offset) {
        if (std::exchange(offset_, offset) != offset)
            invalidate();
    };
    const Rect line = this->line();
    if (length_ <= line.width) {
        begun_.reset();
        move_to(0);
        return std::nullopt;
    }
    if (!begun_)
        begun_ = now + kRest;
    if (now < *begun_)
        return *begun_;
    const int em = style().size;
    const int turn = length_ + 2 * kBetweenNotices * em;
    const int moved = static_cast<int>(static_cast<double>((now - *begun_).count()) / 1000.0 * kSpeed * em);
    if (moved >= turn) {
        begun_ = now + kRest;
        move_to(0);
        return *begun_;
    }
    move_to(moved);
    return now + kFrame;
}

void NoticePages::show(const Contents& contents) {
    auto notices = notices_of(wording_, contents);
    if (notices == notices_)
        return;
    notices_ = std::move(notices);
    invalidate();
}

void NoticePages::paint(screen::Canvas& canvas, const screen::Look& look) const {
    const Brush brush = this->brush(canvas, look);
    const auto& colors = brush.colors();
    const Rect all = bounds();
    const int radius = brush.scaled(28), pad = brush.scaled(40);
    brush.rounded(all, radius, colors.surface);
    brush.outline(all, radius, brush.scaled(2), colors.border);
    if (notices_.empty())
        return;
    const std::size_t page = turns_.first(notices_.size(), 1);
    const Both& notice = notices_[page];
    const int mark = brush.scaled(84);
    brush.icon({all.x + pad, all.y + pad / 2, mark, all.height - pad}, "megaphone", 72, colors.primary);
    const bool dots = notices_.size() > 1 && notices_.size() <= kMostDots;
    const int foot = dots ? brush.scaled(36) : pad / 2;
    const Rect text{all.x + pad + mark + pad / 2, all.y + pad / 2, all.width - 2 * pad - mark - pad / 2,
                    all.height - pad / 2 - foot};
    const int split = notice.second.empty() ? text.height : text.height * 56 / 100;
    brush.paragraph({text.x, text.y, text.width, split}, notice.first,
                    {54, true, colors.text, Align::Leading, wording_.first_language()});
    brush.paragraph({text.x, text.y + split, text.width, text.height - split}, notice.second,
                    {40, false, colors.text_quiet, Align::Leading, wording_.second_language()});
    if (!dots)
        return;
    // Which of them this is.
    const int dot = brush.scaled(12), step = 2 * dot;
    const int count = static_cast<int>(notices_.size());
    for (int i = 0; i < count; ++i)
        brush.rounded(
            {all.centre().x - count * step / 2 + i * step, all.bottom() - brush.scaled(26), dot, dot},
            dot / 2, i == static_cast<int>(page) ? colors.primary : colors.border);
}

std::optional<base::SteadyTime> NoticePages::tick(base::SteadyTime now) {
    if (turns_.tick(now, notices_.size(), 1))
        invalidate();
    return turns_.next();
}

} // namespace display
