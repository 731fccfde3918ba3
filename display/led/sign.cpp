#include "display/led/sign.h"

#include "shared/screen/translations.h"

#include <algorithm>
#include <utility>

namespace display {

namespace {

SignView::Options view_options(const SignOptions& options) {
    SignView::Options view;
    view.counter = options.counter;
    view.alternate = options.alternate;
    if (!options.languages.empty())
        view.languages = options.languages;
    const bool one_line = options.driver == SignDriver::Onbon || options.driver == SignDriver::Modbus;
    view.lines = one_line ? 1 : SignPainter::lines_of(options.size, options.rows);
    return view;
}

/// The longest that a card shows without moving: 16 rows, 8 dots a byte of GB2312, which is one to a letter
/// and two to a hanzi.
std::string fitting_text(const SignLine& line, int width) {
    for (const std::string& text : line.texts) {
        const std::string plain = screen::without_isolates(text);
        int dots = 0;
        for (const char c : plain) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x80)
                dots += 8;
            else if (byte >= 0xC0)
                dots += 16;
        }
        if (dots <= width || &text == &line.texts.back())
            return plain;
    }
    return {};
}

} // namespace

Sign::Sign(const SignOptions& options, screen::DotFonts& fonts, std::unique_ptr<PixelDriver> driver)
    : options_(options), view_(view_options(options)), pixels_(std::move(driver)) {
    painter_.emplace(fonts, options.size, options.rows, options.colors);
}

Sign::Sign(const SignOptions& options, std::unique_ptr<TextDriver> driver)
    : options_(options), view_(view_options(options)), texts_(std::move(driver)) {}

void Sign::show(const Contents& contents, const SignAlarm* alarm, base::SteadyTime now) {
    if (pixels_)
        pixels_->tick(now);
    if (testing_)
        return show_test(contents, now);
    alarmed_ = alarm != nullptr;
    const SignPage page = alarm != nullptr ? view_.page(*alarm) : view_.page(contents, now);
    if (painter_)
        show_pixels(page, contents, now);
    else
        show_text(page);
}

void Sign::show_pixels(const SignPage& page, const Contents& contents, base::SteadyTime now) {
    send(painter_->paint(page, now), contents, now);
}

void Sign::send(screen::Pixels frame, const Contents& contents, base::SteadyTime now) {
    dim(frame, brightness_at(options_.brightness, contents.time.hour, contents.time.minute));
    if (sent_ == frame && now < again_)
        return;
    again_ = now + options_.resend;
    pixels_->show(frame);
    pixels_->tick(now);
    sent_ = std::move(frame);
}

void Sign::show_text(const SignPage& page) {
    TextJob job;
    job.number = page.number;
    if (!page.lines.empty())
        job.text = fitting_text(page.lines.front(), options_.size.width);
    texts_->show(job);
}

void Sign::show_test(const Contents& contents, base::SteadyTime now) {
    if (!next_step_ || now >= *next_step_) {
        ++step_;
        next_step_ = now + kTestStep;
    }
    if (painter_)
        return send(test_pattern(options_.size, step_), contents, now);
    const std::string digit(static_cast<std::size_t>(options_.places), static_cast<char>('0' + step_ % 10));
    texts_->show({step_ % 2 == 0 ? "TEST 测试 " + options_.name : "88888888", digit});
}

void Sign::go_dark() {
    if (pixels_)
        pixels_->show(screen::Pixels(options_.size, screen::Color::rgb(0)));
    else
        texts_->show({});
}

std::optional<base::SteadyTime> Sign::next_deadline() const {
    auto next = testing_ ? next_step_ : alarmed_ ? std::nullopt : view_.next_deadline();
    const auto earlier = [&](std::optional<base::SteadyTime> other) {
        if (other)
            next = std::min(next.value_or(base::SteadyTime::max()), *other);
    };
    if (pixels_) {
        earlier(again_);
        earlier(pixels_->next_deadline());
        if (!testing_)
            earlier(painter_->next_deadline());
    }
    return next;
}

} // namespace display
