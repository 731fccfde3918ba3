#include "shared/config/hall_config.h"

#include "shared/base/text.h"
#include "shared/base/zone.h"
#include "shared/config/table.h"
#include "shared/config/units.h"
#include "shared/model/appointment_code.h"
#include "shared/model/preset.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace config {

using namespace std::chrono_literals;
using model::Verification;

namespace {

constexpr int kMostDays = 3650;
constexpr int kLeastDays = 40;
constexpr base::Duration kLongestWait = 12h;
constexpr std::size_t kMostDocuments = 20;
constexpr std::size_t kMostNotices = 20;
constexpr std::size_t kMostSteps = 10;
constexpr std::size_t kMostReasons = 12;
constexpr int kOldest = 120;

bool is_letter(std::string_view text) {
    return (text.size() == 1 || text.size() == 2) &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_language(std::string_view text) {
    return text.size() >= 2 && text.size() <= 35 && std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
}

/// Reads one hall.toml from top to bottom.
class HallReader {
  public:
    explicit HallReader(Table root) : root_(root) {}

    model::Hall read() {
        read_head();
        read_rules();
        read_retention();
        for (const Table& table : root_.tables("groups", 64))
            read_group(table);
        for (const Table& table : root_.tables("services", 200))
            read_service(table);
        for (const Table& table : root_.tables("channels", 16))
            read_channel(table);
        for (const Table& table : root_.tables("counters", 500))
            read_counter(table);
        for (const Table& table : root_.tables("staff", 500))
            read_staff(table);
        for (const Table& table : root_.tables("appointments", 10'000))
            read_appointment(table);
        hall_.notices = root_.list_of_names("notices", hall_.languages, kMostNotices);
        check_whole();
        return std::move(hall_);
    }

  private:
    void read_head();
    void read_languages();
    void read_rules();
    void read_retention();
    void read_group(const Table& table);
    void read_service(const Table& table);
    void read_channel(const Table& table);
    model::Hours read_hours(const Table& table) const;
    model::Span read_span(const Table& table, std::string_view text) const;
    void read_claim(const Table& table, model::Channel& channel) const;
    void read_weights(const Table& table, model::Channel& channel) const;
    void check_channel(const Table& table, const model::Channel& channel) const;
    void read_counter(const Table& table);
    void read_staff(const Table& table);
    static std::string secret(const Table& table, std::string_view key, bool (*is_valid)(std::string_view));
    void read_appointment(const Table& table);
    void check_whole() const;

    std::vector<model::ServiceId> services(const Table& table, std::string_view key) const;

    /// Notes when an entry's id, letter or code was used before.
    template <typename Key>
    static void unique(const Table& table, std::string_view key, std::set<Key>& seen, const Key& value) {
        if (!seen.insert(value).second)
            table.error(key,
                        fmt::format("'{}' is used twice for '{}'. Please choose another one.", value, key));
    }

    Table root_;
    model::Hall hall_;
    const model::Preset* preset_ = nullptr;
    std::set<std::string> groups_, services_, letters_, channels_, staff_, cards_, codes_;
    std::set<int> counters_;
};

void HallReader::read_languages() {
    hall_.languages = root_.texts("languages");
    std::set<std::string> seen;
    for (const std::string& language : hall_.languages) {
        if (!is_language(language))
            root_.error("languages",
                        fmt::format("'{}' is no language tag such as \"zh-Hans\" or \"en\". Please "
                                    "correct it.",
                                    language));
        unique(root_, "languages", seen, language);
    }
    if (hall_.languages.empty())
        root_.error("languages",
                    "A hall speaks at least one language. Please add it, such as [\"zh-Hans\"].");
}

void HallReader::read_head() {
    read_languages();
    hall_.name = root_.names("name", hall_.languages);
    hall_.zone = root_.text("zone", hall_.zone, 64);
    try {
        const base::Zone known(hall_.zone);
    } catch (const std::exception&) {
        root_.error("zone", fmt::format("The time zone '{}' is not known. Please use a name such as "
                                        "\"Asia/Shanghai\".",
                                        hall_.zone));
    }
    hall_.roll_over_hour = root_.number("roll_over_hour", 0, 23, hall_.roll_over_hour);
    hall_.opens = root_.time_of_day("opens", hall_.opens);
    hall_.closes = root_.time_of_day("closes", hall_.closes);
    if (hall_.opens >= hall_.closes)
        root_.error("closes", "The hall closes before it opens. Please correct 'opens' or 'closes'.");
    if (hall_.opens < hall_.roll_over_hour * 60)
        root_.error("roll_over_hour",
                    "The new day begins after the hall opens. Please choose an earlier hour.");

    hall_.preset = root_.text("preset", "balanced", 64);
    preset_ = model::find_preset(hall_.preset);
    if (preset_ == nullptr) {
        std::vector<std::string_view> known;
        for (const model::Preset& preset : model::presets())
            known.push_back(preset.id);
        root_.error("preset", fmt::format("The preset '{}' is not known. Please choose one of {}.",
                                          hall_.preset, fmt::join(known, ", ")));
        preset_ = &model::presets().front();
    }
}

/// The hall learns from its last 35 days, and looks back on them when it starts.
void HallReader::read_retention() {
    const Table table = root_.table("retention");
    hall_.retention.texts = table.number("texts_days", 1, kMostDays, hall_.retention.texts);
    hall_.retention.events = table.number("events_days", 0, kMostDays, hall_.retention.events);
    if (hall_.retention.events != 0 && hall_.retention.events < kLeastDays)
        table.error(
            "events_days",
            fmt::format("must be 0 (for ever) or at least {}: the hall learns from them", kLeastDays));
}

void HallReader::read_rules() {
    const Table table = root_.table("rules");
    model::Rules& rules = hall_.rules;
    rules.appointment_early = table.duration("appointment_early", 0min, 2h, rules.appointment_early);
    rules.appointment_grace = table.duration("appointment_grace", 0min, 2h, rules.appointment_grace);
    rules.no_show_penalty = table.duration("no_show_penalty", 0min, 4h, rules.no_show_penalty);
    rules.no_show_after = table.duration("no_show_after", 0s, 30min, rules.no_show_after);
    rules.no_show_recalls = table.number("no_show_recalls", 0, 10, rules.no_show_recalls);
    rules.returns = table.number("returns", 0, 10, rules.returns);
    rules.backup_after = table.duration("backup_after", 0min, kLongestWait, rules.backup_after);
    rules.emergencies_waiting = table.number("emergencies_waiting", 0, 100, rules.emergencies_waiting);
    if (table.word("late_arrivals", {"serve", "refuse"}, "serve") == "refuse")
        rules.late_arrivals = model::LateArrivals::Refuse;
    rules.leased_numbers = table.number("leased_numbers", 0, 500, rules.leased_numbers);
    rules.tickets_a_person = table.number("tickets_a_person", 1, 100, rules.tickets_a_person);
    rules.idle_alert = table.duration("idle_alert", 1min, kLongestWait, rules.idle_alert);
    rules.duty_alert = table.duration("duty_alert", 1h, kLongestWait, rules.duty_alert);
    rules.duty_break = table.duration("duty_break", 1min, 4h, rules.duty_break);
    rules.park_reminder = table.duration("park_reminder", 1min, kLongestWait, rules.park_reminder);
}

void HallReader::read_group(const Table& table) {
    model::Group group;
    group.id = {table.id("id")};
    unique(table, "id", groups_, group.id.value);
    group.name = table.names("name", hall_.languages);
    group.icon = table.text("icon", "", 64);
    if (table.has("parent"))
        group.parent = {table.id("parent")};
    if (!group.parent.value.empty() && (group.parent == group.id || !groups_.contains(group.parent.value)))
        table.error("parent", fmt::format("There is no group '{}' above this one. Please put it first.",
                                          group.parent.value));
    hall_.groups.push_back(std::move(group));
}

void HallReader::read_service(const Table& table) {
    model::Service service;
    service.id = {table.id("id")};
    unique(table, "id", services_, service.id.value);
    service.group = {table.id("group")};
    if (!service.group.value.empty() && !groups_.contains(service.group.value))
        table.error("group", fmt::format("There is no group '{}'. Please add it or choose another one.",
                                         service.group.value));
    service.letter = table.text("letter");
    if (is_letter(service.letter))
        unique(table, "letter", letters_, service.letter);
    else if (table.has("letter"))
        table.error("letter", "'letter' must be one or two capitals from A to Z. Please correct it.");
    service.icon = table.text("icon", "", 64);
    service.name = table.names("name", hall_.languages);
    service.purpose = table.names("purpose", hall_.languages, model::Names());
    service.documents = table.list_of_names("documents", hall_.languages, kMostDocuments);
    service.typical = table.duration("typical", 10s, kLongestWait);
    service.wait_target = table.duration("wait_target", 0min, kLongestWait, 30min);
    service.steps = table.list_of_names("steps", hall_.languages, kMostSteps);
    service.basis = table.names("basis", hall_.languages, model::Names());
    service.fee = table.names("fee", hall_.languages, model::Names());
    service.time_limit = table.names("time_limit", hall_.languages, model::Names());
    service.hours = read_hours(table);
    service.serve_target = table.duration("serve_target", 0min, kLongestWait, 0min);
    hall_.services.push_back(std::move(service));
}

/// "09:00-11:30"
model::Span HallReader::read_span(const Table& table, std::string_view text) const {
    const auto dash = text.find('-');
    const auto from = parse_time_of_day(text.substr(0, dash));
    const auto to = dash == std::string_view::npos ? std::nullopt : parse_time_of_day(text.substr(dash + 1));
    if (from && to && *from < *to)
        return {*from, *to};
    table.error("hours",
                fmt::format("'{}' is not from one time to a later one, such as \"09:00-11:30\".", text));
    return {};
}

model::Hours HallReader::read_hours(const Table& table) const {
    constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    model::Hours hours;
    for (const std::string& text : table.texts("hours", std::vector<std::string>())) {
        const model::Span span = read_span(table, text);
        if (!hours.spans.empty() && span.from < hours.spans.back().to)
            table.error("hours", "The hours overlap or are not in order. Please sort them.");
        hours.spans.push_back(span);
    }
    if (!table.has("weekdays"))
        return hours;
    hours.weekdays = 0;
    for (const std::string& text : table.texts("weekdays")) {
        const auto day = std::ranges::find(kDays, text);
        if (day == kDays.end())
            table.error("weekdays",
                        fmt::format("'{}' is no day. Please choose of {}.", text, fmt::join(kDays, ", ")));
        else
            hours.weekdays |= 1U << static_cast<unsigned>(day - kDays.begin());
    }
    if (hours.weekdays == 0)
        table.error("weekdays", "The service is offered on no day. Please name one, or remove 'weekdays'.");
    return hours;
}

void HallReader::read_weights(const Table& table, model::Channel& channel) const {
    const model::Weights weights = channel.emergency ? model::Weights{} : model::weights(*preset_, channel);
    channel.head_start = table.duration("head_start", 0min, 4h, weights.head_start);
    channel.multiplier = table.thousandths("multiplier", 1000, 100'000, weights.multiplier);
    channel.cap = weights.cap;
    if (table.has("cap"))
        channel.cap = table.duration("cap", 0min, kLongestWait);
    if (table.has("capped")) {
        if (table.flag("capped", true) && !channel.cap)
            table.error("capped", "This channel has no cap. Please give it one, such as cap = \"45 min\".");
        if (!table.flag("capped", true)) {
            if (table.has("cap"))
                table.error("capped", "'cap' and 'capped = false' contradict each other. Please remove one.");
            channel.cap.reset();
        }
    }
}

void HallReader::check_channel(const Table& table, const model::Channel& channel) const {
    const bool weighted = channel.head_start != 0min || channel.multiplier != 1000;
    if (hall_.channels.empty()) {
        if (channel.verification != Verification::None || weighted || channel.cap || channel.emergency)
            table.error("id", "The first channel is the ordinary one: it has no verification, head start, "
                              "multiplier or cap. Please put it first.");
    } else if (channel.verification == Verification::None) {
        table.error("verified", "Only the first channel is without a claim. Please say how this one is "
                                "verified: \"declared\", \"staff\", \"age\" or \"booking\".");
    }
    if (channel.emergency && channel.verification != Verification::Staff)
        table.error("emergency", "An emergency is approved by staff. Please set verified = \"staff\".");
    if (channel.emergency && (weighted || channel.cap))
        table.error("emergency",
                    "An emergency goes before all others. Please remove head_start, multiplier and "
                    "cap.");
    if (channel.cap && *channel.cap < channel.head_start)
        table.error("cap", "The cap is smaller than the head start. Please enlarge it.");
    if (channel.verification == Verification::Booking &&
        std::ranges::count(hall_.channels, Verification::Booking, &model::Channel::verification) > 0)
        table.error("verified", "There is another channel for bookings. Please keep one of them.");
}

void HallReader::read_claim(const Table& table, model::Channel& channel) const {
    if (channel.verification == Verification::Age)
        channel.least_age = table.number("least_age", 1, kOldest);
    std::set<std::string> ids;
    for (const Table& entry : table.tables("reasons", kMostReasons)) {
        model::ClaimReason reason{entry.id("id"), entry.names("name", hall_.languages)};
        unique(entry, "id", ids, reason.id);
        channel.reasons.push_back(std::move(reason));
    }
}

void HallReader::read_channel(const Table& table) {
    model::Channel channel;
    channel.id = {table.id("id")};
    unique(table, "id", channels_, channel.id.value);
    channel.name = table.names("name", hall_.languages);
    channel.who = table.names("who", hall_.languages, model::Names());
    const std::string verified =
        table.word("verified", {"none", "declared", "staff", "booking", "age"}, "none");
    channel.verification = verified == "declared"  ? Verification::Declared
                           : verified == "staff"   ? Verification::Staff
                           : verified == "booking" ? Verification::Booking
                           : verified == "age"     ? Verification::Age
                                                   : Verification::None;
    channel.green = table.flag("green", false);
    channel.emergency = table.flag("emergency", false);
    read_claim(table, channel);
    read_weights(table, channel);
    check_channel(table, channel);
    hall_.channels.push_back(std::move(channel));
}

std::vector<model::ServiceId> HallReader::services(const Table& table, std::string_view key) const {
    std::vector<model::ServiceId> found;
    std::set<std::string> seen;
    for (const std::string& name : table.texts(key, std::vector<std::string>())) {
        if (name == "*") {
            for (const model::Service& service : hall_.services)
                if (seen.insert(service.id.value).second)
                    found.push_back(service.id);
            continue;
        }
        if (!services_.contains(name))
            table.error(
                key, fmt::format("There is no service '{}'. Please add it or correct its spelling.", name));
        else if (!seen.insert(name).second)
            table.error(key, fmt::format("The service '{}' stands here twice. Please remove one.", name));
        else
            found.push_back({name});
    }
    return found;
}

void HallReader::read_counter(const Table& table) {
    model::Counter counter;
    counter.id = {table.number("id", 1, model::kHighestCounter)};
    unique(table, "id", counters_, counter.id.value);
    counter.location = table.names("location", hall_.languages);
    counter.services = services(table, "services");
    counter.backup = services(table, "backup");
    if (counter.services.empty() && counter.backup.empty())
        table.error("services", "This counter serves nothing. Please list its services, or [\"*\"] for all.");
    for (const model::ServiceId& service : counter.backup)
        if (std::ranges::find(counter.services, service) != counter.services.end())
            table.error("backup",
                        fmt::format("The service '{}' is among this counter's own already. Please remove "
                                    "it from 'backup'.",
                                    service.value));
    hall_.counters.push_back(std::move(counter));
}

/// What was stored of a PIN or card; a slip in it would lock its clerk out for good.
std::string HallReader::secret(const Table& table, std::string_view key, bool (*is_valid)(std::string_view)) {
    std::string text = table.text(key, "", 128);
    if (!text.empty() && !is_valid(text))
        table.error(
            key,
            fmt::format("This is not what `jiaohao staff {}` printed. Please copy the whole line.", key));
    return text;
}

void HallReader::read_staff(const Table& table) {
    model::Staff staff;
    staff.id = {table.text("id", "", 32)};
    if (staff.id.value.empty() || base::trim(staff.id.value) != staff.id.value)
        table.error("id", "A member of staff has a number. Please write it as id = \"103\".");
    unique(table, "id", staff_, staff.id.value);
    staff.name = table.names("name", hall_.languages);
    staff.department = table.names("department", hall_.languages, model::Names());
    staff.title = table.names("title", hall_.languages, model::Names());
    staff.supervisor = table.word("role", {"clerk", "supervisor"}, "clerk") == "supervisor";
    staff.services = services(table, "services");
    staff.pin = secret(table, "pin", [](std::string_view text) { return text.starts_with("$argon2id$"); });
    staff.card = secret(table, "card", [](std::string_view text) {
        return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    });
    if (!staff.card.empty())
        unique(table, "card", cards_, staff.card);
    staff.has_pass = !staff.pin.empty() || !staff.card.empty();
    if (staff.supervisor && !staff.has_pass)
        table.error("role", "A supervisor needs a PIN or a card. Please make one with `jiaohao staff pin`.");
    hall_.staff.push_back(std::move(staff));
}

void HallReader::read_appointment(const Table& table) {
    model::Appointment appointment;
    appointment.code = table.text("code");
    const auto code = model::canonical_code(appointment.code);
    if (!code || appointment.code.contains(' '))
        table.error("code", "A code has 1 to 20 letters and digits, perhaps with '-' between them. Please "
                            "correct it.");
    unique(table, "code", codes_, code.value_or(appointment.code));
    appointment.service = {table.id("service")};
    if (!services_.contains(appointment.service.value))
        table.error("service", fmt::format("There is no service '{}'. Please correct its spelling.",
                                           appointment.service.value));
    appointment.at = table.time_of_day("at", hall_.opens);
    if (appointment.at < hall_.opens || appointment.at >= hall_.closes)
        table.error("at", "This appointment is outside of the opening hours. Please correct it.");
    hall_.appointments.push_back(std::move(appointment));
}

void HallReader::check_whole() const {
    if (hall_.services.empty())
        root_.error("services", "The hall offers nothing. Please add at least one [[services]].");
    if (hall_.channels.empty())
        root_.error("channels", "There is no channel. Please add the ordinary one as [[channels]].");
    if (hall_.counters.empty())
        root_.error("counters", "There is no counter. Please add at least one [[counters]].");
    for (const model::Service& service : hall_.services)
        if (std::ranges::none_of(hall_.counters, [&](const model::Counter& counter) {
                return std::ranges::find(counter.services, service.id) != counter.services.end();
            }))
            root_.error("counters",
                        fmt::format("No counter has the service '{}' among its own. Please add it to "
                                    "one.",
                                    service.id.value));
    for (const model::Group& group : hall_.groups)
        if (std::ranges::find(hall_.services, group.id, &model::Service::group) == hall_.services.end() &&
            std::ranges::find(hall_.groups, group.id, &model::Group::parent) == hall_.groups.end())
            root_.error("groups", fmt::format("The group '{}' has no service. Please remove it or add one.",
                                              group.id.value));
    if (!hall_.appointments.empty() &&
        std::ranges::find(hall_.channels, Verification::Booking, &model::Channel::verification) ==
            hall_.channels.end())
        root_.error("appointments", "There are appointments but no channel for them. Please add one with "
                                    "verified = \"booking\".");
}

Server read_server(const Table& table) {
    return {table.text("listen", ""), table.text("updates", ""), table.text("state", "")};
}

City read_city(const Table& table) {
    return {table.text("address", ""), table.has("hall") ? table.id("hall") : ""};
}

HallFile finished(Document document) {
    HallFile file{HallReader(document.root()).read(), read_server(document.root().table("server")),
                  read_city(document.root().table("city"))};
    document.finish();
    return file;
}

} // namespace

HallFile read_hall_file(const std::filesystem::path& path) {
    return finished(Document::read(path));
}

model::Hall read_hall(const std::filesystem::path& path) {
    return read_hall_file(path).hall;
}

model::Hall parse_hall(std::string_view text, const std::string& file) {
    return finished(Document::parse(text, file)).hall;
}

} // namespace config
