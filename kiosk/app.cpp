#include "kiosk/app.h"

#include "kiosk/made_folder.h"
#include "kiosk/print_job.h"
#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/base/text.h"

#include <algorithm>

namespace kiosk {

namespace {

using namespace std::chrono_literals;

/// How long a visitor waits for a hall that is being started again.
constexpr base::Duration kPatience = 60s;
/// How long, when there is a number in reserve.
constexpr base::Duration kPatienceWithReserve = 8s;
/// A hall that hesitates costs the visitor less than a number from the reserve, whose wait nobody can tell.
constexpr base::Duration kHallGoneAfter = 3s;
constexpr base::Duration kReportPatience = 5s;
constexpr base::Duration kShortPatience = 10s; ///< nothing depends on the answer
/// Where the window system gives no descriptor to sleep on.
constexpr base::Duration kBlindSleep = 20ms;

/// A kiosk without sound is whole: what is said is also shown.
std::unique_ptr<voice::Speaker> open_speaker(const Options& options) {
    if (options.mute)
        return std::make_unique<voice::SilentSpeaker>();
    if (!options.virtual_speaker.empty())
        return std::make_unique<voice::FileSpeaker>(options.virtual_speaker);
    return std::make_unique<voice::PatientSpeaker>(voice::open_sdl_speaker);
}

} // namespace

App::App(const Options& options, screen::Window& window, const base::Clock& clock, zmq::context_t& context,
         loop::Loop& loop, std::future<std::unique_ptr<screen::Fonts>> fonts)
    : window_(window), clock_(clock), loop_(loop), device_{options.device}, language_(options.language),
      ticket_link_(options.ticket_link), flow_(language_.empty() ? kDefaultLanguage : language_),
      errands_(made_folder(options.state) / "errand"), line_(options.line), context_(context),
      client_(loop, context, clock, line_),
      visitor_line_(std::make_unique<hall_link::Client>(loop, context, clock, line_)),
      reserve_(loop, client_, clock, options.state, *this),
      follower_(loop, context, clock, options.line, *this, kHallGoneAfter),
      printers_(loop, context, clock, options.printers, *this),
      sensors_(loop, clock, options.cards, options.scanner, *this), speaker_(open_speaker(options)),
      reader_(studio_, *speaker_, options.volume),
      staff_(options, {loop, clock, follower_, printers_, reader_, conditions_, window}),
      face_(
          window, options.face, [this](Event event) { say(event); }, options.mute ? nullptr : &reader_,
          fonts.valid() ? fonts.get() : nullptr),
      told_window_(options.window), fullscreen_(options.fullscreen), mute_(options.mute) {
    if (staff_.exists())
        face_.set_staff(staff_);
    tell_parts();
    flow_.set_printer(!printers_.none());
    add_inquiries();
    sensors_changed();
    loop_.add_descriptor(studio_.descriptor(), [this] { reader_.sound_ready(clock_.steady()); });
    if (window_.descriptor() >= 0)
        loop_.add_descriptor(window_.descriptor(), [] {}); // to wake up; the next turn reads the events
    if (reserve_.board() != nullptr)
        adopt(reserve_.board()->hall);
}

App::~App() {
    loop_.remove_descriptor(studio_.descriptor());
    if (window_.descriptor() >= 0)
        loop_.remove_descriptor(window_.descriptor());
}

int App::run() {
    base::log_info("kiosk", "{} begins", device_.value);
    while (!loop_.stopped())
        turn(1min);
    return loop_.run(); // gives the status that stopped it
}

void App::turn(base::Duration longest) {
    const auto now = clock_.steady();
    if (!face_.take_events(now))
        return loop_.stop();
    if (const auto deadline = flow_.next_deadline(); deadline && *deadline <= now)
        carry_out(flow_.tick(now));
    if (lost())
        offer_reserve(); // which ends with the day
    sensors_.seek_card(flow_.seeks_card(), follower_.board() != nullptr ? follower_.board()->day : 0);
    face_.show(flow_, board(), follower_.hall_time(), now);
    look_around();
    loop_.turn(time_to_sleep(longest));
}

base::Duration App::time_to_sleep(base::Duration longest) const {
    if (window_.has_events())
        return base::Duration(0);
    if (window_.descriptor() < 0)
        longest = std::min(longest, kBlindSleep);
    for (const auto& deadline : {flow_.next_deadline(), face_.next_deadline()})
        if (deadline)
            longest = std::min(longest, *deadline - clock_.steady());
    return std::max(longest, base::Duration(0));
}

// ---- the hall ----

void App::board_replaced() {
    adopt(follower_.board()->hall);
}

/// Of the hall that is followed or, before it was heard in this run, of what is kept of it.
const model::Board* App::board() const {
    return follower_.board() != nullptr ? follower_.board() : reserve_.board();
}

void App::adopt(const model::Hall& hall) {
    if (language_.empty() && !hall.languages.empty())
        flow_.set_own_language(hall.languages.front());
    Shortcuts shortcuts;
    if (hall.groups.size() == 1)
        shortcuts.only_group = hall.groups.front().id;
    shortcuts.one_channel = hall.channels.size() <= 1;
    const auto booking =
        std::ranges::find(hall.channels, model::Verification::Booking, &model::Channel::verification);
    if (booking != hall.channels.end())
        shortcuts.booking = booking->id;
    flow_.set_shortcuts(std::move(shortcuts));
    staff_.day_changed();
}

void App::updated(const model::Update&) {
    if (follower_.board()->day == day_)
        return;
    day_ = follower_.board()->day;
    reserve_.in_reach(*follower_.board());
    staff_.day_changed();
}

void App::health_changed(hall_link::Follower::Health health) {
    using Health = hall_link::Follower::Health;
    // Joining anew after a gap takes a moment only: nothing to trouble a visitor with.
    if (health == Health::Stale) {
        reserve_.out_of_reach();
        offer_reserve();
        say(HallLost{});
        if (give()) // to the visitor who was waiting for the hall's answer, which nobody needs any more
            visitor_line_ = std::make_unique<hall_link::Client>(loop_, context_, clock_, line_);
    }
    if (health != Health::Live)
        return;
    if (!std::exchange(resumed_, true))
        resume();
    say(HallFound{});
    day_ = follower_.board()->day;
    reserve_.in_reach(*follower_.board());
    keep_reported();
}

void App::heard() {
    keep_reported();
}

// ---- the printers ----

void App::print_result(const model::PrintResult& result) {
    if (staff_.print_result(result))
        return;
    if (!sheet_.empty() && result.job == sheet_)
        return say(SheetAnswered{result});
    const auto& ticket = flow_.answer().ticket;
    if (ticket && board() != nullptr && result.job == job_id(*board(), *ticket))
        say(PrinterAnswered{result});
}

void App::asks_printer(const Asked& asked) {
    try {
        errands_.asks(asked);
    } catch (const base::FileError& error) {
        base::log_error("kiosk", "cannot keep what is promised: {}", error.what());
    }
}

void App::printers_changed() {
    tell_parts();
    flow_.set_printer_trouble(printers_.trouble());
    keep_reported();
}

void App::reserve_changed() {
    if (lost())
        offer_reserve();
    tell_parts();
    keep_reported();
}

/// A kiosk without a printer is so on purpose: what its reserve says counts more.
void App::tell_parts() {
    const auto reserve = reserve_.report();
    conditions_.set("reserve", reserve.value_or(model::ReportDevice()));
    conditions_.set("printer", printers_.none() && reserve ? model::ReportDevice() : printers_.report());
}

void App::warn_when(bool wrong, std::string_view part, std::string detail) {
    const auto before = conditions_.worst();
    conditions_.warn_when(wrong, part, std::move(detail));
    if (conditions_.worst() != before)
        keep_reported();
}

/// What nobody tells of: clock, screen, sound.
void App::look_around() {
    if (follower_.health() == hall_link::Follower::Health::Live)
        warn_when(clock_is_wrong(clock_.wall(), follower_.hall_time()), "clock",
                  screen::msgid("The clock of this machine is wrong."));
    warn_when(fullscreen_ && stands_on_its_side(told_window_, window_.size()), "screen",
              screen::msgid("The screen stands on its side."));
    warn_when(!mute_ && !speaker_->well(), "sound", screen::msgid("The loudspeaker is missing."));
}

/// What of the reader and the scanner stands on the staff's diagnosis page.
void App::add_inquiries() {
    const auto line = [](const screen::Catalogue& texts, const char* name, Sensors::Sensor sensor,
                         const char* missing) {
        if (sensor == Sensors::Sensor::None)
            return Diagnosis{texts.tr(name), model::DeviceState::Well,
                             texts.tr("Switched off in the configuration")};
        const bool there = sensor == Sensors::Sensor::There;
        return Diagnosis{texts.tr(name), there ? model::DeviceState::Well : model::DeviceState::Warning,
                         texts.tr(there ? screen::msgid("In order.") : missing)};
    };
    add_inquiry([this, line](const screen::Catalogue& texts) {
        return line(texts, screen::msgid("Card reader"), sensors_.card_reader(), kReaderMissing);
    });
    add_inquiry([this, line](const screen::Catalogue& texts) {
        return line(texts, screen::msgid("Scanner"), sensors_.scanner(), kScannerMissing);
    });
}

// ---- what visitors lay on ----

void App::sensed(const Event& event) {
    if (staff_.staff().open())
        return; // staff try the reader: no visit begins behind their menu
    say(event);
}

void App::sensors_changed() {
    flow_.set_card_reader(sensors_.card_reader() == Sensors::Sensor::There);
    flow_.set_scanner(sensors_.scanner() == Sensors::Sensor::There);
    warn_when(sensors_.card_reader() == Sensors::Sensor::Away, "reader", kReaderMissing);
    warn_when(sensors_.scanner() == Sensors::Sensor::Away, "scanner", kScannerMissing);
}

/// The hall's board shows to all staff how this kiosk is; whenever it shows otherwise, the hall is told
/// again.
void App::keep_reported() {
    if (reporting_ || follower_.health() != hall_link::Follower::Health::Live)
        return;
    const model::ReportDevice report = conditions_.worst();
    const auto& devices = follower_.board()->devices;
    const auto shown = devices.find(device_);
    if (shown != devices.end() && shown->second.state == report.state &&
        shown->second.detail == report.detail)
        return;
    if (refused_report_ == report)
        return;
    reporting_ = true;
    client_.send(report, kReportPatience, [this, report](const hall_link::Result<model::Answer>& answer) {
        reporting_ = false;
        if (!answer || answer->ok())
            return;
        base::log_warning("kiosk", "the hall takes no report: {}", word(answer->refusal));
        refused_report_ = report;
    });
}

// ---- the visitor ----

void App::say(const Event& event) {
    carry_out(flow_.handle(event, clock_.steady()));
}

void App::carry_out(const std::vector<Effect>& effects) {
    for (const Effect& effect : effects)
        std::visit([this](const auto& kind) { carry_out(kind); }, effect);
}

void App::carry_out(const AskHall& effect) {
    try {
        errands_.begin(effect.take, clock_.wall());
    } catch (const base::FileError& error) {
        // Better a ticket that a power cut could orphan than no ticket.
        base::log_error("kiosk", "cannot keep what is promised: {}", error.what());
    }
    asked_ = false;
    ask();
}

/// The hall or, while it is out of reach, the reserve.
void App::ask() {
    if (lost() && give())
        return;
    const Errand& errand = errands_.errand();
    const bool helps = errand.take.appointment.empty() && errand.take.person.empty() &&
                       reserve_.services(follower_.hall_time()).contains(errand.take.service);
    const auto patience = helps ? kPatienceWithReserve : kPatience;
    // A hall that hung makes no ticket for a visitor who has one from the reserve, or has left, by then.
    std::optional<base::WallTime> valid_until;
    if (follower_.health() == hall_link::Follower::Health::Live)
        valid_until = follower_.hall_time() + patience;
    asked_ = true;
    visitor_line_->send_as(
        errand.session, errand.request, errand.take, patience,
        [this, session = errand.session](const hall_link::Result<model::Answer>& answer) {
            answered(session, answer);
        },
        valid_until);
}

void App::answered(const wire::Session& session, const hall_link::Result<model::Answer>& answer) {
    const Errand errand = errands_.errand();
    if (errand.session != session || errand.stage != Errand::Stage::Asking)
        return; // that visitor has got a number otherwise
    const bool heard = answer && answer->refusal != model::Refusal::OldRequest; // that is: heard in time
    const bool served = heard && answer->refusal != model::Refusal::Overloaded;
    if (!served && give())
        return;
    if (heard)
        return say(HallAnswered{*answer});
    reserve_.doubt(errand);
    say(HallSilent{});
}

/// Answers the errand from the reserve; false when it has no number for it.
bool App::give() {
    if (flow_.page() != Page::Issuing || errands_.errand().stage != Errand::Stage::Asking)
        return false;
    const auto answer = reserve_.give(errands_.errand(), asked_, follower_.hall_time());
    if (!answer)
        return false;
    base::log_info("kiosk", "{} is given while the hall is out of reach", answer->ticket->number);
    offer_reserve();
    say(HallAnswered{*answer});
    return true;
}

/// Tells the flow what can be given while the hall is lost.
void App::offer_reserve() {
    const auto now = follower_.hall_time();
    if (lost() && reserve_.current(now) && !std::exchange(resumed_, true))
        resume(); // before anybody else is served
    const auto services = lost() ? reserve_.services(now) : std::set<model::ServiceId>();
    carry_out(flow_.set_reserve(services, clock_.steady()));
}

void App::carry_out(const Print& effect) {
    base::log_info("kiosk", "ticket {} is issued", effect.answer.ticket->number);
    const Errand before = errands_.errand();
    const bool resumed = before.stage == Errand::Stage::Printing && before.answer == effect.answer;
    try {
        if (!resumed)
            errands_.printing(effect.answer);
    } catch (const base::FileError& error) {
        base::log_error("kiosk", "cannot keep what is promised: {}", error.what());
    }
    if (board() == nullptr)
        return say(PrintImpossible{});
    const model::PrintJob job = print_job(*board(), effect.answer, ticket_link_);
    staff_.gave(job, board()->day);
    if (printers_.none())
        return say(PrintImpossible{});
    printers_.print(job, resumed ? before.asked : std::nullopt);
}

void App::carry_out(const GiveUpPrinting& effect) {
    const auto& ticket = flow_.answer().ticket;
    base::log_warning("kiosk", "ticket {} is not printed", ticket ? ticket->number : "?");
    printers_.give_up(effect.silent);
}

void App::carry_out(const Settle&) {
    try {
        errands_.settle();
    } catch (const base::FileError& error) {
        base::log_error("kiosk", "cannot note that a visit is over: {}", error.what());
    }
}

void App::carry_out(const AskForTicket& effect) {
    client_.find_ticket(effect.token, kShortPatience,
                        [this, token = effect.token](const hall_link::Result<model::Answer>& answer) {
                            tell_found(token, answer);
                        });
}

void App::carry_out(const GiveBack& effect) {
    client_.send(effect.cancel, kShortPatience,
                 [this, token = effect.cancel.token](const hall_link::Result<model::Answer>& answer) {
                     tell_found(token, answer);
                 });
}

void App::carry_out(const ReturnToLine& effect) {
    client_.send(effect.back, kShortPatience,
                 [this, token = effect.back.token](const hall_link::Result<model::Answer>& answer) {
                     tell_found(token, answer);
                 });
}

void App::tell_found(const std::string& token, const hall_link::Result<model::Answer>& answer) {
    if (answer)
        say(TicketFound{*answer, token});
    else
        say(TicketNotFound{token});
}

void App::carry_out(const PrintSheet& effect) {
    if (board() == nullptr)
        return;
    sheet_ = "sheet-" + base::to_hex(wire::random_session());
    model::PrintJob job = sheet_job(*board(), effect.service, effect.language, sheet_);
    job.issued = follower_.hall_time();
    printers_.print(job, std::nullopt);
}

void App::carry_out(const GiveUpSheet&) {
    printers_.give_up(false);
}

void App::resume() {
    const Errand& errand = errands_.errand();
    if (errand.stage == Errand::Stage::None)
        return;
    const auto age = clock_.wall() - errand.since;
    const auto given = reserve_.given_to(errand);
    if (age < base::Duration(0) || age > kErrandLives) {
        if (errand.stage == Errand::Stage::Asking && !given)
            reserve_.doubt(errand);
        return carry_out(Settle{});
    }
    base::log_info("kiosk", "goes on with what was promised before the restart");
    if (errand.stage == Errand::Stage::Printing)
        return carry_out(flow_.resume_printing(errand.answer, clock_.steady()));
    flow_.resume_asking(errand.take, clock_.steady());
    if (given)
        say(HallAnswered{*given});
    else
        ask();
}

} // namespace kiosk
