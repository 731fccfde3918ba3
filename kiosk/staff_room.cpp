#include "kiosk/staff_room.h"

#include "kiosk/made_folder.h"
#include "kiosk/words.h"
#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/base/text.h"
#include "shared/base/zone.h"

#include <unistd.h>

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

namespace kiosk {

namespace {

using model::DeviceState;
using screen::Catalogue;

constexpr std::uintmax_t kMegabyte = 1U << 20U;
constexpr std::uintmax_t kLittleDisk = 200 * kMegabyte;

std::optional<int> kept_volume(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file))
        return std::nullopt;
    try {
        const auto volume = base::parse_number<int>(base::trim(base::read_file(file, 64)));
        if (volume && *volume >= 1 && *volume <= 100)
            return volume;
        base::log_warning("kiosk", "{} holds no volume; it counts as if it were not there", file.string());
    } catch (const base::FileError& error) {
        base::log_warning("kiosk", "the volume that staff chose is lost: {}", error.what());
    }
    return std::nullopt;
}

/// One after the other; Chinese and Japanese have no space between.
std::string sentences(const std::string& first, const std::string& second) {
    return first + (first.ends_with("。") ? "" : " ") + second;
}

/// As names in the hall's configuration are tagged: "zh-Hans" of "zh_Hans".
std::string names_tag(const Catalogue& texts) {
    std::string tag = texts.language();
    std::ranges::replace(tag, '_', '-');
    return tag;
}

/// Resident memory in megabytes; nothing when the system does not say.
std::optional<long> memory() {
    try {
        const std::string text = base::read_file("/proc/self/statm", 256);
        const auto fields = base::split(text, ' ');
        const auto pages = fields.size() > 1 ? base::parse_number<long>(fields[1]) : std::nullopt;
        if (pages)
            return *pages * (sysconf(_SC_PAGESIZE) / 1024) / 1024;
    } catch (const base::FileError&) {
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

StaffRoom::StaffRoom(const Options& options, const House& house)
    : house_(house), pin_(options.staff_pin), device_(options.device), endpoint_(options.line.endpoint),
      language_(options.language), state_(made_folder(options.state)), mute_(options.mute),
      volume_(kept_volume(state_ / "volume").value_or(options.volume)), tickets_(state_ / "last-tickets"),
      began_(house.clock.steady()) {
    house_.voice.set_volume(volume_);
    house_.loop.add(*this);
    house_.loop.add_descriptor(check_.descriptor(), [this] { pin_checked(); });
}

StaffRoom::~StaffRoom() {
    house_.loop.remove_descriptor(check_.descriptor());
    house_.loop.remove(*this);
}

void StaffRoom::say(const StaffEvent& event) {
    if (!exists())
        return;
    const StaffPage before = staff_.page();
    carry_out(staff_.handle(event, house_.clock.steady()));
    if (staff_.page() != before)
        base::log_info("kiosk", "staff menu: {}", staff_.open() ? page_name(staff_.page()) : "closed");
    look_again_.reset();
    if (staff_.open())
        look_again_ = house_.clock.steady() + kLookAgain;
}

void StaffRoom::tick(base::SteadyTime now) {
    const bool open = staff_.open();
    carry_out(staff_.tick(now));
    if (open && !staff_.open())
        base::log_info("kiosk", "staff menu: closed, nobody was there any more");
    look_again_.reset();
    if (staff_.open())
        look_again_ = now + kLookAgain;
}

std::optional<base::SteadyTime> StaffRoom::next_deadline() const {
    const auto deadline = staff_.next_deadline();
    return deadline && look_again_ ? std::min(*deadline, *look_again_) : deadline ? deadline : look_again_;
}

// ---- what staff ask for ----

void StaffRoom::carry_out(const std::vector<StaffEffect>& effects) {
    for (const StaffEffect& effect : effects)
        std::visit([this](const auto& kind) { carry_out(kind); }, effect);
}

void StaffRoom::carry_out(CheckPin effect) {
    check_.check(pin_, std::move(effect.pin));
}

void StaffRoom::pin_checked() {
    const auto right = check_.take();
    if (!right)
        return;
    if (!*right)
        base::log_warning("kiosk", "staff menu: a wrong PIN");
    say(PinChecked{*right});
}

void StaffRoom::carry_out(const PrintTest&) {
    base::log_info("kiosk", "staff menu: prints a test");
    const auto* board = house_.follower.board();
    print(test_ticket(board != nullptr ? board->hall.name : model::Names(),
                      language_.empty() && board != nullptr && !board->hall.languages.empty()
                          ? board->hall.languages.front()
                          : language_,
                      board != nullptr ? board->hall.zone : model::Hall().zone, house_.follower.hall_time()));
}

void StaffRoom::carry_out(const PrintCopy& effect) {
    if (effect.index >= tickets_.all().size())
        return say(StaffPrinted{model::PrintState::Failed, model::PrintFault::BadJob});
    const model::PrintJob job = copy_of(tickets_.all()[effect.index]);
    base::log_info("kiosk", "staff menu: prints ticket {} again, as a copy", job.number);
    print(job);
}

void StaffRoom::print(const model::PrintJob& job) {
    if (house_.printers.none())
        return say(StaffPrinted{model::PrintState::Failed, model::PrintFault::Unplugged});
    job_ = job.job;
    house_.printers.print(job, std::nullopt);
}

bool StaffRoom::print_result(const model::PrintResult& result) {
    if (job_.empty() || result.job != job_)
        return false;
    say(StaffPrinted{result.state, result.fault});
    return true;
}

void StaffRoom::carry_out(const TakeBackPrint&) {
    base::log_warning("kiosk", "staff menu: it is not printed");
    if (!house_.printers.none() && !std::exchange(job_, {}).empty())
        house_.printers.give_up(false);
}

void StaffRoom::carry_out(const TellNewPaper&) {
    base::log_info("kiosk", "staff menu: a new roll is in");
    house_.printers.paper_changed();
}

void StaffRoom::carry_out(const KeepVolume& effect) {
    base::log_info("kiosk", "staff menu: volume {} %", effect.percent);
    volume_ = effect.percent;
    house_.voice.set_volume(volume_);
    try {
        base::write_file(state_ / "volume", fmt::format("{}\n", volume_));
    } catch (const base::FileError& error) {
        base::log_error("kiosk", "cannot keep the volume: {}", error.what());
    }
    if (!mute_) // a chime to judge it by, as loud as a visit begins
        house_.voice.say({.chime = true, .lines = {}}, Aids().volume_percent(), house_.clock.steady());
}

void StaffRoom::carry_out(const Restart&) {
    base::log_info("kiosk", "staff menu: begins anew");
    house_.loop.stop(kRestartStatus);
}

// ---- the last tickets ----

void StaffRoom::gave(const model::PrintJob& job, int day) {
    job_.clear();
    tickets_.keep(job, day);
}

void StaffRoom::day_changed() {
    if (const auto* board = house_.follower.board())
        tickets_.begin_day(board->day);
}

// ---- how the machine is ----

StaffScene StaffRoom::scene(const Catalogue& texts) const {
    StaffScene scene;
    scene.volume = volume_;
    scene.minutes_locked = staff_.minutes_locked(house_.clock.steady());
    if (staff_.page() == StaffPage::Printer)
        scene.printers = printer_lines(texts);
    if (staff_.page() == StaffPage::Diagnosis)
        scene.diagnoses = diagnoses(texts);
    if (staff_.page() != StaffPage::Copies)
        return scene;
    scene.copies.reserve(tickets_.all().size());
    for (const model::PrintJob& job : tickets_.all()) {
        const base::LocalTime local = base::Zone(job.zone).local(job.issued);
        scene.copies.push_back({job.number, fmt::format("{} · {}", clock_words(local.hour, local.minute),
                                                        job.service.in(names_tag(texts)))});
    }
    return scene;
}

std::vector<Diagnosis> StaffRoom::printer_lines(const Catalogue& texts) const {
    std::vector<Diagnosis> lines;
    const auto looks = house_.printers.looks();
    lines.reserve(looks.size() + 1);
    for (const Printers::Look& look : looks) {
        Diagnosis line{texts.tr("Printer {1}", static_cast<long>(lines.size() + 1)), DeviceState::Well, {}};
        if (!look.trouble.empty()) {
            line.state = DeviceState::Fault;
            line.detail = texts.tr(look.trouble);
        } else {
            line.state = look.paper_low ? DeviceState::Warning : DeviceState::Well;
            line.detail = look.paper_low ? texts.tr("The printer's paper is low.") : texts.tr("In order.");
        }
        if (look.tickets_left)
            line.detail =
                sentences(line.detail, texts.tr_n("Paper for about {1} ticket.",
                                                  "Paper for about {1} tickets.", *look.tickets_left));
        lines.push_back(std::move(line));
    }
    if (lines.empty())
        lines.push_back({texts.tr("Printer"), DeviceState::Fault,
                         texts.tr("None is set up: see [printer] in kiosk.toml.")});
    return lines;
}

Diagnosis StaffRoom::hall_line(const Catalogue& texts) const {
    const bool live = house_.follower.health() == hall_link::Follower::Health::Live;
    // Isolated: an address stays as it is in Arabic too.
    return {fmt::format("{} · \u2068{}\u2069", texts.tr("Hall"), endpoint_),
            live ? DeviceState::Well : DeviceState::Fault,
            live ? texts.tr("In reach")
                 : texts.tr("Out of reach. Please check the network and the hall's machine.")};
}

Diagnosis StaffRoom::clock_line(const Catalogue& texts) const {
    const std::string name = texts.tr("Clock");
    if (house_.follower.board() == nullptr)
        return {name, DeviceState::Warning, texts.tr("Not compared yet: the hall was not heard.")};
    const auto apart =
        std::chrono::round<std::chrono::seconds>(house_.clock.wall() - house_.follower.hall_time());
    const auto seconds = static_cast<long>(std::abs(apart.count()));
    const std::string difference =
        texts.tr_n("{1} second from the hall's.", "{1} seconds from the hall's.", seconds);
    if (!clock_is_wrong(house_.clock.wall(), house_.follower.hall_time()))
        return {name, DeviceState::Well, difference};
    return {name, DeviceState::Warning,
            sentences(difference, texts.tr("Please set the clock of this machine, or have it set over the "
                                           "network (NTP)."))};
}

Diagnosis StaffRoom::disk_line(const Catalogue& texts) const {
    std::error_code error;
    const auto space = std::filesystem::space(state_, error);
    if (error)
        return {texts.tr("Disk"), DeviceState::Fault, texts.tr("The state folder cannot be read.")};
    const bool little = space.available < kLittleDisk;
    const std::string free = texts.tr("{1} MB are free.", static_cast<long>(space.available / kMegabyte));
    return {texts.tr("Disk"), little ? DeviceState::Warning : DeviceState::Well,
            little ? sentences(free, texts.tr("Please make room.")) : free};
}

std::vector<Diagnosis> StaffRoom::diagnoses(const Catalogue& texts) const {
    std::vector<Diagnosis> lines;
    lines.reserve(12 + inquiries_.size());
    lines.push_back({texts.tr("This machine"), DeviceState::Well,
                     fmt::format("{} · jiaohao-kiosk {}", device_, JIAOHAO_VERSION)});
    lines.push_back(hall_line(texts));
    if (const auto* board = house_.follower.board())
        lines.push_back(
            {texts.tr("Hall's day"), DeviceState::Well,
             texts.tr("{1}, event {2}", static_cast<long>(board->day), static_cast<long>(board->seq))});
    lines.push_back(clock_line(texts));
    for (Diagnosis& line : printer_lines(texts))
        lines.push_back(std::move(line));
    for (const Inquiry& inquiry : inquiries_)
        lines.push_back(inquiry(texts));
    const auto sound = house_.conditions.of("sound");
    lines.push_back({texts.tr("Sound"), sound.state,
                     mute_                  ? texts.tr("Switched off in the configuration")
                     : sound.detail.empty() ? texts.tr("In order.")
                                            : texts.tr(sound.detail)});
    const auto panel = house_.conditions.of("screen");
    const screen::Size size = house_.window.size();
    lines.push_back({texts.tr("Screen"), panel.state,
                     fmt::format("{} × {}{}{}", size.width, size.height, panel.detail.empty() ? "" : ". ",
                                 panel.detail.empty() ? std::string() : texts.tr(panel.detail))});
    lines.push_back(disk_line(texts));
    const auto minutes = std::chrono::floor<std::chrono::minutes>(house_.clock.steady() - began_).count();
    lines.push_back(
        {texts.tr("Running for"), DeviceState::Well,
         texts.tr("{1} h {2} min", static_cast<long>(minutes / 60), static_cast<long>(minutes % 60))});
    if (const auto megabytes = memory())
        lines.push_back({texts.tr("Memory"), DeviceState::Well, texts.tr("{1} MB", *megabytes)});
    return lines;
}

} // namespace kiosk
