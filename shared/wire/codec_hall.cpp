#include "shared/wire/convert.h"

namespace wire {

namespace {

constexpr int kMostLanguages = 16;
constexpr int kLastMinute = 24 * 60;
constexpr int kMostOf = 1'000'000;
constexpr int kMostSpans = 32;
constexpr int kHighestAge = 150;

} // namespace

std::vector<model::ServiceId> read_services(const google::protobuf::RepeatedPtrField<std::string>& from,
                                            Bounds& bounds) {
    std::vector<model::ServiceId> services;
    if (bounds.list(from.size(), "services"))
        for (const std::string& service : from)
            services.push_back({bounds.id(service, "service")});
    return services;
}

void fill(pb::Channel& to, const model::Channel& from) {
    to.set_id(from.id.value);
    fill(*to.mutable_name(), from.name);
    fill(*to.mutable_who(), from.who);
    to.set_verification(choice<pb::Verification>(from.verification));
    to.set_green(from.green);
    to.set_emergency(from.emergency);
    to.set_head_start_ms(milliseconds(from.head_start));
    to.set_multiplier_permille(static_cast<std::uint32_t>(from.multiplier));
    if (from.cap)
        to.set_cap_ms(milliseconds(*from.cap));
    to.set_least_age(static_cast<std::uint32_t>(from.least_age));
    for (const model::ClaimReason& reason : from.reasons) {
        pb::ClaimReason& one = *to.add_reasons();
        one.set_id(reason.id);
        fill(*one.mutable_name(), reason.name);
    }
}

model::Channel read(const pb::Channel& from, Bounds& bounds) {
    model::Channel channel;
    channel.id = {bounds.id(from.id(), "channel id")};
    channel.name = read(from.name(), bounds);
    channel.who = read(from.who(), bounds);
    channel.verification = bounds.choice(from.verification(), "verification", model::Verification::Age);
    channel.green = from.green();
    channel.emergency = from.emergency();
    channel.head_start = base::Duration(from.head_start_ms());
    channel.multiplier = bounds.small(from.multiplier_permille(), "multiplier", kMostOf);
    if (from.has_cap_ms())
        channel.cap = base::Duration(from.cap_ms());
    channel.least_age = bounds.small(from.least_age(), "least_age", kHighestAge);
    if (bounds.list(from.reasons_size(), "reasons"))
        for (const pb::ClaimReason& reason : from.reasons())
            channel.reasons.push_back({bounds.id(reason.id(), "reason"), read(reason.name(), bounds)});
    return channel;
}

void fill(pb::Group& to, const model::Group& from) {
    to.set_id(from.id.value);
    fill(*to.mutable_name(), from.name);
    to.set_icon(from.icon);
    to.set_parent(from.parent.value);
}

model::Group read(const pb::Group& from, Bounds& bounds) {
    model::Group group;
    group.id = {bounds.id(from.id(), "group id")};
    group.name = read(from.name(), bounds);
    group.icon = bounds.id(from.icon(), "icon");
    group.parent = {bounds.id(from.parent(), "parent")};
    return group;
}

void fill(pb::Hours& to, const model::Hours& from) {
    for (const model::Span& span : from.spans) {
        pb::Span& one = *to.add_spans();
        one.set_from_minute(static_cast<std::uint32_t>(span.from));
        one.set_to_minute(static_cast<std::uint32_t>(span.to));
    }
    to.set_weekdays(from.weekdays);
}

model::Hours read(const pb::Hours& from, Bounds& bounds) {
    model::Hours hours;
    if (bounds.list(from.spans_size(), "spans", kMostSpans))
        for (const pb::Span& span : from.spans())
            hours.spans.push_back({bounds.small(span.from_minute(), "from", kLastMinute),
                                   bounds.small(span.to_minute(), "to", kLastMinute)});
    const int weekdays = bounds.small(from.weekdays(), "weekdays", model::Hours::kAllWeek);
    hours.weekdays = weekdays == 0 ? model::Hours::kAllWeek : static_cast<unsigned>(weekdays);
    return hours;
}

void fill(pb::Service& to, const model::Service& from) {
    to.set_id(from.id.value);
    to.set_group(from.group.value);
    to.set_letter(from.letter);
    to.set_icon(from.icon);
    fill(*to.mutable_name(), from.name);
    fill(*to.mutable_purpose(), from.purpose);
    for (const model::Names& document : from.documents)
        fill(*to.add_documents(), document);
    to.set_typical_ms(milliseconds(from.typical));
    to.set_wait_target_ms(milliseconds(from.wait_target));
    for (const model::Names& step : from.steps)
        fill(*to.add_steps(), step);
    fill(*to.mutable_basis(), from.basis);
    fill(*to.mutable_fee(), from.fee);
    fill(*to.mutable_time_limit(), from.time_limit);
    fill(*to.mutable_hours(), from.hours);
    to.set_serve_target_ms(milliseconds(from.serve_target));
}

model::Service read(const pb::Service& from, Bounds& bounds) {
    model::Service service;
    service.id = {bounds.id(from.id(), "service id")};
    service.group = {bounds.id(from.group(), "group")};
    service.letter = bounds.id(from.letter(), "letter");
    service.icon = bounds.id(from.icon(), "icon");
    service.name = read(from.name(), bounds);
    service.purpose = read(from.purpose(), bounds);
    service.documents = read_all(from.documents(), "documents", bounds);
    service.typical = base::Duration(from.typical_ms());
    service.wait_target = base::Duration(from.wait_target_ms());
    service.steps = read_all(from.steps(), "steps", bounds);
    service.basis = read(from.basis(), bounds);
    service.fee = read(from.fee(), bounds);
    service.time_limit = read(from.time_limit(), bounds);
    service.hours = read(from.hours(), bounds);
    service.serve_target = base::Duration(from.serve_target_ms());
    return service;
}

void fill(pb::Counter& to, const model::Counter& from) {
    to.set_id(static_cast<std::uint32_t>(from.id.value));
    fill(*to.mutable_location(), from.location);
    for (const model::ServiceId& service : from.services)
        to.add_services(service.value);
    for (const model::ServiceId& service : from.backup)
        to.add_backup(service.value);
}

model::Counter read(const pb::Counter& from, Bounds& bounds) {
    model::Counter counter;
    counter.id = {bounds.counter(from.id())};
    counter.location = read(from.location(), bounds);
    counter.services = read_services(from.services(), bounds);
    counter.backup = read_services(from.backup(), bounds);
    return counter;
}

void fill(pb::Staff& to, const model::Staff& from) {
    to.set_id(from.id.value);
    fill(*to.mutable_name(), from.name);
    fill(*to.mutable_department(), from.department);
    fill(*to.mutable_title(), from.title);
    to.set_supervisor(from.supervisor);
    for (const model::ServiceId& service : from.services)
        to.add_services(service.value);
    to.set_has_pass(from.has_pass);
}

model::Staff read(const pb::Staff& from, Bounds& bounds) {
    model::Staff staff;
    staff.id = {bounds.id(from.id(), "staff id")};
    staff.name = read(from.name(), bounds);
    staff.department = read(from.department(), bounds);
    staff.title = read(from.title(), bounds);
    staff.supervisor = from.supervisor();
    staff.services = read_services(from.services(), bounds);
    staff.has_pass = from.has_pass();
    return staff;
}

void fill(pb::Rules& to, const model::Rules& from) {
    to.set_appointment_early_ms(milliseconds(from.appointment_early));
    to.set_appointment_grace_ms(milliseconds(from.appointment_grace));
    to.set_no_show_penalty_ms(milliseconds(from.no_show_penalty));
    to.set_no_show_after_ms(milliseconds(from.no_show_after));
    to.set_no_show_recalls(static_cast<std::uint32_t>(from.no_show_recalls));
    to.set_returns(static_cast<std::uint32_t>(from.returns));
    to.set_backup_after_ms(milliseconds(from.backup_after));
    to.set_emergencies_waiting(static_cast<std::uint32_t>(from.emergencies_waiting));
    to.set_late_arrivals(choice<pb::LateArrivals>(from.late_arrivals));
    to.set_leased_numbers(static_cast<std::uint32_t>(from.leased_numbers));
    to.set_tickets_a_person(static_cast<std::uint32_t>(from.tickets_a_person));
    to.set_idle_alert_ms(milliseconds(from.idle_alert));
    to.set_duty_alert_ms(milliseconds(from.duty_alert));
    to.set_duty_break_ms(milliseconds(from.duty_break));
    to.set_park_reminder_ms(milliseconds(from.park_reminder));
}

model::Rules read(const pb::Rules& from, Bounds& bounds) {
    model::Rules rules;
    rules.appointment_early = base::Duration(from.appointment_early_ms());
    rules.appointment_grace = base::Duration(from.appointment_grace_ms());
    rules.no_show_penalty = base::Duration(from.no_show_penalty_ms());
    rules.no_show_after = base::Duration(from.no_show_after_ms());
    rules.no_show_recalls = bounds.small(from.no_show_recalls(), "no_show_recalls", kMostOf);
    rules.returns = bounds.small(from.returns(), "returns", kMostOf);
    rules.backup_after = base::Duration(from.backup_after_ms());
    rules.emergencies_waiting = bounds.small(from.emergencies_waiting(), "emergencies_waiting", kMostOf);
    rules.late_arrivals = bounds.choice(from.late_arrivals(), "late_arrivals", model::LateArrivals::Refuse);
    rules.leased_numbers = bounds.small(from.leased_numbers(), "leased_numbers", kMostOf);
    rules.tickets_a_person = bounds.small(from.tickets_a_person(), "tickets_a_person", kMostOf);
    rules.idle_alert = base::Duration(from.idle_alert_ms());
    rules.duty_alert = base::Duration(from.duty_alert_ms());
    rules.duty_break = base::Duration(from.duty_break_ms());
    rules.park_reminder = base::Duration(from.park_reminder_ms());
    return rules;
}

void fill(pb::Names& to, const model::Names& from) {
    for (const auto& [language, text] : from.by_language())
        (*to.mutable_text())[language] = text;
}

model::Names read(const pb::Names& from, Bounds& bounds) {
    std::map<std::string, std::string> by_language;
    if (bounds.list(static_cast<int>(from.text().size()), "languages", kMostLanguages))
        for (const auto& [language, text] : from.text())
            by_language.emplace(bounds.id(language, "language"), bounds.text(text, "name"));
    return model::Names(std::move(by_language));
}

void fill(pb::Hall& to, const model::Hall& from) {
    fill(*to.mutable_name(), from.name);
    to.set_zone(from.zone);
    to.set_roll_over_hour(static_cast<std::uint32_t>(from.roll_over_hour));
    to.set_opens_minute(static_cast<std::uint32_t>(from.opens));
    to.set_closes_minute(static_cast<std::uint32_t>(from.closes));
    for (const std::string& language : from.languages)
        to.add_languages(language);
    to.set_preset(from.preset);
    fill_all(*to.mutable_groups(), from.groups);
    fill_all(*to.mutable_services(), from.services);
    fill_all(*to.mutable_channels(), from.channels);
    fill_all(*to.mutable_counters(), from.counters);
    fill_all(*to.mutable_staff(), from.staff);
    fill(*to.mutable_rules(), from.rules);
}

model::Hall read(const pb::Hall& from, Bounds& bounds) {
    model::Hall hall;
    hall.name = read(from.name(), bounds);
    hall.zone = bounds.id(from.zone(), "zone");
    hall.roll_over_hour = bounds.small(from.roll_over_hour(), "roll_over_hour", 23);
    hall.opens = bounds.small(from.opens_minute(), "opens", kLastMinute);
    hall.closes = bounds.small(from.closes_minute(), "closes", kLastMinute);
    if (bounds.list(from.languages_size(), "languages", kMostLanguages))
        for (const std::string& language : from.languages())
            hall.languages.push_back(bounds.id(language, "language"));
    hall.preset = bounds.id(from.preset(), "preset");
    hall.groups = read_all(from.groups(), "groups", bounds);
    hall.services = read_all(from.services(), "services", bounds);
    hall.channels = read_all(from.channels(), "channels", bounds);
    hall.counters = read_all(from.counters(), "counters", bounds);
    hall.staff = read_all(from.staff(), "staff", bounds);
    hall.rules = read(from.rules(), bounds);
    return hall;
}

} // namespace wire
