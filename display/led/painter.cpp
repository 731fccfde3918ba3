#include "display/led/painter.h"

#include "shared/screen/canvas.h"
#include "shared/screen/fonts.h"

#include <algorithm>

namespace display {

namespace {

using screen::Color;

constexpr Color kDark = Color::rgb(0), kRed = Color::rgb(0xFF0000), kGreen = Color::rgb(0x00FF00),
                kAmber = Color::rgb(0xFFFF00);
constexpr base::Duration kStep{40}; // 25 frames a second, while something scrolls

/// Pixels that a scrolling line of this height has moved after `age`.
int moved(base::Duration age, int rows) {
    return static_cast<int>(age.count() * rows * 5 / 2000);
}

} // namespace

SignPainter::SignPainter(screen::DotFonts& fonts, screen::Size size, int rows, SignColors colors)
    : fonts_(fonts), size_(size), rows_(rows), lines_(lines_of(size, rows)), colors_(colors) {}

const screen::Mask& SignPainter::fitting(const SignLine& line, bool& fits) const {
    for (const std::string& text : line.texts) {
        const screen::Mask& mask = fonts_.line(text, rows_, line.language);
        fits = mask.size.width <= size_.width;
        if (fits || &text == &line.texts.back())
            return mask;
    }
    fits = true;
    return fonts_.line("", rows_, line.language);
}

screen::Pixels SignPainter::paint(const SignPage& page, base::SteadyTime now) {
    screen::Pixels frame(size_, kDark);
    screen::Canvas canvas(frame);
    next_.reset();
    const auto count = std::min(page.lines.size(), static_cast<std::size_t>(lines_));
    shown_.resize(count);
    const int spare = std::max(0, size_.height - static_cast<int>(count) * rows_);
    int y = count == static_cast<std::size_t>(lines_) || count == 1 ? spare / 2 : 0;
    for (std::size_t i = 0; i < count; ++i, y += rows_) {
        const SignLine& line = page.lines[i];
        Row& row = shown_[i];
        if (row.line.texts != line.texts || row.line.language != line.language)
            row.since = now;
        row.line = line;
        if (!line.lit || line.texts.empty())
            continue;
        bool fits = true;
        const screen::Mask& text = fitting(line, fits);
        const int width = text.size.width;
        const bool leftwards = screen::direction_of(line.language) == screen::Direction::LeftToRight;
        int x = fits ? (size_.width - width) / 2 : leftwards ? 0 : size_.width - width;
        if (!fits && line.scrolls) {
            const int round = width + size_.width / 2;
            const int gone = moved(now - row.since, rows_) % round;
            x += leftwards ? -gone : gone;
            canvas.draw(text, {x + (leftwards ? round : -round), y}, color_of(line.tone, colors_));
            next_ = now + kStep;
        }
        canvas.draw(text, {x, y}, color_of(line.tone, colors_));
    }
    return frame;
}

void dim(screen::Pixels& frame, int percent) {
    const auto share = static_cast<std::uint32_t>(std::clamp(percent, 0, 100));
    const auto channel = [share](std::uint32_t word, unsigned shift) {
        return (((word >> shift) & 0xFFU) * share + 50) / 100 << shift;
    };
    for (int y = 0; y < frame.height(); ++y)
        for (int x = 0; x < frame.width(); ++x) {
            std::uint32_t& word = frame.row(y)[x];
            word = 0xFF000000U | channel(word, 16) | channel(word, 8) | channel(word, 0);
        }
}

screen::Color color_of(Tone tone, SignColors colors) {
    if (colors == SignColors::Red)
        return kRed;
    switch (tone) {
    case Tone::Free:
        return kGreen;
    case Tone::Closed:
    case Tone::Alarm:
        return kRed;
    case Tone::Paused:
        return colors == SignColors::Two ? kRed : Color::rgb(0xFF6000);
    case Tone::Notice:
    case Tone::Serving:
        return colors == SignColors::Two ? kGreen : Color::rgb(0xFFFFFF);
    case Tone::Call:
        break;
    }
    return colors == SignColors::Two ? kAmber : Color::rgb(0xFFC800);
}

screen::Pixels test_pattern(screen::Size size, int step) {
    constexpr std::array kPlain{kRed, kGreen, Color::rgb(0x0000FF), Color::rgb(0xFFFFFF)};
    const int which = step % kTestSteps;
    if (which < static_cast<int>(kPlain.size()))
        return screen::Pixels(size, kPlain.at(static_cast<std::size_t>(which)));
    screen::Pixels frame(size, kDark);
    screen::Canvas canvas(frame);
    for (int x = 0; x < size.width; x += 8)
        canvas.fill({x, 0, 1, size.height}, Color::rgb(0x004000));
    for (int y = 0; y < size.height; y += 8)
        canvas.fill({0, y, size.width, 1}, Color::rgb(0x000040));
    canvas.outline(frame.bounds(), 0, 1, Color::rgb(0xFFFFFF));
    const int corner = std::max(1, std::min({size.width, size.height, 8}) / 2);
    canvas.fill({0, 0, corner, corner}, kRed); // top left, so that a wall that hangs upside down is seen
    canvas.fill({size.width - corner, 0, corner, corner}, kGreen);
    canvas.fill({0, size.height - corner, corner, corner}, Color::rgb(0x0000FF));
    canvas.fill({size.width - corner, size.height - corner, corner, corner}, kAmber);
    return frame;
}

} // namespace display
