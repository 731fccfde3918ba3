#include "caller/pad/pad.h"

#include "shared/base/text.h"

#include <array>
#include <utility>

namespace caller {

namespace {

constexpr base::Duration kDigitsKept{5000};
constexpr std::size_t kMostDigits = 4;
constexpr std::size_t kLongestCard = 64;
constexpr std::array kByFunctionKey{Action::Next,   Action::Recall, Action::Start,    Action::Finish,
                                    Action::NoShow, Action::Park,   Action::Transfer, Action::Pause,
                                    Action::Open,   Action::Help};
constexpr char32_t kComing = 11, kShifted = 12;

/// Head, card, bar, keys and list one below the other; the list takes what is left, in whole lines.
class Page final : public screen::View {
  public:
    screen::View* head = nullptr;
    std::vector<screen::View*> body; ///< below each other, inside the page's sides
    std::vector<LineView*> lines;

    void arrange(const screen::Look& look, screen::Rect bounds) override {
        place(bounds);
        const int side = look.theme.space * 4, gap = look.theme.space * 2;
        const int head_height = head->measure(look, bounds.width).height;
        head->arrange(look, {bounds.x, bounds.y, bounds.width, head_height});
        const int x = bounds.x + side, width = bounds.width - 2 * side;
        int y = bounds.y + head_height + side;
        for (View* part : body) {
            const int height = part->measure(look, width).height;
            part->arrange(look, {x, y, width, height});
            y += height + gap;
        }
        y -= gap; // the list follows its title
        for (LineView* line : lines) {
            const int height = line->measure(look, width).height;
            const bool fits = y + height <= bounds.bottom() - look.theme.space * 3;
            line->arrange(look, fits ? screen::Rect{x, y, width, height} : screen::Rect{x, y, 0, 0});
            y += height;
        }
    }
    void paint(screen::Canvas& canvas, const screen::Look& look) const override {
        canvas.fill(bounds(), look.theme.colors.background);
        screen::Rect list;
        for (const LineView* line : lines)
            if (line->shown())
                list = list.united(line->bounds());
        if (list.empty())
            return;
        canvas.rounded(list, look.theme.radius, look.theme.colors.surface);
        for (const LineView* line : lines)
            if (line->shown() && !line->bounds().empty() && line->bounds().y > list.y)
                canvas.fill({list.x + look.theme.space * 3, line->bounds().y,
                             list.width - look.theme.space * 6, look.theme.stroke},
                            look.theme.colors.surface_alt);
    }
};

} // namespace

Pad::Pad(screen::Stage& stage, const screen::Catalogue& catalogue, Pressed pressed)
    : stage_(stage), catalogue_(catalogue), pressed_(std::move(pressed)) {
    build();
}

screen::Theme Pad::theme_for(screen::Size window) {
    const int unit = std::clamp(std::min(window.width / 28, window.height / 44), 12, 40);
    return screen::Theme::make(screen::Palette::Light, unit);
}

void Pad::add_key(screen::View& into, Action action, const char* target, const char* icon,
                  const char* shortcut, ActionKey::Weight weight) {
    auto& key = into.add<ActionKey>(target, icon, shortcut, [this, action] { pressed_(action); }, weight);
    keys_.push_back({action, &key});
}

void Pad::build() {
    auto& page = stage_.show<Page>();
    page_ = &page;
    const int gap = stage_.look().theme.space * 2;
    head_ = &page.add<HeadView>();
    page.head = head_;
    card_ = &page.add<CardView>();
    bar_ = &page.add<BarView>([this](const BarFace& face) {
        if (face.key == BarFace::Key::Undo)
            pressed_(Action::Undo);
        else if (face.key == BarFace::Key::Come)
            pressed_(Come{face.who});
    });
    auto& next = page.add<screen::Column>();
    add_key(next, Action::Next, "next", "next", "F1", ActionKey::Weight::Dominant);
    auto& grid = page.add<screen::Grid>(3);
    grid.gap = gap;
    add_key(grid, Action::Recall, "recall", "recall", "F2", ActionKey::Weight::Usual);
    add_key(grid, Action::Start, "start", "start", "F3", ActionKey::Weight::Usual);
    auto& finish = grid.add<screen::Row>();
    finish.gap = gap / 2;
    add_key(finish, Action::Finish, "finish", "finish", "F4", ActionKey::Weight::Usual);
    keys_.back().view->grow = 1;
    add_key(finish, Action::Outcome, "outcome", "", "", ActionKey::Weight::Usual);
    keys_.back().view->set_narrow();
    add_key(grid, Action::NoShow, "no-show", "no-show", "F5", ActionKey::Weight::Usual);
    add_key(grid, Action::Park, "park", "park", "F6", ActionKey::Weight::Usual);
    add_key(grid, Action::Transfer, "transfer", "transfer", "F7", ActionKey::Weight::Usual);
    auto& counter = page.add<screen::Grid>(3);
    counter.gap = gap;
    add_key(counter, Action::Pause, "pause", "pause", "F8", ActionKey::Weight::Quiet);
    add_key(counter, Action::Open, "open", "counter", "F9", ActionKey::Weight::Quiet);
    add_key(counter, Action::Help, "help", "people", "F10", ActionKey::Weight::Quiet);
    list_title_ = &page.add<ListTitle>();
    page.body = {card_, bar_, &next, &grid, &counter, list_title_};
    const auto touched = [this](const LineFace& line) {
        if (line.kind == LineFace::Kind::Aside)
            pressed_(BringBack{line.ticket});
        else
            pressed_(Pick{line.ticket});
    };
    const auto approved = [this](model::TicketId ticket, bool yes) {
        if (yes)
            pressed_(Approve{ticket});
        else
            pressed_(Reject{ticket});
    };
    for (std::size_t i = 0; i < kLines; ++i)
        lines_.push_back(&page.add<LineView>(touched, approved, catalogue_));
    page.lines = lines_;
}

void Pad::show(const Desk& desk, const Around& around) {
    const auto fit = static_cast<std::size_t>(
        std::ranges::count_if(lines_, [](const LineView* line) { return !line->bounds().empty(); }));
    const PadFace face = face_of(desk, around, catalogue_, fit == 0 ? 4 : fit);
    closed_ = face.closed;
    head_->show(face);
    card_->show(face.card);
    bar_->show(face.bar);
    const auto text = [&](Action action) {
        switch (action) {
        case Action::Next:
            return catalogue_.tr_c("key", "Next");
        case Action::Recall:
            return catalogue_.tr_c("key", "Recall");
        case Action::Start:
            return catalogue_.tr_c("key", "Start");
        case Action::Finish:
            return catalogue_.tr_c("key", "Finish");
        case Action::NoShow:
            return catalogue_.tr_c("key", "No-show");
        case Action::Park:
            return catalogue_.tr_c("key", "Set aside");
        case Action::Transfer:
            return catalogue_.tr_c("key", "Transfer");
        case Action::Pause:
            return face.paused ? catalogue_.tr_c("key", "Resume") : catalogue_.tr_c("key", "Pause");
        case Action::Open:
            return face.closed ? catalogue_.tr_c("key", "Open") : catalogue_.tr_c("key", "Close");
        case Action::Outcome:
            return std::string("…");
        case Action::Help:
            return face.help_called ? catalogue_.tr_c("key", "End help") : catalogue_.tr_c("key", "Help");
        case Action::Undo:
        case Action::TakeOver:
            break; // these have no key of their own
        }
        return std::string();
    };
    const bool in_reach = desk.place() >= Place::Closed;
    for (const Key& key : keys_) {
        key.view->set_text(text(key.action));
        const bool next = key.action == Action::Next;
        key.view->set_enabled(desk.enabled(key.action) || (next && in_reach));
        if (next) {
            key.view->set_dimmed(!desk.enabled(key.action));
            key.view->set_badge(face.next_badge);
        }
        if (key.action == Action::Pause)
            key.view->set_icon(face.paused ? "resume" : "pause");
    }
    list_title_->show(face.list_title);
    for (std::size_t i = 0; i < lines_.size(); ++i)
        lines_[i]->show(i < face.lines.size() ? &face.lines[i] : nullptr);
    show_question(desk);
    if (sheet_ != nullptr)
        sheet_->show_notice(desk.message() && desk.message()->trouble ? face.bar.text : std::string());
}

void Pad::show_question(const Desk& desk) {
    const auto& question = desk.question();
    const auto same = [](const Question& a, const Question& b) {
        return a.topic == b.topic && a.number == b.number && a.options.size() == b.options.size();
    };
    if (asked_ && question && same(*asked_, *question)) {
        sheet_->show_ticks(*question);
        return;
    }
    if (!asked_ && !question)
        return;
    if (asked_) {
        stage_.close();
        sheet_ = nullptr;
    }
    asked_ = question;
    typed_.clear();
    if (question) {
        auto sheet = std::make_unique<Sheet>(
            *question, desk.board() != nullptr ? desk.board()->hall.zone : std::string("UTC"), catalogue_,
            pressed_);
        sheet_ = sheet.get();
        stage_.open(std::move(sheet));
    }
}

bool Pad::handle_key(const screen::KeyEvent& key, base::SteadyTime now) {
    if (now - last_digit_ > kDigitsKept)
        typed_.clear();
    const bool writes = sheet_ != nullptr && sheet_->typing() != Typing::Nothing;
    switch (key.key) {
    case screen::Key::Function:
        return key.repeated || handle_function(key.character);
    case screen::Key::Undo:
        if (!key.repeated && !writes)
            pressed_(Action::Undo);
        return true;
    case screen::Key::Escape:
        if (sheet_ == nullptr)
            return false;
        pressed_(Dismiss{});
        return true;
    case screen::Key::Backspace:
        if (!writes)
            return false;
        sheet_->erase();
        return true;
    case screen::Key::Character:
        return handle_character(key.character, now);
    case screen::Key::Enter:
        return !key.repeated && handle_enter(now);
    default:
        return false;
    }
}

bool Pad::handle_function(char32_t number) {
    if (number >= 1 && number <= kByFunctionKey.size())
        pressed_(kByFunctionKey[number - 1]);
    else if (number == kShifted + 4)
        pressed_(Action::Outcome);
    else if (number == kShifted + 9)
        pressed_(Action::TakeOver);
    else if (number == kComing && bar_->face().key == BarFace::Key::Come)
        pressed_(Come{bar_->face().who});
    else
        return false;
    return true;
}

bool Pad::handle_character(char32_t character, base::SteadyTime now) {
    if (now - last_character_ > kCardPause)
        swiped_.clear();
    last_character_ = now;
    if (swiped_.size() < kLongestCard && character > U' ' && character < 0x7F)
        swiped_ += static_cast<char>(character);
    const bool digit = character >= U'0' && character <= U'9';
    if (sheet_ != nullptr) {
        const bool writes = sheet_->typing() != Typing::Nothing;
        if (writes || digit)
            sheet_->type(character);
        return writes || digit;
    }
    if (!digit)
        return false;
    last_digit_ = now;
    if (typed_.size() == kMostDigits)
        typed_.clear();
    typed_ += static_cast<char>(character);
    return true;
}

bool Pad::handle_enter(base::SteadyTime now) {
    const auto card = std::exchange(swiped_, {});
    if (card.size() >= kCardLength && now - last_character_ <= kCardPause && awaits_card()) {
        typed_.clear();
        pressed_(LogIn{{}, card});
        return true;
    }
    if (sheet_ != nullptr) {
        if (stage_.focused() != nullptr)
            return false;
        sheet_->enter();
        return true;
    }
    const auto number = base::parse_number<int>(std::exchange(typed_, {}));
    if (number && *number > 0)
        pressed_(EnterNumber{*number});
    return number.has_value();
}

bool Pad::awaits_card() const {
    if (sheet_ == nullptr)
        return closed_;
    const Topic topic = sheet_->topic();
    return topic == Topic::StaffNumber || topic == Topic::Pin || topic == Topic::SupervisorNumber ||
           topic == Topic::SupervisorPin;
}

} // namespace caller
