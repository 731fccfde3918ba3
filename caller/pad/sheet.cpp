#include "caller/pad/sheet.h"

#include "shared/base/text.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace caller {

using screen::Align;
using screen::Canvas;
using screen::Look;
using screen::Rect;

namespace {

constexpr std::size_t kMostTyped = 16;
constexpr std::size_t kPage = 9; ///< answers that have a digit
constexpr std::size_t kMostFaults = 4;

std::string title_of(const Question& question, const screen::Catalogue& catalogue) {
    switch (question.topic) {
    case Topic::TransferTo:
        return catalogue.tr("Where does ticket {1} go?", question.number);
    case Topic::TransferNote:
        return catalogue.tr("A note for the colleague about {1}?", question.number);
    case Topic::ParkKind:
        return catalogue.tr("How is ticket {1} set aside?", question.number);
    case Topic::ParkReason:
        return catalogue.tr("Why is ticket {1} set aside?", question.number);
    case Topic::FetchWhere:
        return catalogue.tr("Where does the visitor get what is missing?");
    case Topic::Outcome:
        return catalogue.tr("How was the matter of {1} settled?", question.number);
    case Topic::DueDay:
        return catalogue.tr("When will it be ready?");
    case Topic::DueDate:
        return catalogue.tr("When will it be ready? Month and day, like 0315");
    case Topic::Missing:
        return catalogue.tr("Which papers are missing?");
    case Topic::MissingNote:
        return catalogue.tr("What else is missing?");
    case Topic::ReferNote:
        return catalogue.tr("Where is the visitor referred to?");
    case Topic::PauseReason:
        return catalogue.tr("Why is the counter paused?");
    case Topic::PauseUntil:
        return catalogue.tr("When will you be back?");
    case Topic::CloseAnyway:
        return catalogue.tr_n("{1} visitor is waiting for this counter. Close it all the same?",
                              "{1} visitors are waiting for this counter. Close it all the same?",
                              std::stol(question.number));
    case Topic::LeaveNote:
        return catalogue.tr("A note for whoever sits here next?");
    case Topic::PickOutOfTurn:
        return catalogue.tr("Call ticket {1} out of turn? This is recorded.", question.number);
    case Topic::WhichTicket:
        return catalogue.tr("Which ticket {1}?", question.number);
    case Topic::WakeHow:
        return catalogue.tr("What happens with {1} now?", question.number);
    case Topic::WhichHelp:
        return catalogue.tr("Who should come?");
    case Topic::StaffNumber:
        return catalogue.tr("Please enter your staff number");
    case Topic::Pin:
        return catalogue.tr("Please enter your PIN");
    case Topic::SupervisorNumber:
        return catalogue.tr("Visitors are still waiting. A supervisor's staff number closes all the same.");
    case Topic::SupervisorPin:
        return catalogue.tr("Please enter the supervisor's PIN");
    case Topic::ReadNote:
        return catalogue.tr("Handed over to you");
    case Topic::Shift:
        return catalogue.tr("Your shift. Thank you for your work!");
    }
    return {};
}

std::string hint_of(Topic topic, Typing typing, const screen::Catalogue& catalogue) {
    if (topic == Topic::DueDate)
        return catalogue.tr("Month and day");
    if (typing == Typing::Secret)
        return catalogue.tr("PIN");
    if (typing == Typing::Digits)
        return catalogue.tr("Staff number");
    return topic == Topic::ParkReason ? catalogue.tr("Another reason: please type it")
                                      : catalogue.tr("Type here, or leave it empty");
}

std::string text_of(const Option& option, const screen::Catalogue& catalogue) {
    const std::string name(option.name.in(tag_of(catalogue)));
    if (option.text.empty())
        return option.detail.empty() ? name : option.detail + "  " + name;
    const auto text = catalogue.tr(option.text, option.detail, option.count);
    return name.empty() ? text : text + " · " + name;
}

} // namespace

Sheet::Sheet(const Question& question, const std::string& zone, const screen::Catalogue& catalogue,
             Pressed pressed)
    : topic_(question.topic), typing_(question.typing), title_(title_of(question, catalogue)),
      pressed_(std::move(pressed)) {
    if (typing_ != Typing::Nothing)
        hint_ = hint_of(topic_, typing_, catalogue);
    add_facts(question, zone, catalogue);
    if (has_keypad())
        add_digits();
    else
        add_answers(question, catalogue);
    const bool ends = question.several() || reads();
    add_foot(catalogue, ends                      ? text_of(question.options.back(), catalogue)
                        : typing_ == Typing::Text ? catalogue.tr("Done")
                                                  : std::string());
    show_page(0);
}

/// What there is to read: the note and the faults, or the shift in numbers.
void Sheet::add_facts(const Question& question, const std::string& zone, const screen::Catalogue& catalogue) {
    if (const auto& note = question.handover) {
        const auto local = base::Zone(zone).local(note->at);
        note_ = note->text;
        facts_.push_back({catalogue.tr("Staff {1}", note->clerk.value),
                          fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", local.year, local.month, local.day,
                                      local.hour, local.minute)});
    }
    for (const auto& device : question.faults)
        if (facts_.size() < kMostFaults + 1)
            facts_.push_back({fault_text(device, catalogue), {}});
    const auto& shift = question.shift;
    if (!shift)
        return;
    facts_.push_back({catalogue.tr("Visitors served"), std::to_string(shift->served)});
    facts_.push_back({catalogue.tr("No-shows"), std::to_string(shift->no_shows)});
    facts_.push_back({catalogue.tr("Mean time at the counter"),
                      shift->served > 0 ? lasted(shift->serving / shift->served) : std::string("–")});
    const std::array levels{catalogue.tr("Not satisfied at all"), catalogue.tr("Not satisfied"),
                            catalogue.tr("Fairly satisfied"), catalogue.tr("Satisfied"),
                            catalogue.tr("Very satisfied")};
    for (std::size_t level = levels.size(); level-- > 0;)
        facts_.push_back({levels[level], std::to_string(shift->ratings[level])});
}

void Sheet::add_answers(const Question& question, const screen::Catalogue& catalogue) {
    const bool ends = question.several() || reads();
    last_ = question.options.empty() ? 0 : question.options.size() - 1;
    const std::size_t count = ends ? last_ : question.options.size();
    for (std::size_t i = 0; i < count; ++i) {
        auto& answer = add<ActionKey>("answer:" + std::to_string(i + 1), "", std::to_string(i % kPage + 1),
                                      [this, i] { pressed_(Choose{i}); });
        answer.set_text(text_of(question.options[i], catalogue));
        answer.set_even();
        answers_.push_back(&answer);
    }
    show_ticks(question);
}

void Sheet::show_ticks(const Question& question) {
    for (std::size_t i = 0; i < answers_.size() && i < question.options.size(); ++i)
        if (const auto ticked = question.options[i].ticked) {
            answers_[i]->set_icon(*ticked ? "check" : "document");
            answers_[i]->set_chosen(*ticked);
        }
}

void Sheet::show_notice(const std::string& notice) {
    if (std::exchange(notice_, notice) != notice)
        invalidate();
}

void Sheet::add_digits() {
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
                                           type(static_cast<char32_t>(digit));
                                   });
        if (!erases && !enters)
            key.set_text(std::string(1, digit));
        answers_.push_back(&key);
    }
}

void Sheet::add_foot(const screen::Catalogue& catalogue, const std::string& done) {
    const auto add_key = [&](const char* target, const char* icon, const char* shortcut, std::string text,
                             std::function<void()> action) {
        auto& key = add<ActionKey>(target, icon, shortcut, std::move(action), ActionKey::Weight::Quiet);
        key.set_text(std::move(text));
        foot_.push_back(&key);
    };
    if (!reads())
        add_key("dismiss", "back", "Esc", catalogue.tr("Back"), [this] { pressed_(Dismiss{}); });
    if (!has_keypad() && answers_.size() > kPage)
        add_key("more", "", "0", catalogue.tr("More"), [this] { show_page(page_ + 1); });
    if (!done.empty())
        add_key("done", "check", "Enter", done, [this] { enter(); });
}

void Sheet::show_page(std::size_t page) {
    if (has_keypad())
        return;
    const std::size_t pages = (answers_.size() + kPage - 1) / kPage;
    page_ = pages == 0 ? 0 : page % pages;
    for (std::size_t i = 0; i < answers_.size(); ++i)
        answers_[i]->set_visible(i / kPage == page_);
    invalidate_layout();
    invalidate();
}

void Sheet::type(char32_t c) {
    const bool digit = c >= U'0' && c <= U'9';
    const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    if (has_keypad()) {
        if ((digit || letter) && typed_.size() < kMostTyped)
            typed_ += c;
    } else if (digit && typed_.empty()) {
        const std::size_t option = page_ * kPage + static_cast<std::size_t>(c - U'1');
        if (c == U'0')
            show_page(page_ + 1);
        else if (option < answers_.size())
            pressed_(Choose{option});
        else if (typing_ == Typing::Text)
            typed_ += c;
        else
            pressed_(EnterNumber{static_cast<int>(c - U'0')}); // the desk says that there is no such answer
        return;
    } else if (typing_ == Typing::Text && c >= U' ' && typed_.size() < kMostCharacters) {
        typed_ += c;
    }
    invalidate();
}

void Sheet::erase() {
    if (!typed_.empty())
        typed_.pop_back();
    invalidate();
}

void Sheet::enter() {
    if (typing_ == Typing::Nothing) {
        if (reads() || topic_ == Topic::Missing)
            pressed_(Choose{last_});
        return;
    }
    std::string text;
    for (const char32_t c : std::exchange(typed_, {}))
        base::append_utf8(text, c);
    invalidate();
    pressed_(Write{text});
}

std::vector<ActionKey*> Sheet::shown() const {
    std::vector<ActionKey*> shown;
    for (ActionKey* answer : answers_)
        if (answer->visible())
            shown.push_back(answer);
    return shown;
}

/// Title, what is to be read, and the field.
int Sheet::head_height(const Look& look) const {
    const int unit = look.theme.body.size;
    const int facts =
        static_cast<int>(facts_.size()) * (topic_ == Topic::ReadNote ? unit * 9 / 4 : unit * 7 / 4);
    const int field = typing_ == Typing::Text ? unit * 4 : typing_ != Typing::Nothing ? unit * 3 : 0;
    return unit * 4 + facts + (note_.empty() ? 0 : unit * 5) + field;
}

void Sheet::arrange(const Look& look, Rect bounds) {
    place(bounds);
    const auto& theme = look.theme;
    const int unit = theme.body.size, gap = theme.space * 2, side = theme.space * 4;
    const auto answers = shown();
    const int count = static_cast<int>(answers.size());
    const int rows = (count + columns() - 1) / columns();
    const int head = head_height(look);
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
        answers[static_cast<std::size_t>(i)]->arrange(
            look,
            {card_.x + side + column * (cell + gap), card_.y + head + row * (height + gap), cell, height});
    }
    const int keys = std::max(1, static_cast<int>(foot_.size()));
    const int share = (inner - (keys - 1) * gap) / keys;
    Cut cut({card_.x + side, card_.bottom() - foot - gap / 2, inner, foot - gap / 2}, look.mirrored());
    for (ActionKey* key : foot_) {
        key->arrange(look, cut.leading(share));
        cut.leading(gap);
    }
}

void Sheet::paint(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    canvas.fill(bounds(), c.scrim);
    canvas.rounded(card_, theme.radius * 2, c.background);
    const int unit = theme.body.size, side = theme.space * 4;
    const Rect title{card_.x + side, card_.y, card_.width - 2 * side, unit * 4};
    draw_text(canvas, look, title, title_, {{unit * 5 / 4, screen::Weight::Bold}, c.text, Align::Leading, 3});
    const Rect below{title.x, title.bottom(), title.width, head_height(look) - unit * 4};
    paint_facts(canvas, look, below);
    if (typing_ != Typing::Nothing)
        paint_field(canvas, look, {below.x, below.y, below.width, below.height - unit / 2});
    if (!notice_.empty())
        paint_notice(canvas, look);
}

void Sheet::paint_notice(Canvas& canvas, const Look& look) const {
    const auto& theme = look.theme;
    const int side = theme.space * 4, height = theme.body.size * 11 / 4;
    const Rect place{bounds().x + side, std::max(bounds().y + theme.space, card_.y - height - theme.space),
                     bounds().width - 2 * side, height};
    canvas.rounded(place, theme.radius, theme.colors.warning);
    draw_text(canvas, look, place.grown(-theme.space * 2), notice_,
              {theme.body, theme.colors.on_warning, Align::Leading, 2});
}

void Sheet::paint_facts(Canvas& canvas, const Look& look, Rect rect) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const int unit = theme.body.size;
    const int line = topic_ == Topic::ReadNote ? unit * 9 / 4 : unit * 7 / 4;
    if (!note_.empty()) {
        const Rect note{rect.x, rect.y, rect.width, unit * 9 / 2};
        canvas.rounded(note, theme.radius, c.surface);
        draw_text(canvas, look, note.grown(-theme.space * 2), note_, {theme.body, c.text, Align::Leading, 3});
        rect.y += unit * 5;
    }
    for (const Fact& fact : facts_) {
        Cut cut({rect.x, rect.y, rect.width, line}, look.mirrored());
        if (!fact.value.empty())
            draw_text(canvas, look, cut.trailing(unit * 9), fact.value,
                      {{unit, screen::Weight::Bold}, c.text, Align::Trailing});
        draw_text(canvas, look, cut.rest(), fact.label, {theme.body, c.text, Align::Leading, 2});
        rect.y += line;
    }
}

std::string Sheet::field_text() const {
    std::string text;
    for (const char32_t c : typed_)
        base::append_utf8(text, typing_ == Typing::Secret ? U'•' : c);
    return text;
}

void Sheet::paint_field(Canvas& canvas, const Look& look, Rect field) const {
    const auto& theme = look.theme;
    const auto& c = theme.colors;
    const bool text = typing_ == Typing::Text;
    canvas.rounded(field, theme.radius, c.surface);
    canvas.outline(field, theme.radius, theme.stroke, typed_.empty() ? c.border : c.primary);
    const int size = text ? theme.body.size : theme.body.size * 5 / 4;
    draw_text(canvas, look, field.grown(-theme.space * 2), typed_.empty() ? hint_ : field_text(),
              {{size, typed_.empty() || text ? screen::Weight::Regular : screen::Weight::Bold},
               typed_.empty() ? c.text_quiet : c.text,
               text ? Align::Leading : Align::Centre,
               text ? 2 : 1});
}

} // namespace caller
