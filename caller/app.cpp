#include "caller/app.h"

#include "caller/buttons/virtual_box.h"

#include "shared/base/log.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

namespace caller {

namespace {

using Health = hall_link::Follower::Health;

/// Where a window system tells of events by no descriptor, it is asked so often.
constexpr base::Duration kAskWindow{20};
constexpr int kBetweenWindows = 24;

std::string touch_map_path() {
    const char* path = std::getenv("JIAOHAO_TOUCH_MAP");
    return path != nullptr ? path : "";
}

std::string pad_title(model::CounterId counter) {
    return fmt::format("Jiaohao counter {}", counter.value);
}

std::string panel_title(model::CounterId counter) {
    return fmt::format("Jiaohao visitor panel {}", counter.value);
}

std::string strip_title(model::CounterId counter) {
    return fmt::format("Jiaohao strip {}", counter.value);
}

std::unique_ptr<voice::Speaker> open_speaker(const Options& options) {
    if (!options.virtual_speaker.empty())
        return std::make_unique<voice::FileSpeaker>(options.virtual_speaker);
    return std::make_unique<voice::PatientSpeaker>(voice::open_sdl_speaker);
}

/// A strip is as high on every screen; what monitors say of themselves is believed within reason.
int strip_height() {
    constexpr double kUsual = 96;
    const int height = static_cast<int>(Strip::kHeight * screen::panel_density(0, kUsual) / kUsual);
    return std::clamp(height, Strip::kHeight * 4 / 5, Strip::kHeight * 3);
}

std::string_view page_name(Place place) {
    constexpr std::array<std::string_view, 8> kNames{"unknown", "out-of-reach", "no-such-counter", "closed",
                                                     "idle",    "called",       "serving",         "paused"};
    return kNames.at(static_cast<std::size_t>(place));
}

bool has_pass(const model::Command& command) {
    const auto* open = std::get_if<model::OpenCounter>(&command);
    const auto* close = std::get_if<model::CloseCounter>(&command);
    const model::Pass none;
    return (open != nullptr && open->pass != none) || (close != nullptr && close->pass != none);
}

std::string_view topic_name(Topic topic) {
    constexpr std::array<std::string_view, 25> kNames{
        "transfer-to", "transfer-note",     "park-kind",      "park-reason", "fetch-where",
        "outcome",     "due-day",           "due-date",       "missing",     "missing-note",
        "refer-note",  "pause-reason",      "pause-until",    "pick",        "which-ticket",
        "wake-how",    "which-help",        "close-anyway",   "leave-note",  "staff-number",
        "pin",         "supervisor-number", "supervisor-pin", "read-note",   "shift"};
    static_assert(kNames.size() == static_cast<std::size_t>(Topic::Shift) + 1);
    return kNames.at(static_cast<std::size_t>(topic));
}

} // namespace

Windows open_windows(const Options& options) {
    Windows windows;
    screen::WindowOptions pad, panel;
    pad.title = pad_title(options.counter);
    pad.size = options.pad_size;
    panel.title = panel_title(options.counter);
    panel.size = options.panel_size;
    if (options.panel && options.panel_screen) {
        panel.panel = *options.panel_screen;
        panel.fullscreen = true;
        panel.show_pointer = false;
    } else if (options.pad && options.panel) { // beside each other
        pad.at = screen::Point{kBetweenWindows, kBetweenWindows};
        panel.at = screen::Point{options.pad_size.width + 2 * kBetweenWindows, kBetweenWindows};
    }
    if (options.strip) {
        screen::WindowOptions strip;
        strip.title = strip_title(options.counter);
        strip.size = {options.strip_width, strip_height()};
        strip.edge = pad.edge = options.strip_edge;
        strip.strip = pad.hidden = true;
        pad.from_edge = strip.size.height;
        windows.strip = screen::open_window(strip);
    }
    if (options.pad)
        windows.pad = screen::open_window(pad);
    if (options.panel)
        windows.panel = screen::open_window(panel);
    return windows;
}

App::App(const Options& options, Windows windows, loop::Loop& loop, const base::Clock& clock)
    : options_(options), loop_(loop), clock_(clock), catalogue_(options.language),
      rating_(options.counter, windows.panel != nullptr), touch_map_(touch_map_path()),
      client_(loop, context_, clock, options.line), follower_(loop, context_, clock, options.line, *this) {
    desks_.emplace(options_.counter, Desk(options_.counter, options_.clerk));
    for (const BoxBinding& box : options_.boxes)
        desks_.emplace(box.counter, Desk(box.counter, {}));
    for (const auto& line : options_.serial_boxes)
        for (const SerialBinding& box : line)
            desks_.emplace(box.counter, Desk(box.counter, {}));
    open_screens(std::move(windows));
    open_boxes();
    if (options_.printer)
        slips_.emplace(loop_, context_, clock_, *options_.printer);
    if (options_.speak)
        speech_.emplace(loop_, clock_, open_speaker(options_));
    for (const screen::Window* window : all_windows())
        if (window->descriptor() >= 0) {
            loop_.add_descriptor(window->descriptor(), [this] { wake_ = {}; });
            break; // all windows share one
        }
    loop_.add(*this);
    see_all();
}

App::~App() {
    for (const auto& box : boxes_)
        if (box->descriptor() >= 0)
            loop_.remove_descriptor(box->descriptor());
    for (const screen::Window* window : all_windows())
        if (window->descriptor() >= 0)
            loop_.remove_descriptor(window->descriptor());
    loop_.remove(*this);
}

void App::open_screens(Windows windows) {
    if (windows.pad) {
        const auto size = windows.pad->size();
        pad_.reset(
            new Shown<Pad>{pad_title(options_.counter),
                           std::move(windows.pad),
                           screen::Stage(size, {Pad::theme_for(size), options_.language, fonts_, icons_}),
                           {},
                           {fonts_, icons_}});
        pad_->content.emplace(pad_->stage, catalogue_, [this](const Press& press) { pressed_here(press); });
    }
    if (windows.panel) {
        const auto size = windows.panel->size();
        panel_.reset(
            new Shown<Panel>{panel_title(options_.counter),
                             std::move(windows.panel),
                             screen::Stage(size, {Panel::theme_for(size), options_.language, fonts_, icons_}),
                             {},
                             {fonts_, icons_}});
        panel_->content.emplace(panel_->stage, options_.language, options_.photos, *this);
    }
    if (windows.strip) {
        const auto size = windows.strip->size();
        strip_.reset(
            new Shown<Strip>{strip_title(options_.counter),
                             std::move(windows.strip),
                             screen::Stage(size, {Strip::theme_for(size), options_.language, fonts_, icons_}),
                             {},
                             {fonts_, icons_}});
        strip_->content.emplace(
            strip_->stage, catalogue_, [this](const Press& press) { pressed_here(press); },
            [this] {
                pad_open_ = !pad_shown_;
                pad_keyboard_ = true;
                if (pad_shown_)
                    pressed_here(Dismiss{});
            });
        pad_shown_ = false;
    }
}

std::vector<screen::Window*> App::all_windows() const {
    std::vector<screen::Window*> all;
    if (pad_)
        all.push_back(pad_->window.get());
    if (panel_)
        all.push_back(panel_->window.get());
    if (strip_)
        all.push_back(strip_->window.get());
    return all;
}

void App::open_boxes() {
    if (!options_.virtual_box.empty())
        boxes_.push_back(std::make_unique<VirtualBox>(options_.virtual_box, options_.counter,
                                                      options_.virtual_keys, clock_, *this));
    for (const auto& line : options_.serial_boxes)
        boxes_.push_back(std::make_unique<SerialBoxes>(line, clock_, *this));
    try {
        if (!options_.boxes.empty())
            boxes_.push_back(std::make_unique<UsbBoxes>(options_.boxes, clock_, *this));
    } catch (const usb::Error& error) {
        base::log_error("caller", "no button boxes: {}", error.what());
    }
    for (const auto& box : boxes_)
        loop_.add_descriptor(box->descriptor(), [this, one = box.get(), fd = box->descriptor()] {
            one->dispatch();
            if (one->descriptor() != fd)
                loop_.remove_descriptor(fd);
        });
}

void App::pressed_here(const Press& press) {
    pad_keyboard_ = true;
    send(desks_.at(options_.counter), press);
    wake_ = {};
}

void App::pressed(const model::CounterId& counter, const Press& press) {
    pad_keyboard_ = false;
    if (const auto* verdict = std::get_if<Rate>(&press)) {
        if (counter == options_.counter)
            rated(verdict->score);
    } else {
        send(desks_.at(counter), press);
    }
    wake_ = {};
}

void App::send(Desk& desk, const Press& press) {
    const auto command = desk.press(press, clock_.steady());
    if (!command)
        return;
    const auto done = [this, &desk, sent = *command](const hall_link::Result<model::Answer>& answer) {
        const auto now = clock_.steady();
        if (answer) {
            desk.answered(*answer, now);
            see_off(sent, *answer);
        } else
            desk.unanswered(now);
        wake_ = {};
    };
    const auto patience = has_pass(*command) ? kPassPatience : kPatience;
    client_.send(*command, patience, done, follower_.hall_time() + patience);
}

/// Whoever is sent away is told where, on paper and aloud.
void App::see_off(const model::Command& command, const model::Answer& answer) {
    if (follower_.board() == nullptr)
        return;
    if (slips_)
        if (const auto slip = slip_for(*follower_.board(), command, answer))
            slips_->print(*slip);
    if (speech_)
        if (const auto saying = saying_for(*follower_.board(), command, answer))
            speech_->say(*saying);
}

void App::rate(const Rating::Wanted& wanted) {
    wake_ = {};
    if (!wanted)
        return;
    const auto done = [this, rate = *wanted](const hall_link::Result<model::Answer>& answer) {
        if (!answer) {
            base::log_warning("caller", "a rating is lost: {}", hall_link::sentence(answer.error()));
            return;
        }
        rating_.answered(rate, answer->refusal);
        if (!answer->ok())
            base::log_warning("caller", "a rating was refused: {}", model::sentence(answer->refusal));
    };
    client_.send(*wanted, kRatingPatience, done, follower_.hall_time() + kRatingPatience);
}

void App::board_replaced() {
    rating_.board_replaced(*follower_.board());
    see_all();
}

void App::see_all() {
    const bool in_reach = follower_.health() == Health::Live;
    const auto hall_time = follower_.board() != nullptr ? std::optional(follower_.hall_time()) : std::nullopt;
    for (auto& [counter, desk] : desks_)
        desk.see(follower_.board(), in_reach, clock_.steady(), hall_time);
    show_on_boxes();
    wake_ = {};
}

void App::show_on_boxes() {
    if (boxes_.empty())
        return;
    for (const auto& [counter, desk] : desks_) {
        Sign sign;
        sign.in_reach = desk.place() != Place::Unknown && desk.place() != Place::OutOfReach;
        sign.called = desk.place() == Place::Called;
        if (sign.in_reach && desk.ticket() != nullptr)
            sign.number = desk.ticket()->number;
        if (sign.in_reach)
            sign.waiting = model::waiting_for(*desk.board(), counter);
        for (const auto& box : boxes_)
            box->show(counter, sign);
    }
}

void App::updated(const model::Update& update) {
    const auto& tickets = follower_.board()->tickets;
    const auto ticket = tickets.find(update.event.ticket);
    rate(
        rating_.happened(update.event, ticket == tickets.end() ? nullptr : &ticket->second, clock_.steady()));
    see_all();
}

void App::health_changed(Health health) {
    base::log_info("caller", "the hall is {}", health == Health::Live ? "in reach" : "out of reach");
    see_all();
}

void App::typed(const model::CounterId& counter, const std::string& digits) {
    typed_[counter] = digits;
    wake_ = {};
}

void App::box_changed(const BoxState& state) {
    std::erase(boxes_gone_, state.name);
    std::erase(boxes_stuck_, state.name);
    if (!state.there && state.counter == options_.counter)
        boxes_gone_.push_back(state.name);
    if (state.stuck && state.counter == options_.counter)
        boxes_stuck_.push_back(state.name);
    wake_ = {};
}

template <typename Content, typename OnKey, typename OnClosed>
void App::take_touches(Shown<Content>& shown, OnKey on_key, OnClosed on_closed) {
    const auto now = clock_.steady();
    for (const screen::Event& event : shown.window->poll()) {
        if (std::holds_alternative<screen::Closed>(event))
            on_closed();
        const auto* resized = std::get_if<screen::Resized>(&event);
        if (resized != nullptr) {
            auto look = shown.stage.look();
            look.theme = Content::theme_for(resized->size);
            shown.stage.set_look(look);
        }
        shown.curtain.handle(event, now);
        const auto* key = std::get_if<screen::KeyEvent>(&event);
        const auto* pointer = std::get_if<screen::PointerEvent>(&event);
        if (key != nullptr && on_key(*key))
            continue; // keys have their meaning whatever covers the screen, as those of a box have
        if (!shown.covered || resized != nullptr)
            shown.stage.handle(event, now);
        else if (pointer != nullptr && pointer->kind == screen::Pointer::Up)
            put_curtain_away(*shown.window, shown.curtain, now);
    }
}

/// A clerk has to end what is at the counter: an evacuation comes back, a notice was read. A visitor's panel
/// shows an evacuation whatever is touched.
void App::put_curtain_away(screen::Window& window, takeover::Curtain& curtain, base::SteadyTime now) {
    const bool panel = panel_ && panel_->window.get() == &window;
    if (curtain.evacuates() && !panel)
        curtain.lift(now + kEndVisit);
    else if (!curtain.evacuates())
        curtain.lift(panel ? now + kRead : base::SteadyTime::max());
    wake_ = {};
}

void App::tick(base::SteadyTime now) {
    for (auto& box : boxes_)
        box->tick(now);
    for (auto& [counter, desk] : desks_)
        desk.tick(now);
    rate(rating_.tick(now));
    const auto stop = [this] { loop_.stop(); };
    const auto put_away = [this] {
        pad_open_ = false;
        pressed_here(Dismiss{});
    };
    if (pad_ && strip_)
        take_touches(*pad_, [&](const screen::KeyEvent& key) { return handle_pad_key(key, now); }, put_away);
    else if (pad_)
        take_touches(*pad_, [&](const screen::KeyEvent& key) { return handle_pad_key(key, now); }, stop);
    if (strip_)
        take_touches(*strip_, [&](const screen::KeyEvent& key) { return handle_strip_key(key, now); }, stop);
    if (panel_)
        take_touches(
            *panel_, [&](const screen::KeyEvent& key) { return panel_->content->handle_key(key, rating_); },
            stop);
    draw(now);
}

/// Escape puts away a pad that was asked for, once there is no question that it would close.
bool App::handle_pad_key(const screen::KeyEvent& key, base::SteadyTime now) {
    if (strip_ && key.key == screen::Key::Escape && !desk().question()) {
        pad_open_ = false;
        wake_ = {};
        return true;
    }
    return pad_->content->handle_key(key, now);
}

/// The strip's keyboard is the pad's; Tab and arrows are the question's while there is one.
bool App::handle_strip_key(const screen::KeyEvent& key, base::SteadyTime now) {
    return handle_pad_key(key, now) || (desk().question() && pad_->stage.handle(key, now));
}

void App::show_pad() {
    const bool wanted = !strip_ || pad_open_ || desk().question();
    if (std::exchange(pad_shown_, wanted) == wanted)
        return;
    pad_->window->set_shown(wanted, pad_keyboard_);
    pad_->stage.redraw_all();
}

/// A notice waits until a visitor who is asked something has answered.
template <typename Content>
bool App::covered(const Shown<Content>& shown, base::SteadyTime now) const {
    const bool asks = std::is_same_v<Content, Panel> && rating_.page() != PanelPage::Plate;
    return shown.curtain.covers(now) && (shown.curtain.evacuates() || !asks);
}

template <typename Content>
void App::show(Shown<Content>& shown, base::SteadyTime now, std::vector<TouchWindow>& touch) {
    shown.curtain.follow(follower_.board());
    shown.covered = covered(shown, now);
    touch.push_back({shown.title, shown.covered ? nullptr : &shown.content->root()});
    wake_at(shown.stage.tick(now));
    if (shown.covered)
        return wake_at(shown.curtain.present(*shown.window, now));
    if (shown.curtain.gone_up())
        shown.stage.redraw_all();
    if (const auto falls = shown.curtain.falls_at(); falls && *falls > now)
        wake_at(falls);
    if (!shown.stage.needs_draw())
        return;
    const auto damage = shown.stage.draw();
    shown.window->present(shown.stage.frame(), damage);
}

void App::wake_at(std::optional<base::SteadyTime> when) {
    if (when)
        wake_ = std::min(wake_, *when);
}

void App::draw(base::SteadyTime now) {
    // The next full second, for the timers; touches and news come earlier.
    const auto hall_time = follower_.board() != nullptr ? follower_.hall_time() : clock_.wall();
    wake_ = now + std::chrono::seconds(1) - hall_time.time_since_epoch() % std::chrono::seconds(1);
    const bool in_reach = follower_.health() == Health::Live;
    std::vector<TouchWindow> touch;
    if (pad_) {
        pad_->content->show(desk(), around());
        show_pad();
        if (pad_shown_)
            show(*pad_, now, touch);
        else
            wake_at(pad_->stage.tick(now));
    }
    if (strip_) {
        strip_->content->show(desk(), around());
        show(*strip_, now, touch);
    }
    if (panel_) {
        panel_->content->show({follower_.board(), in_reach, options_.counter, hall_time}, rating_);
        show(*panel_, now, touch);
    }
    const bool alarm = !touch.empty() && touch.front().root == nullptr;
    const auto& question = desk().question();
    touch_map_.write(alarm ? "alarm" : page_name(desk().place()),
                     question ? topic_name(question->topic) : std::string_view(), touch);
}

Around App::around() const {
    Around around;
    around.now = follower_.board() != nullptr ? follower_.hall_time() : clock_.wall();
    const auto typed = typed_.find(options_.counter);
    around.typed = typed != typed_.end() && !typed->second.empty() ? typed->second : pad_->content->typed();
    around.boxes_gone = boxes_gone_;
    around.boxes_stuck = boxes_stuck_;
    if (slips_ && slips_->trouble()) {
        around.no_slip_for = slips_->trouble()->number;
        around.no_slip_why = model::sentence(slips_->trouble()->fault);
    }
    return around;
}

std::optional<base::SteadyTime> App::next_deadline() const {
    auto next = wake_;
    const auto sooner = [&next](std::optional<base::SteadyTime> when) {
        if (when)
            next = std::min(next, *when);
    };
    for (const auto& [counter, desk] : desks_)
        sooner(desk.next_deadline());
    for (const auto& box : boxes_)
        sooner(box->next_deadline());
    sooner(rating_.next_deadline());
    for (screen::Window* window : all_windows()) {
        if (window->has_events())
            return base::SteadyTime{};
        if (window->descriptor() < 0)
            sooner(clock_.steady() + kAskWindow);
    }
    return next;
}

} // namespace caller
