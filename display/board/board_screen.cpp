#include "display/board/board_screen.h"

#include "shared/base/log.h"

#include <algorithm>
#include <variant>

namespace display {

namespace {

using Frame = screen::Stage::Frame;

screen::Look look_of(const Wording& wording, screen::Size size, screen::Fonts& fonts, screen::Icons& icons) {
    return {board_theme(size), wording.first_language(), fonts, icons};
}

} // namespace

std::filesystem::path usual_layout(screen::Size panel, const Supplies& supplies) {
    if (supplies.counter)
        return house_layout(is_strip(panel) ? "counter-strip" : "counter");
    return house_layout(panel.width >= panel.height ? "landscape" : "portrait");
}

BoardScreen::BoardScreen(screen::Window& window, screen::Fonts& fonts, screen::Icons& icons,
                         const Hanging& hanging)
    : window_(window), hanging_(hanging), wording_(hanging.languages),
      file_(hanging.layout.empty() ? usual_layout(window.size(), hanging.supplies) : hanging.layout),
      frame_(window.picture() ? Frame::Elsewhere : Frame::Own),
      stage_(window.size(), look_of(wording_, window.size(), fonts, icons), frame_),
      page_(stage_.show<BoardPage>(wording_, file_.layout(), hanging.supplies)), curtain_(fonts, icons) {}

void BoardScreen::show(const Contents& contents, const model::Board* board) {
    page_.show(contents);
    curtain_.follow(board);
    calls_ = contents.has_new_call();
}

void BoardScreen::handle_window(base::SteadyTime now) {
    for (const screen::Event& event : window_.poll()) {
        if (std::holds_alternative<screen::Closed>(event))
            closed_ = true;
        if (const auto* key = std::get_if<screen::KeyEvent>(&event); key != nullptr && key_)
            key_(*key);
        stage_.handle(event, now);
        curtain_.handle(event, now);
        if (const auto* resized = std::get_if<screen::Resized>(&event))
            resize(resized->size);
    }
}

void BoardScreen::resize(screen::Size size) {
    const screen::Look& look = stage_.look();
    stage_.set_look(look_of(wording_, size, look.fonts, look.icons));
    if (!hanging_.layout.empty() || usual_layout(size, hanging_.supplies) == file_.path())
        return;
    try {
        file_ = LayoutFile(usual_layout(size, hanging_.supplies));
        page_.set_layout(file_.layout());
    } catch (const std::exception& error) {
        base::log_error("board", "the layout stays as it was: {}", error.what());
    }
}

void BoardScreen::tick(base::SteadyTime now) {
    handle_window(now);
    if (file_.tick(now)) {
        page_.set_layout(file_.layout());
        page_.set_mark(!file_.well());
    }
    next_ = file_.next_deadline();
    const bool down = covered(now);
    if (!down && curtain_.gone_up())
        stage_.redraw_all();
    if (const auto moving = down ? curtain_.present(window_, now) : stage_.tick(now))
        next_ = std::min(next_, *moving);
    if (window_.descriptor() < 0)
        next_ = std::min(next_, now + kAsk);
    if (!down && stage_.needs_draw())
        draw();
}

/// A notice makes way for whoever is called now: service goes on below it.
bool BoardScreen::covered(base::SteadyTime now) const {
    return curtain_.covers(now) && (curtain_.evacuates() || !calls_);
}

void BoardScreen::draw() {
    if (frame_ == Frame::Own) {
        const auto damage = stage_.draw();
        window_.present(stage_.frame(), damage);
    } else if (const auto picture = window_.picture()) {
        window_.show(stage_.draw_on(*picture));
    }
}

base::SteadyTime BoardScreen::next_deadline() const {
    // Presenting may have read events off the descriptor already.
    return window_.has_events() ? base::SteadyTime{} : next_;
}

} // namespace display
