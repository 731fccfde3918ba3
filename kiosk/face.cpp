#include "kiosk/face.h"

#include "kiosk/screens/frame.h"
#include "kiosk/words.h"
#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/base/text.h"

#include <algorithm>
#include <fstream>

#include <malloc.h>

#include <fmt/format.h>

namespace kiosk {

namespace {

constexpr double kUsualDots = 102; // an inch, of a 21.5" panel with 1080 × 1920
constexpr int kUsualNarrowSide = 1080;
constexpr base::Duration kStrikePause(500); // as View::strike_pause()
constexpr double kLeastShare = 0.65; // of the usual size; large text may go to 0.6, which is 0.75 of it
constexpr base::Duration kListenPause(100); // how often the end of what is said is looked for

// A panel's own density counts, but only as far as the pages still fit on it.
double density(const FaceOptions& options, screen::Size size) {
    const double usual = kUsualDots * std::min(size.width, size.height) / kUsualNarrowSide;
    return options.dots_per_inch > 0 ? std::clamp(options.dots_per_inch, usual * 0.7, usual * 1.1) : usual;
}

void focusable_in(screen::View& view, std::vector<screen::View*>& found) {
    if (view.focusable())
        found.push_back(&view);
    for (const auto& child : view.children())
        focusable_in(*child, found);
}

std::vector<screen::View*> focusable_in(screen::View& view) {
    std::vector<screen::View*> found;
    focusable_in(view, found);
    return found;
}

/// The page's own part, without header, footer and aids.
screen::View& body_of(screen::View& page) {
    auto* const frame = dynamic_cast<PageFrame*>(&page);
    return frame != nullptr ? frame->body() : page;
}

std::string fingerprint(const Aids& aids) {
    return fmt::format(" {:d}{:d}{:d}{:d}{}", aids.large_text(), aids.high_contrast(), aids.reach(),
                       aids.speech(), aids.volume());
}

/// What a key has done to what is typed, said aloud.
std::string echo(const screen::Catalogue& texts, const std::string& before, const std::string& now) {
    const auto last = [](const std::string& text) {
        std::string character;
        if (const auto points = base::code_points(text); !points.empty())
            base::append_utf8(character, points.back());
        return character;
    };
    return now.size() > before.size() ? last(now) : texts.tr("Taken back: {1}", last(before));
}

const std::string& typed(const Flow& flow) {
    return flow.page() == Page::Search ? flow.query() : flow.code();
}

/// Of the page that hides the flow's; empty when none does.
std::string_view above_name(const Scene& scene) {
    return scene.staff_open() || scene.attracts() ? page_name(scene) : std::string_view();
}

const char* touch_name(Aid aid) {
    switch (aid) {
    case Aid::LargeText:
        return "aid:large";
    case Aid::HighContrast:
        return "aid:contrast";
    case Aid::Reach:
        return "aid:reach";
    case Aid::Speech:
        return "aid:speech";
    case Aid::Volume:
        return "aid:volume";
    case Aid::Repeat:
        break;
    }
    return "aid:repeat";
}

} // namespace

Face::Face(screen::Window& window, const FaceOptions& options, std::function<void(Event)> say, Reader* reader,
           std::unique_ptr<screen::Fonts> fonts)
    : window_(window), options_(options), say_(std::move(say)), aids_(options.aids),
      attract_(options.attract_after), narrator_(reader),
      fonts_(fonts ? std::move(fonts) : std::make_unique<screen::Fonts>()), curtain_(*fonts_, icons_),
      frame_(window.picture() ? screen::Stage::Frame::Elsewhere : screen::Stage::Frame::Own),
      stage_(window.size(), look("en"), frame_) {
    if (!options.hall_map.empty())
        map_ = screen::load_png(options.hall_map);
}

screen::Look Face::look(const std::string& language, double share) {
    const auto palette = aids_.high_contrast() ? screen::Palette::HighContrast
                         : attract_.dimmed()   ? screen::Palette::Board
                                               : screen::Palette::Light;
    const double dots = share * density(options_, window_.size());
    return {screen::Theme::for_touch(palette, dots, aids_.large_text()), language, *fonts_, icons_};
}

const screen::Catalogue& Face::catalogue(const std::string& tag) {
    return catalogues_.try_emplace(tag, tag).first->second;
}

const Search* Face::search(const Flow& flow, const model::Hall& hall) {
    if (flow.page() != Page::Search)
        return nullptr;
    if (!searching_ || searching_->hall != hall)
        searching_.emplace(hall, Search(hall));
    return &searching_->search;
}

bool Face::take_events(base::SteadyTime now) {
    now_ = now;
    for (const screen::Event& event : window_.poll()) {
        if (std::holds_alternative<screen::Closed>(event))
            return false;
        take(event, now);
    }
    return true;
}

void Face::take(const screen::Event& event, base::SteadyTime now) {
    said_ = false;
    if (covered_)
        return take_covered(event, now);
    const auto* const pointer = std::get_if<screen::PointerEvent>(&event);
    const auto* const key = std::get_if<screen::KeyEvent>(&event);
    if (key != nullptr && key->repeated)
        return; // a key that a heavy hand holds down was struck once
    if (pointer != nullptr && pointer->kind != screen::Pointer::Move)
        finger_down_ = pointer->kind == screen::Pointer::Down;
    if (wakes(event, now))
        return;
    // Whoever touches something has heard enough.
    if (key != nullptr || (pointer != nullptr && pointer->kind == screen::Pointer::Down)) {
        aids_.sign(now);
        narrator_.hush(now);
    }
    if (key == nullptr || !take_aid_key(*key, now))
        stage_.handle(event, now);
    const bool moves = key != nullptr && key->key != screen::Key::Enter && key->key != screen::Key::Character;
    if (moves && key->key != screen::Key::Function && !said_ && stage_.focused() != nullptr)
        narrator_.element(*stage_.focused(), now);
    const bool somebody = key != nullptr || (pointer != nullptr && pointer->kind == screen::Pointer::Up);
    if (said_)
        deaf_until_ = now + kStrikePause;
    else if (somebody)
        send(Touched{});
}

/// True of a key that only ends the pages of a kiosk where nobody is; a finger does so by touching them.
bool Face::wakes(const screen::Event& event, base::SteadyTime now) {
    const auto* const key = std::get_if<screen::KeyEvent>(&event);
    const auto* const pointer = std::get_if<screen::PointerEvent>(&event);
    const bool somebody = key != nullptr || (pointer != nullptr && pointer->kind != screen::Pointer::Move);
    if (!somebody || (attract_.shows() && key == nullptr))
        return false;
    const bool shown = attract_.shows();
    attract_.sign(now);
    // Whoever cannot see the screen asks for help: that is not to be asked twice.
    const bool help = key != nullptr && key->key == screen::Key::Function && key->character == 1;
    return shown && !help;
}

bool Face::take_aid_key(const screen::KeyEvent& key, base::SteadyTime now) {
    if (key.key != screen::Key::Function)
        return false;
    switch (key.character) {
    case 1:
        want(aids_.speech() ? Aid::Repeat : Aid::Speech, now);
        return true;
    case 2:
        next_language();
        return true;
    case 3:
        want(Aid::Volume, now);
        return true;
    case 4:
    case 5:
    case 6:
    case 7:
        want(static_cast<Aid>(key.character - 4), now);
        return true;
    case 10:
        if (page_ == Page::Welcome || page_ == Page::OutOfReach)
            tell_staff(StaffKeyPressed{});
        return true;
    default:
        return false;
    }
}

void Face::next_language() {
    const auto present = std::ranges::find(languages_, told_.language);
    if (languages_.empty() || page_ == Page::OutOfReach)
        return;
    const bool last = present == languages_.end() || std::next(present) == languages_.end();
    send(LanguageChosen{last ? languages_.front() : *std::next(present)});
}

void Face::want(Aid aid, base::SteadyTime now) {
    aids_.wanted(aid, now);
    wished_ = aid;
    send(Touched{});
    said_ = true;
}

void Face::tell_staff(const StaffEvent& event) {
    if (staff_ == nullptr)
        return;
    said_ = !std::holds_alternative<StaffSign>(event);
    const bool before = staff_open();
    staff_->say(event);
    if (staff_open() && !before)
        say_(StartOverTouched{}); // whoever stood there before has gone
    wake_at(now_);                // a finger that rests says something while the picture is drawn
}

// What the frame of every page says, to whom the page belongs.
void Face::send(const Event& event) {
    if (staff_open()) {
        if (std::holds_alternative<BackTouched>(event))
            return tell_staff(StaffBack{});
        if (std::holds_alternative<StartOverTouched>(event))
            return tell_staff(StaffLeft{});
        if (std::holds_alternative<CodeEntered>(event))
            return tell_staff(PinEntered{});
        if (const auto* const typed = std::get_if<CharacterTyped>(&event))
            return tell_staff(PinTyped{typed->character});
        return tell_staff(StaffSign{});
    }
    said_ = !std::holds_alternative<Touched>(event);
    if (said_)
        by_hand_ = std::holds_alternative<BackTouched>(event) ||
                   (std::holds_alternative<StartOverTouched>(event) && page_ != Page::TakeTicket);
    say_(event);
}

// The visitor who goes back keeps his aids; the next one begins as the hall wants it.
void Face::follow(const Flow& flow, base::SteadyTime now) {
    const Page page = flow.page();
    if (page_ != page) {
        if (page != Page::Welcome && page != Page::OutOfReach)
            aids_.set_out();
        else if (page == Page::Welcome && page_ && page_ != Page::OutOfReach && !by_hand_)
            aids_.visit_ended();
        else
            aids_.came_back(now);
    }
    aids_.tick(now);
    if (const auto deadline = aids_.next_deadline())
        wake_at(*deadline);
}

void Face::show(const Flow& flow, const model::Board* board, base::WallTime hall_time, base::SteadyTime now) {
    static const model::Board kNothing;
    next_.reset();
    now_ = now;
    follow(flow, now);
    curtain_.follow(board);
    if (covered(flow, now))
        return show_alarm(flow, now);
    covered_ = false;
    if (curtain_.gone_up()) {
        shown_.clear();
        stage_.redraw_all();
    }
    if (const auto falls = curtain_.falls_at(); falls && *falls > now)
        wake_at(*falls);
    if (staff_open() && flow.page() != Page::Welcome && flow.page() != Page::OutOfReach)
        tell_staff(StaffLeft{}); // a visit goes on
    attract_.tick(now, flow.page() == Page::Welcome && !staff_open());
    if (const auto turn = attract_.next_deadline())
        wake_at(*turn);
    const bool nobody = staff_open() || attract_.shows(); // no visitor has chosen a language
    const std::string tag = catalogue_tag(nobody ? flow.own_language() : flow.language());
    const Above stands_above = above(catalogue(tag));
    const Scene scene{flow,
                      board != nullptr ? *board : kNothing,
                      catalogue(tag),
                      stage_.look(),
                      window_.size(),
                      hall_time,
                      [this](const Event& event) { send(event); },
                      touch_,
                      aids_,
                      [this](Aid aid) { want(aid, now_); },
                      search(flow, board != nullptr ? board->hall : kNothing.hall),
                      &stands_above};
    show_scene(flow, scene, now);
    const auto minute = std::chrono::minutes(1);
    wake_at(now + minute - hall_time.time_since_epoch() % minute);
}

bool Face::covered(const Flow& flow, base::SteadyTime now) const {
    return curtain_.covers(now) && (curtain_.evacuates() || (flow.page() == Page::Welcome && !staff_open()));
}

void Face::take_covered(const screen::Event& event, base::SteadyTime now) {
    curtain_.handle(event, now);
    const auto* const pointer = std::get_if<screen::PointerEvent>(&event);
    const bool read = std::holds_alternative<screen::KeyEvent>(event) ||
                      (pointer != nullptr && pointer->kind == screen::Pointer::Up);
    if (!read || curtain_.evacuates())
        return;
    curtain_.lift(now + kRead);
    attract_.sign(now);
    covered_ = false;
    deaf_until_ = now;
}

void Face::show_alarm(const Flow& flow, base::SteadyTime now) {
    if (!std::exchange(covered_, true)) {
        finger_down_ = false;
        touch_.clear();
        narrator_.hush(now);
        const auto said = takeover::said(*curtain_.alarm(), {flow.language()});
        if (aids_.speech())
            narrator_.words(said.front().headline + ". " + said.front().words, now);
    }
    if (const auto next = curtain_.present(window_, now))
        wake_at(*next);
    write_touch_map("alarm", now);
}

Above Face::above(const screen::Catalogue& texts) {
    Above above;
    if (staff_ != nullptr)
        above.say_staff = [this](const StaffEvent& event) { tell_staff(event); };
    if (staff_open()) {
        above.staff = &staff_->staff();
        above.staff_scene = staff_->scene(texts);
    }
    if (attract_.shows())
        above.attract = &attract_;
    if (map_.width() > 0)
        above.map = &map_;
    above.begin = [this] {
        said_ = true;
        attract_.sign(now_);
    };
    return above;
}

void Face::show_scene(const Flow& flow, const Scene& scene, base::SteadyTime now) {
    narrator_.set(aids_.speech(), aids_.volume_percent(), scene.texts);
    languages_ = scene.board.hall.languages;
    const std::string wanted = fingerprint(scene) + fingerprint(aids_);
    // A page that only counts on is not taken away from below a finger.
    const bool other = page_ != flow.page() || above_ != above_name(scene);
    if (wanted != shown_ && (!finger_down_ || other)) {
        stage_.resize(window_.size());
        build_fitting(flow, scene, scene.texts.language());
        shown_ = wanted;
    }
    warn(flow, scene, now);
    narrate(flow, scene.texts, now);
    by_hand_ = false;
    if (const auto next = stage_.tick(now))
        wake_at(*next);
    if (stage_.needs_draw())
        draw();
    rest(now);
    write_touch_map(page_name(scene), now);
}

void Face::draw() {
    if (frame_ == screen::Stage::Frame::Own) {
        const auto damage = stage_.draw();
        window_.present(stage_.frame(), damage);
    } else if (const auto picture = window_.picture()) {
        window_.show(stage_.draw_on(*picture));
    }
}

/// Between two visits nothing is kept but what the welcome page shows. A moment later, so that neither the
/// first frame nor a finger waits for that.
void Face::rest(base::SteadyTime now) {
    if (page_ != Page::Welcome || !above_.empty()) {
        rest_at_.reset();
        rests_ = false;
        return;
    }
    if (rests_)
        return;
    rest_at_ = rest_at_.value_or(now + kStrikePause);
    if (now < *rest_at_)
        return wake_at(*rest_at_);
    rests_ = true;
    fonts_->rest();
    searching_.reset();
    std::erase_if(catalogues_, [this](const auto& each) { return each.first != stage_.look().language; });
    ::malloc_trim(0);
}

// Tells what is new since the last turn: a page, an aid, a sign that was typed.
void Face::narrate(const Flow& flow, const screen::Catalogue& texts, base::SteadyTime now) {
    const auto wished = std::exchange(wished_, std::nullopt);
    if (attract_.shows())
        return; // there is nobody to be told
    const Told before =
        std::exchange(told_, Told{flow.page(), flow.language(), typed(flow), above_,
                                  prose(body_of(*stage_page_), flow.language()), warning_ != nullptr});
    if (warning_ != nullptr) {
        if (wished == Aid::Repeat)
            narrator_.again(now);
        return;
    }
    const bool opened =
        before.page != told_.page || before.language != told_.language || before.above != told_.above;
    // What happens by itself on these pages is their matter; elsewhere only numbers count on.
    const bool news =
        (told_.page == Page::Issuing || told_.page == Page::TakeTicket) && before.words != told_.words;
    if (opened)
        narrator_.hush(now);
    if (wished == Aid::Repeat && !before.warned)
        narrator_.again(now);
    else if (opened || news || before.warned || (wished == Aid::Speech && aids_.speech()))
        narrator_.page(body_of(*stage_page_), now);
    else if (screen::View* const touched = wished ? touch_.find(touch_name(*wished)) : nullptr)
        narrator_.element(*touched, now);
    else if (before.typed != told_.typed)
        narrator_.words(echo(texts, before.typed, told_.typed), now);
    if (narrator_.finished(now))
        send(Touched{}); // whoever has listened to the end has time from now on
    else if (narrator_.speaking(now))
        wake_at(now + kListenPause);
}

// Long words, large text or a small window: rather a little smaller than pushed off the page.
void Face::build_fitting(const Flow& flow, const Scene& scene, const std::string& tag) {
    for (const double share : {1.6, 1.4, 1.2, 1.0, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6}) {
        if (share > 1 && !scene.attracts())
            continue; // read from across the hall, not at arm's length
        if (share < kLeastShare && !aids_.large_text())
            return;
        stage_.set_look(look(tag, share));
        if (build(flow, scene).measure(stage_.look(), scene.size.width).height <= scene.size.height)
            return;
    }
}

screen::View& Face::build(const Flow& flow, const Scene& scene) {
    const bool same = page_ == flow.page() && above_ == above_name(scene);
    const std::string focus = same ? touch_.name_of(stage_.focused()) : std::string();
    touch_.clear();
    warning_ = nullptr;
    screen::View& page = stage_.show(build_page(scene));
    page_ = flow.page();
    above_ = above_name(scene);
    stage_page_ = &page;
    const auto matter = focusable_in(body_of(page));
    stage_.begin_at(matter.empty() ? nullptr : matter.front());
    if (screen::View* const view = touch_.find(focus))
        stage_.focus(view);
    return page;
}

void Face::warn(const Flow& flow, const Scene& scene, base::SteadyTime now) {
    if (!flow.warning() || !above_.empty()) {
        if (warning_ != nullptr)
            build(flow, scene); // without the dialog
        return;
    }
    if (warning_ == nullptr) {
        warning_ = static_cast<screen::Dialog*>(&stage_.open(build_idle_warning(scene)));
        warning_->stand_below(aids_.reach() ? Aids::reach_line(scene.size) : 0);
        touch_.clear();
        const auto buttons = focusable_in(*warning_);
        for (std::size_t i = 0; i < buttons.size(); ++i)
            touch_.name(i == 0 ? "start-over" : "stay", *buttons[i]);
        stage_.begin_at(buttons.empty() ? nullptr : buttons.back());
        warning_->set_text(countdown_words(scene.texts, flow.seconds_left(now)));
        narrator_.warning(*warning_, now);
    }
    const int left = flow.seconds_left(now);
    warning_->set_text(countdown_words(scene.texts, left));
    if (const auto end = flow.next_deadline())
        wake_at(*end - std::chrono::seconds(left - 1));
}

void Face::write_touch_map(std::string_view page, base::SteadyTime now) {
    if (options_.touch_map.empty())
        return;
    const std::string map = touch_.json(page);
    if (map == written_)
        return;
    if (now < deaf_until_)
        return wake_at(deaf_until_);
    // In one step, but not down to the disk: after a power cut nobody looks for it, and the page waits here.
    const std::string draft = options_.touch_map.string() + ".new";
    std::error_code failed;
    if (std::ofstream(draft) << map << std::flush)
        std::filesystem::rename(draft, options_.touch_map, failed);
    else
        failed = std::make_error_code(std::errc::io_error);
    if (failed)
        base::log_warning("kiosk", "no touch map in {}: {}", options_.touch_map.string(), failed.message());
    written_ = map;
}

void Face::wake_at(base::SteadyTime time) {
    next_ = next_ ? std::min(*next_, time) : time;
}

} // namespace kiosk
