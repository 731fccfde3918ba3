#include "display/app.h"

#include "shared/base/log.h"
#include "shared/base/text.h"

#include <cmath>

namespace display {

namespace {

constexpr double kUsualInch = 55; // when neither the technician nor the monitor says anything credible
constexpr base::Duration kReportPatience = std::chrono::seconds(5);

} // namespace

App::App(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, screen::Window& window,
         const Options& options)
    : loop_(loop), clock_(clock), window_(window), wording_(options.languages),
      follower_(loop, context, clock, options.line, *this), client_(loop, context, clock, options.line),
      screen_(window, wording_,
              {[this] { return follower_.board(); }, [this] { return follower_.hall_time(); }}),
      zones_(
          loop, clock, options.zones, options.packs,
          {[this] { return follower_.board(); }, [this] { return follower_.hall_time(); }},
          [&options](const ZoneOptions& zone) { return open_speaker(options, zone); },
          [this] { report_sound(); }),
      lamps_(loop, clock, options.signals,
             [this](model::CounterId counter) { return zones_.audible(counter); }) {
    loop_.add(screen_);
    screen_.on_key([this](const screen::KeyEvent& key) { zones_.key_pressed(key_name(key)); });
    if (window_.descriptor() >= 0)
        loop_.add_descriptor(window_.descriptor(), [this] {
            if (!screen_.handle_window(clock_.steady()))
                loop_.stop();
        });
}

App::~App() {
    if (window_.descriptor() >= 0)
        loop_.remove_descriptor(window_.descriptor());
    loop_.remove(screen_);
}

void App::board_replaced() {
    screen_.view().replaced(*follower_.board());
    zones_.replaced();
    lamps_.replaced(*follower_.board());
    screen_.refresh();
}

void App::updated(const model::Update& update) {
    const auto now = clock_.steady();
    screen_.view().updated(update, *follower_.board(), now);
    zones_.updated(update);
    lamps_.updated(update, *follower_.board());
    screen_.refresh();
}

void App::health_changed(hall_link::Follower::Health health) {
    using Health = hall_link::Follower::Health;
    if (health == Health::Live) {
        screen_.view().in_touch();
        if (follower_.board() != nullptr)
            lamps_.replaced(*follower_.board());
        reported_.reset();
        report_sound();
    } else if (health == Health::Stale) {
        screen_.view().out_of_touch();
        lamps_.out_of_touch();
    }
    screen_.refresh();
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

void check_legibility(const Options& options, screen::Size panel) {
    const double diagonal = std::hypot(panel.width, panel.height);
    double inch = options.panel_inch;
    if (inch <= 0)
        inch = diagonal / screen::panel_density(options.panel, diagonal / kUsualInch);
    const Legible legible = legible_distance(panel, inch);
    base::log_info(
        "board", "on {:.0f} inches the call is read from {:.1f} m, rows from {:.1f} m, details from {:.1f} m",
        inch, legible.call, legible.rows, legible.detail);
    if (options.depth > 0)
        for (const std::string& warning : legibility_warnings(legible, options.depth))
            base::log_warning("board", "{}", warning);
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
