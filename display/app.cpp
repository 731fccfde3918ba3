#include "display/app.h"

#include "shared/base/log.h"

#include <cmath>

namespace display {

namespace {

constexpr double kUsualInch = 55; // when neither the technician nor the monitor says anything credible
constexpr base::Duration kReportPatience = std::chrono::seconds(5);

} // namespace

App::App(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, screen::Window& window,
         voice::Speaker& speaker, const Options& options)
    : loop_(loop), clock_(clock), window_(window), speaker_(speaker), wording_(options.languages),
      announcer_(studio_, speaker, options.voice), follower_(loop, context, clock, options.line, *this),
      client_(loop, context, clock, options.line),
      screen_(window, wording_,
              {[this] { return follower_.board(); }, [this] { return follower_.hall_time(); }}),
      signs_(loop, clock, options.signs, options.led_test,
             {[this] { return follower_.board(); }, [this] { return follower_.hall_time(); }}) {
    loop_.add(announcer_);
    loop_.add(screen_);
    loop_.add_descriptor(studio_.descriptor(), [this] {
        announcer_.sound_ready(clock_.steady());
        report_sound();
    });
    if (window_.descriptor() >= 0)
        loop_.add_descriptor(window_.descriptor(), [this] {
            if (!screen_.handle_window(clock_.steady()))
                loop_.stop();
        });
}

App::~App() {
    if (window_.descriptor() >= 0)
        loop_.remove_descriptor(window_.descriptor());
    loop_.remove_descriptor(studio_.descriptor());
    loop_.remove(screen_);
    loop_.remove(announcer_);
}

void App::refresh() {
    screen_.refresh();
    signs_.refresh();
}

void App::board_replaced() {
    screen_.view().replaced(*follower_.board());
    signs_.view().replaced(*follower_.board());
    announcer_.replaced(*follower_.board());
    refresh();
}

void App::updated(const model::Update& update) {
    const auto now = clock_.steady();
    screen_.view().updated(update, *follower_.board(), now);
    signs_.view().updated(update, *follower_.board(), now);
    announcer_.updated(update, *follower_.board(), now);
    refresh();
}

void App::health_changed(hall_link::Follower::Health health) {
    using Health = hall_link::Follower::Health;
    if (health == Health::Live) {
        screen_.view().in_touch();
        signs_.view().in_touch();
        reported_.reset();
        report_sound();
    } else if (health == Health::Stale) {
        screen_.view().out_of_touch();
        signs_.view().out_of_touch();
    }
    refresh();
}

/// Tells the hall, and so its technician, once, and again when it changes.
void App::report_sound() {
    const bool well = speaker_.well();
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

std::unique_ptr<voice::Speaker> open_speaker(const Options& options) {
    if (options.mute)
        return std::make_unique<voice::SilentSpeaker>();
    if (!options.virtual_speaker.empty())
        return std::make_unique<voice::FileSpeaker>(options.virtual_speaker);
    return std::make_unique<voice::PatientSpeaker>(voice::open_sdl_speaker);
}

} // namespace display
