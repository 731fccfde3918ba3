#include "display/app.h"

#include "shared/base/log.h"
#include "shared/base/text.h"
#include "shared/takeover/said.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace display {

namespace {

constexpr double kUsualInch = 55; // when neither the technician nor the monitor says anything credible
constexpr base::Duration kReportPatience = std::chrono::seconds(5);

Supplies supplies_of(const Options& options, const ScreenOptions& screen) {
    return {screen.counter, options.phone_page, options.pictures};
}

std::vector<std::string> languages_of(const std::vector<SignOptions>& signs) {
    std::vector<std::string> all;
    for (const SignOptions& sign : signs)
        for (const std::string& language : sign.languages)
            if (std::ranges::find(all, language) == all.end())
                all.push_back(language);
    return all;
}

std::optional<SignAlarm> alarm_of(const model::Board& board, const std::vector<std::string>& languages) {
    if (!board.alarm)
        return std::nullopt;
    SignAlarm alarm;
    alarm.makes_way = board.alarm->kind == model::AlarmKind::Notice;
    for (const takeover::Said& said : takeover::said(*board.alarm, languages))
        alarm.said.push_back({said.tag, said.headline, said.words});
    return alarm;
}

} // namespace

App::App(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock,
         const std::vector<screen::Window*>& windows, const Options& options)
    : loop_(loop), clock_(clock), sign_languages_(languages_of(options.signs)),
      follower_(loop, context, clock, options.line, *this), client_(loop, context, clock, options.line),
      wall_({[this] { return follower_.board(); }, [this] { return follower_.hall_time(); }}),
      zones_(
          loop, clock, options.zones, options.packs,
          {[this] { return follower_.board(); }, [this] { return follower_.hall_time(); }},
          [&options](const ZoneOptions& zone) { return open_speaker(options, zone); },
          [this] { report_sound(); }),
      lamps_(loop, clock, options.signals,
             [this](model::CounterId counter) { return zones_.audible(counter); }),
      signs_(loop, clock, options.signs, options.led_test) {
    wall_.on_show([this](const Contents& contents) { signs_.show(contents); });
    wall_.on_closed([this] { loop_.stop(); });
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const ScreenOptions& screen = options.screens.at(i);
        auto& hung = wall_.hang(*windows[i], {screen.languages, screen.layout, supplies_of(options, screen)});
        hung.on_key([this](const screen::KeyEvent& key) { zones_.key_pressed(key_name(key)); });
        check_legibility(screen, hung.layout(), windows[i]->size());
        if (const int descriptor = windows[i]->descriptor();
            descriptor >= 0 && descriptors_.insert(descriptor).second)
            loop_.add_descriptor(descriptor, [this] { wall_.handle_windows(clock_.steady()); });
    }
    loop_.add(wall_);
}

App::~App() {
    for (const int descriptor : descriptors_)
        loop_.remove_descriptor(descriptor);
    loop_.remove(wall_);
}

/// Its words are looked up only when it changes: an alarm may be up for long, and updates go on.
void App::follow_alarm() {
    const model::Board& board = *follower_.board();
    if (board.alarm == alarm_)
        return;
    alarm_ = board.alarm;
    signs_.set_alarm(alarm_of(board, sign_languages_));
}

void App::board_replaced() {
    wall_.view().replaced(*follower_.board());
    follow_alarm();
    zones_.replaced();
    lamps_.replaced(*follower_.board());
    wall_.refresh();
}

void App::updated(const model::Update& update) {
    wall_.view().updated(update, *follower_.board(), clock_.steady());
    follow_alarm();
    zones_.updated(update);
    lamps_.updated(update, *follower_.board());
    wall_.refresh();
}

void App::health_changed(hall_link::Follower::Health health) {
    using Health = hall_link::Follower::Health;
    if (health == Health::Live) {
        wall_.view().in_touch();
        if (follower_.board() != nullptr)
            lamps_.replaced(*follower_.board());
        reported_.reset();
        report_sound();
    } else if (health == Health::Stale) {
        wall_.view().out_of_touch();
        lamps_.out_of_touch();
    }
    wall_.refresh();
}

/// Tells the hall, and so its technician, once, and again when it changes.
void App::report_sound() {
    const bool well = zones_.well();
    if (reported_ == well)
        return;
    reported_ = well;
    model::ReportDevice report;
    report.state = well ? model::DeviceState::Well : model::DeviceState::Warning;
    report.detail = well ? "" : "no sound";
    client_.send(report, kReportPatience, [this](const hall_link::Result<model::Answer>& answer) {
        if (!answer)
            reported_.reset(); // told when the hall is back
    });
}

std::string key_name(const screen::KeyEvent& event) {
    if (event.repeated)
        return {};
    if (event.key == screen::Key::Enter)
        return "enter";
    if (event.key == screen::Key::Function)
        return "f" + std::to_string(static_cast<int>(event.character));
    if (event.key != screen::Key::Character)
        return {};
    std::string name;
    base::append_utf8(name, event.character);
    return name == " " ? "space" : name;
}

void check_legibility(const ScreenOptions& options, const Layout& layout, screen::Size panel) {
    const double diagonal = std::hypot(panel.width, panel.height);
    double inch = options.inch;
    if (inch <= 0)
        inch = diagonal / screen::panel_density(options.monitor, diagonal / kUsualInch);
    const Legible legible = legible_distance(layout, panel, inch);
    std::string far;
    const auto add = [&](const char* what, double metres) {
        if (metres > 0)
            far += fmt::format("{}{} from {:.1f} m", far.empty() ? "" : ", ", what, metres);
    };
    add("the call", legible.call);
    add("rows", legible.rows);
    add("details", legible.detail);
    base::log_info("board", "{}x{} on {:.0f} inches can be read: {}", panel.width, panel.height, inch,
                   far.empty() ? "nothing but pictures" : far);
    for (const std::string& warning : fit_warnings(layout, panel))
        base::log_warning("board", "{}", warning);
    if (options.depth > 0)
        for (const std::string& warning : legibility_warnings(legible, options.depth))
            base::log_warning("board", "{}", warning);
}

std::unique_ptr<screen::Window> open_window(const Options& options, const ScreenOptions& screen) {
    screen::WindowOptions window;
    window.title = "Jiaohao " + options.device;
    if (screen.counter)
        window.title += " " + std::to_string(screen.counter->value);
    window.size = screen.window;
    window.at = screen.at;
    window.borderless = screen.at.has_value(); // its place on a wall of panels is meant to the pixel
    window.fullscreen = screen.fullscreen;
    window.panel = screen.monitor;
    window.show_pointer = false; // nobody touches a board
    return screen::open_window(window);
}

std::unique_ptr<voice::Speaker> open_speaker(const Options& options, const ZoneOptions& zone) {
    if (zone.mute)
        return std::make_unique<voice::SilentSpeaker>();
    const auto& folder = options.virtual_speaker;
    if (!folder.empty())
        return std::make_unique<voice::FileSpeaker>(zone.voice.zone.empty() ? folder
                                                                            : folder / zone.voice.zone);
    return std::make_unique<voice::PatientSpeaker>(
        [outlet = zone.outlet] { return voice::open_outlet(outlet); });
}

} // namespace display
