#include "shared/web/supervisor_view.h"

#include "shared/base/zone.h"
#include "shared/model/words.h"
#include "shared/web/alerts.h"
#include "shared/web/phrases.h"
#include "shared/web/supervisor_requests.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace web {

namespace {

using language::Catalogue;
using model::CounterState;
using model::Ticket;
using model::TicketState;
using nlohmann::json;

long whole_minutes(base::Duration duration) {
    return static_cast<long>(std::chrono::floor<std::chrono::minutes>(duration).count());
}

/// What the view is made from, while it is made.
struct Making {
    const State& state;
    const SupervisorRecord& record;
    base::WallTime now;
    const Catalogue& words;
    const model::Board& board;
    const model::Hall& hall;
    base::Zone zone;
    std::string tag;

    /// What the hall keeps in English, or in somebody's own words.
    std::string told(const std::string& text) const { return text.empty() ? text : words.tr(text); }

    std::string name(const model::Names& names) const { return std::string(names.in(tag)); }

    std::string clock(base::WallTime time) const { return zone.clock(time); }
    std::string date(base::WallTime time) const {
        const auto local = zone.local(time);
        return fmt::format("{:02}-{:02} {:02}:{:02}", local.month, local.day, local.hour, local.minute);
    }
    std::string span(base::Duration duration) const {
        return words.tr_n("{1} min", "{1} min", whole_minutes(duration));
    }
    std::string service(const model::ServiceId& id) const {
        const auto* known = model::find(hall.services, id);
        return known == nullptr ? id.value : name(known->name);
    }
    std::string channel(const model::ChannelId& id) const {
        const auto* known = model::find(hall.channels, id);
        return known == nullptr ? id.value : name(known->name);
    }
    std::string person(const model::ClerkId& id) const {
        const auto* known = model::find(hall.staff, id);
        return known == nullptr ? id.value : fmt::format("{} {}", id.value, name(known->name));
    }
};

Making making(const State& state, const SupervisorRecord& record, base::WallTime now,
              const Catalogue& words) {
    return {
        state,        record, now, words, state.board, state.board.hall, base::Zone(state.board.hall.zone),
        tag_of(words)};
}

/// Those who wait, counted.
struct QueueLine {
    int waiting = 0;
    int over = 0; ///< the promised wait
    base::Duration longest{};

    void add(base::Duration wait, base::Duration promised) {
        ++waiting;
        longest = std::max(longest, wait);
        if (promised > base::Duration::zero() && wait > promised)
            ++over;
    }
};

// ---- counters ----

/// Of a counter that calls and serves, as people say it: more than the hall's three states.
std::pair<const char*, std::string> state_of(const Making& from, const model::CounterStatus& status,
                                             const Ticket* ticket) {
    switch (status.state) {
    case CounterState::Closed:
        return {"closed", from.words.tr("Closed")};
    case CounterState::Paused:
        return {"paused", from.words.tr("Paused")};
    case CounterState::Open:
        break;
    }
    if (ticket == nullptr)
        return {"free", from.words.tr("Free")};
    return ticket->state == TicketState::Called ? std::pair{"calling", from.words.tr("Calling")}
                                                : std::pair{"serving", from.words.tr("Serving")};
}

json service_list(const std::vector<model::ServiceId>& services) {
    json list = json::array();
    for (const model::ServiceId& service : services)
        list.push_back(service.value);
    return list;
}

json counter_json(const Making& from, const model::Counter& counter) {
    const auto found = from.board.counters.find(counter.id);
    const model::CounterStatus status =
        found == from.board.counters.end() ? model::CounterStatus{} : found->second;
    const Ticket* ticket = nullptr;
    if (status.ticket)
        if (const auto at = from.board.tickets.find(*status.ticket); at != from.board.tickets.end())
            ticket = &at->second;
    const auto [state, state_words] = state_of(from, status, ticket);
    const bool is_closed = status.state == CounterState::Closed;
    const base::WallTime since = ticket != nullptr ? ticket->since : status.since;
    const auto* service = ticket == nullptr ? nullptr : model::find(from.hall.services, ticket->service);
    const bool is_late = service != nullptr && ticket->state == TicketState::Serving &&
                         service->serve_target > base::Duration::zero() &&
                         from.now - since > service->serve_target;
    return {
        {"id", counter.id.value},
        {"location", from.name(counter.location)},
        {"state", state},
        {"words", state_words},
        {"clerk", is_closed ? "" : from.person(status.clerk)},
        {"ticket", ticket == nullptr ? "" : ticket->number},
        {"matter", ticket == nullptr ? "" : from.service(ticket->service)},
        {"since", is_closed ? "" : from.clock(since)},
        {"lasts", is_closed ? "" : from.span(from.now - since)},
        {"late", is_late},
        {"reason", from.told(status.reason)},
        {"until", status.until ? from.clock(*status.until) : ""},
        {"served", status.served},
        {"services", service_list(counter.services)},
        {"backup", service_list(counter.backup)},
        {"help", status.help.has_value()},
        {"waiting", model::waiting_for(from.board, counter.id)},
    };
}

// ---- queues ----

using QueueLines = std::map<std::pair<model::ServiceId, model::ChannelId>, QueueLine>;

QueueLines count_lines(const Making& from) {
    QueueLines lines;
    for (const auto& [id, ticket] : from.board.tickets) {
        if (ticket.state != TicketState::Waiting || ticket.entry > from.now)
            continue;
        const auto* service = model::find(from.hall.services, ticket.service);
        lines[{ticket.service, ticket.channel}].add(
            waited(ticket, from.now), service == nullptr ? base::Duration::zero() : service->wait_target);
    }
    return lines;
}

json line_json(const Making& from, const QueueLine& line) {
    return {{"waiting", line.waiting},
            {"longest", line.waiting == 0 ? "" : from.span(line.longest)},
            {"over", line.over}};
}

json queue_json(const Making& from, const model::Service& service, const QueueLines& lines) {
    QueueLine all;
    json channels = json::array();
    for (const model::Channel& channel : from.hall.channels) {
        const auto found = lines.find({service.id, channel.id});
        if (found == lines.end())
            continue;
        all.waiting += found->second.waiting;
        all.over += found->second.over;
        all.longest = std::max(all.longest, found->second.longest);
        json one = line_json(from, found->second);
        one["name"] = from.name(channel.name);
        one["green"] = channel.green;
        channels.push_back(one);
    }
    json queue = line_json(from, all);
    queue["id"] = service.id.value;
    queue["letter"] = service.letter;
    queue["name"] = from.name(service.name);
    queue["channels"] = channels;
    queue["target"] = service.wait_target > base::Duration::zero() ? from.span(service.wait_target) : "";
    const auto outlook = std::ranges::find(from.board.outlooks, service.id, &model::Outlook::service);
    queue["wait"] =
        outlook == from.board.outlooks.end() ? "" : wait_words(from.words, model::rounded(outlook->forecast));
    const auto pause = from.board.pauses.find(service.id);
    const bool is_paused =
        pause != from.board.pauses.end() && (!pause->second.until || from.now < *pause->second.until);
    queue["paused"] = is_paused;
    queue["reason"] = is_paused ? pause->second.reason : "";
    queue["until"] = is_paused && pause->second.until ? from.clock(*pause->second.until) : "";
    return queue;
}

json sums_json(const Making& from, const QueueLines& lines) {
    QueueLine all;
    for (const auto& [key, line] : lines) {
        all.waiting += line.waiting;
        all.over += line.over;
        all.longest = std::max(all.longest, line.longest);
    }
    json sums = line_json(from, all);
    int open = 0, served = 0;
    for (const auto& [id, status] : from.board.counters) {
        open += status.state == CounterState::Open ? 1 : 0;
        served += status.served;
    }
    sums["open"] = fmt::format("{} / {}", open, from.hall.counters.size());
    sums["served"] = served;
    return sums;
}

// ---- lists ----

json alerts_json(const Making& from) {
    json list = json::array();
    for (const Alert& alert : alerts(from.board, from.record, from.now)) {
        const auto seen = from.record.acknowledged().find(alert.name);
        const bool is_seen = seen != from.record.acknowledged().end();
        list.push_back({{"name", alert.name},
                        {"severity", word(alert.severity)},
                        {"words", sentence(alert, from.hall, from.words)},
                        {"since", from.clock(alert.since)},
                        {"seen", is_seen ? from.words.tr("Seen by {1} at {2}", from.person(seen->second.by),
                                                         from.clock(seen->second.at))
                                         : ""}});
    }
    return list;
}

std::string claim_words(const Making& from, const Ticket& ticket) {
    const auto* channel = ticket.declared ? model::find(from.hall.channels, *ticket.declared) : nullptr;
    if (channel == nullptr)
        return {};
    const auto* claim = model::find(channel->reasons, ticket.claim);
    return claim == nullptr ? ticket.claim : from.name(claim->name);
}

json urgent_json(const Making& from) {
    json list = json::array();
    for (const auto& [id, ticket] : from.board.tickets) {
        if (ticket.state != TicketState::Waiting || ticket.approval != model::Approval::Pending)
            continue;
        list.push_back({{"ticket", fmt::format("{}", id.value)},
                        {"number", ticket.number},
                        {"service", from.service(ticket.service)},
                        {"channel", ticket.declared ? from.channel(*ticket.declared) : ""},
                        {"claim", claim_words(from, ticket)},
                        {"lasts", from.span(waited(ticket, from.now))}});
    }
    return list;
}

std::string device_words(const Making& from, model::DeviceState state) {
    switch (state) {
    case model::DeviceState::Well:
        return from.words.tr("In order");
    case model::DeviceState::Warning:
        return from.words.tr("Needs attention");
    case model::DeviceState::Fault:
        return from.words.tr("Out of order");
    case model::DeviceState::Gone:
        return from.words.tr("Does not answer");
    }
    return {};
}

json devices_json(const Making& from) {
    json list = json::array();
    for (const auto& [id, device] : from.board.devices)
        list.push_back({{"id", id.value},
                        {"state", word(device.state)},
                        {"words", device_words(from, device.state)},
                        {"detail", from.told(device.detail)},
                        {"since", from.clock(device.since)}});
    return list;
}

std::string cause_words(const Making& from, const FollowUp& follow_up) {
    if (follow_up.cause == model::FollowUpCause::Complaint)
        return from.words.tr("Complaint");
    return follow_up.score > 0 ? from.words.tr("Low rating: {1} of 5", long{follow_up.score})
                               : from.words.tr("Low rating");
}

json follow_up_json(const Making& from, const FollowUp& follow_up) {
    return {{"name", follow_up.name},
            {"cause", cause_words(from, follow_up)},
            {"number", follow_up.number},
            {"service", follow_up.service.value.empty() ? "" : from.service(follow_up.service)},
            {"counter", follow_up.counter.value},
            {"due", from.date(follow_up.due)},
            {"overdue", from.now >= follow_up.due},
            {"to", follow_up.to.value.empty() ? "" : from.person(follow_up.to)}};
}

/// Those that are open, the next one due first.
json follow_ups_json(const Making& from) {
    std::vector<const FollowUp*> open;
    for (const auto& [name, follow_up] : from.record.follow_ups())
        if (!follow_up.closed)
            open.push_back(&follow_up);
    std::ranges::stable_sort(open, {}, &FollowUp::due);
    json list = json::array();
    for (const FollowUp* follow_up : open)
        list.push_back(follow_up_json(from, *follow_up));
    return list;
}

json notices_json(const Making& from) {
    json list = json::array();
    for (const model::Names& notice : from.board.notices)
        list.push_back(from.name(notice));
    return list;
}

json alarm_json(const Making& from) {
    if (!from.board.alarm)
        return nullptr;
    const auto translate = [&](std::string_view text) { return from.words.tr(text); };
    return {{"evacuation", from.board.alarm->kind == model::AlarmKind::Evacuation},
            {"headline", model::headline(*from.board.alarm, translate)},
            {"text", model::words_of(*from.board.alarm, from.tag, translate)}};
}

std::string status_words(const Making& from) {
    const auto& ended = from.record.ended();
    if (ended)
        return from.words.tr("The day was ended at {1}.", from.clock(ended->at));
    return from.board.accepting ? from.words.tr("Open for visitors")
                                : from.words.tr("No new numbers; whoever waits is served");
}

json services_json(const Making& from) {
    json list = json::array();
    for (const model::Service& service : from.hall.services)
        list.push_back({{"id", service.id.value}, {"name", from.name(service.name)}});
    return list;
}

json staff_json(const Making& from) {
    json list = json::array();
    for (const model::Staff& staff : from.hall.staff)
        list.push_back({{"id", staff.id.value}, {"name", from.person(staff.id)}});
    return list;
}

std::string dump(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

std::string supervisor_view(const State& state, const SupervisorRecord& record, base::WallTime now,
                            const Catalogue& words) {
    const Making from = making(state, record, now, words);
    const QueueLines lines = count_lines(from);
    json counters = json::array(), queues = json::array();
    for (const model::Counter& counter : from.hall.counters)
        counters.push_back(counter_json(from, counter));
    for (const model::Service& service : from.hall.services)
        queues.push_back(queue_json(from, service, lines));
    return dump({{"stale", !state.fresh},
                 {"clock", from.clock(now)},
                 {"ended", record.ended().has_value()},
                 {"status", status_words(from)},
                 {"alarm", alarm_json(from)},
                 {"sums", sums_json(from, lines)},
                 {"counters", counters},
                 {"queues", queues},
                 {"alerts", alerts_json(from)},
                 {"urgent", urgent_json(from)},
                 {"devices", devices_json(from)},
                 {"follow_ups", follow_ups_json(from)},
                 {"notices", notices_json(from)},
                 {"notices_mark", notices_mark(from.board)},
                 {"services", services_json(from)},
                 {"staff", staff_json(from)}});
}

std::string follow_up_words(const FollowUp& follow_up, const model::Hall& hall, const Catalogue& words) {
    State state;
    state.board.hall = hall;
    const SupervisorRecord none;
    const Making from = making(state, none, follow_up.opened, words);
    json told = follow_up_json(from, follow_up);
    told["opened"] = from.date(follow_up.opened);
    told["said"] = follow_up.said;
    told["steps"] = json::array();
    for (const FollowUpStepped& step : follow_up.steps) {
        const std::string what = step.step == model::FollowUpStep::Assigned
                                     ? words.tr("Assigned to {1}", from.person(step.to))
                                 : step.step == model::FollowUpStep::Closed ? words.tr("Closed")
                                                                            : words.tr("Noted");
        told["steps"].push_back(
            {{"at", from.date(step.at)}, {"by", from.person(step.by)}, {"what", what}, {"note", step.note}});
    }
    return dump(told);
}

} // namespace web
