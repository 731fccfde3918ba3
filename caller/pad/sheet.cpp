#include "caller/pad/sheet.h"

namespace caller {

using screen::Align;
using screen::Canvas;
using screen::Look;
using screen::Rect;

namespace {

constexpr std::size_t kLongestStaffNumber = 12;

std::string title_of(const Question& question, const screen::Catalogue& catalogue) {
    switch (question.topic) {
    case Topic::TransferTo:
        return catalogue.tr("Where does ticket {1} go?", question.number);
    case Topic::ParkReason:
        return catalogue.tr("Why is ticket {1} set aside?", question.number);
    case Topic::PauseReason:
        return catalogue.tr("Why is the counter paused?");
    case Topic::CloseAnyway:
        return catalogue.tr_n("{1} visitor is waiting for this counter. Close it all the same?",
                              "{1} visitors are waiting for this counter. Close it all the same?",
                              std::stol(question.number));
    case Topic::PickOutOfTurn:
        return catalogue.tr("Call ticket {1} out of turn? This is recorded.", question.number);
    case Topic::WhichTicket:
        return catalogue.tr("Which ticket {1}?", question.number);
    case Topic::StaffNumber:
        return catalogue.tr("Please enter your staff number");
    }
    return {};
}

std::string text_of(const Option& option, const screen::Catalogue& catalogue) {
    const std::string name(option.name.in(tag_of(catalogue)));
    if (option.text.empty())
        return option.detail.empty() ? name : option.detail + "  " + name;
    const auto text = catalogue.tr(option.text, option.detail);
    return name.empty() ? text : text + " · " + name;
}

} // namespace

Sheet::Sheet(const Question& question, const screen::Catalogue& catalogue, Pressed pressed)
    : topic_(question.topic), title_(title_of(question, catalogue)), pressed_(std::move(pressed)) {
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        const auto number = std::to_string(i + 1);
        auto& answer =
            add<ActionKey>("answer:" + number, "", i < 9 ? number : "", [this, i] { pressed_(Choose{i}); });
        answer.set_text(text_of(question.options[i], catalogue));
        answers_.push_back(&answer);
    }
    if (types())
        add_digits(catalogue);
    back_ =
        &add<ActionKey>("dismiss", "back", "Esc", [this] { pressed_(Dismiss{}); }, ActionKey::Weight::Quiet);
    back_->set_text(catalogue.tr("Back"));
}

void Sheet::add_digits(const screen::Catalogue& catalogue) {
    hint_ = catalogue.tr("Staff number");
    for (const char digit : {'1', '2', '3', '4', '5', '6', '7', '8', '9', '<', '0', '>'}) {
        const bool erases = digit == '<', enters = digit == '>';
        auto& key = add<ActionKey>(erases   ? "erase"
                                   : enters ? "enter"
                                            : std::string("digit:") + digit,
                                   erases   ? "backspace"
                                   : enters ? "check"
                                            : "",
                                   "", [this, digit, erases, enters] {
                                       if (erases)
                                           erase();
                                       else if (enters)
                                           enter();
                                       else
                                           type(digit);
                                   });
        if (!erases && !enters)
            key.set_text(std::string(1, digit));
        answers_.push_back(&key);
    }
}

void Sheet::type(char digit) {
    if (types() && typed_.size() < kLongestStaffNumber)
        typed_ += digit;
    invalidate();
}

void Sheet::erase() {
    if (!typed_.empty())
        typed_.pop_back();
    invalidate();
}

void Sheet::enter() {
    if (!typed_.empty())
        pressed_(LogIn{typed_});
}

void Sheet::arrange(const Look& look, Rect bounds) {
    place(bounds);
    const auto& theme = look.theme;
    const int unit = theme.body.size, gap = theme.space * 2, side = theme.space * 4;
    const int count = static_cast<int>(answers_.size());
    const int rows = (count + columns() - 1) / columns();
    const int head = unit * (types() ? 7 : 5);
    const int foot = unit * 3;
    const int room = bounds.height - 2 * side - head - foot - (rows + 1) * gap;
    const int height = rows == 0 ? 0 : std::min(unit * 7 / 2, room / rows);
    const int all = head + foot + rows * height + (rows + 1) * gap + gap;
    const int width = std::min(bounds.width - 2 * side, unit * 32);
    card_ = {bounds.x + (bounds.width - width) / 2, bounds.y + (bounds.height - all) / 2, width, all};
    const int inner = width - 2 * side;
    const int cell = (inner - (columns() - 1) * gap) / columns();
    for (int i = 0; i < count; ++i) {
        const int column = i % columns(), row = i / columns();
        answers_[static_cast<std::size_t>(i)]->arrange(
            look,
            {card_.x + side + column * (cell + gap), card_.y + head + row * (height + gap), cell, height});
    }
    back_->arrange(look, {card_.x + side, card_.bottom() - foot - gap / 2, inner, foot - gap / 2});
}

void Sheet::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    canvas.fill(bounds(), c.scrim);
    canvas.rounded(card_, theme.radius * 2, c.background);
    const int unit = theme.body.size, side = theme.space * 4;
    const Rect head{card_.x + side, card_.y, card_.width - 2 * side, unit * 5};
    draw_text(canvas, look, head, title_, {{unit * 5 / 4, screen::Weight::Bold}, c.text, Align::Leading, 3});
    if (!types())
        return;
    const Rect field{head.x, head.y + unit * 4, head.width, unit * 5 / 2};
    canvas.rounded(field, theme.radius, c.surface);
    canvas.outline(field, theme.radius, theme.stroke, c.border);
    draw_text(canvas, look, field.grown(-theme.space), typed_.empty() ? hint_ : typed_,
              {{unit * 5 / 4, typed_.empty() ? screen::Weight::Regular : screen::Weight::Bold},
               typed_.empty() ? c.text_quiet : c.text,
               Align::Centre});
}

} // namespace caller
