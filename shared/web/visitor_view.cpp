#include "shared/web/visitor_view.h"

#include "shared/base/quoting.h"
#include "shared/base/zone.h"
#include "shared/model/command.h"
#include "shared/model/words.h"
#include "shared/web/phrases.h"
#include "shared/web/reply.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace web {

namespace {

using language::Catalogue;
using model::Parking;
using model::Ticket;
using model::TicketState;

std::string clock_words(const model::Hall& hall, base::WallTime time) {
    const auto local = base::Zone(hall.zone).local(time);
    return fmt::format("{:02}:{:02}", local.hour, local.minute);
}

/// What the view is made from, while it is made.
struct Making {
    const Found& found;
    const Ticket& ticket;
    const model::Hall& hall;
    const State& state;
    base::WallTime now;
    const Catalogue& words;
    std::string tag;
    VisitorView view;

    std::string name(const model::Names& names) const { return std::string(names.in(tag)); }
    std::string at(base::WallTime time) const { return clock_words(hall, time); }
};

std::string people_words(const Catalogue& words, int ahead) {
    if (ahead <= 0)
        return words.tr("You are next");
    return words.tr_n("{1} person is before you", "{1} people are before you", ahead);
}

void tell_place(Making& making) {
    if (!making.ticket.counter)
        return;
    making.view.counter = fmt::format("{}", making.ticket.counter->value);
    if (const auto* counter = model::find(making.hall.counters, *making.ticket.counter))
        making.view.location = making.name(counter->location);
}

void tell_waiting(Making& making) {
    VisitorView& view = making.view;
    const bool is_early = making.ticket.entry > making.now;
    const bool is_next = making.found.ahead <= 0 && !is_early;
    view.mood = is_next ? Mood::Next : Mood::Waiting;
    view.headline = people_words(making.words, making.found.ahead);
    if (making.ticket.approval == model::Approval::Pending)
        view.detail = making.words.tr("Our staff will confirm it with you.");
    else if (is_early)
        view.detail = making.words.tr("You are called from {1} on.", making.at(making.ticket.entry));
    else if (is_next)
        view.detail = making.words.tr("Please stay near the counters.");
    view.wait = wait_words(making.words, model::rounded(making.found.forecast));
    view.since = making.words.tr("Waiting since {1}", making.at(making.ticket.issued));
    view.may_cancel = true;
    view.may_yield = !is_early && making.ticket.yields < model::kMostYields;
}

void tell_called(Making& making) {
    making.view.mood = Mood::Called;
    making.view.headline = making.words.tr("Your number is called. Please come now.");
    making.view.since = making.words.tr("Called at {1}", making.at(making.ticket.since));
    making.view.calls = making.ticket.calls;
    tell_place(making);
}

void tell_serving(Making& making) {
    making.view.mood = Mood::Serving;
    making.view.headline = making.words.tr("You are being served.");
    tell_place(making);
}

void tell_parked(Making& making) {
    VisitorView& view = making.view;
    view.mood = Mood::Aside;
    view.may_cancel = true;
    if (making.ticket.parking == Parking::WithoutPapers) {
        view.headline =
            making.words.tr("Your number is set aside until you have everything. You keep your place.");
        view.may_return = true;
        return;
    }
    view.headline =
        making.words.tr("Your number is set aside. You keep your place: please ask at the counter.");
    tell_place(making);
}

void tell_missed(Making& making) {
    VisitorView& view = making.view;
    view.mood = Mood::Missed;
    view.headline = making.words.tr("Your number was called and nobody came.");
    view.may_return = making.ticket.returns < making.hall.rules.returns;
    const auto penalty =
        std::chrono::duration_cast<std::chrono::minutes>(making.hall.rules.no_show_penalty).count();
    if (!view.may_return)
        view.detail = making.words.tr("This ticket was missed too often. Please take a new ticket.");
    else if (penalty > 0)
        view.detail =
            making.words.tr("You may come back and keep your number; {1} min of waiting are lost.", penalty);
    else
        view.detail = making.words.tr("You may come back and keep your number.");
    view.may_cancel = true;
}

std::string day_words(int day) {
    return fmt::format("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100);
}

void tell_finished(Making& making) {
    VisitorView& view = making.view;
    view.mood = Mood::Done;
    view.headline = making.words.tr("Thank you for your visit.");
    view.may_rate = !making.ticket.rated;
    if (making.ticket.due > 0)
        view.detail = making.words.tr("Your matter will be done by {1}.", day_words(making.ticket.due));
    else if (making.ticket.outcome == model::kReturned)
        view.detail = making.words.tr("Something was missing. Please bring it with you next time.");
    else
        view.detail = making.words.tr("Please take all your documents with you. Goodbye.");
}

void tell_over(Making& making) {
    making.view.mood = Mood::Over;
    making.view.headline = making.ticket.state == TicketState::Cancelled
                               ? making.words.tr("This number was given back.")
                               : making.words.tr("This number is no longer valid. Please take a new one.");
}

void tell_state(Making& making) {
    switch (making.ticket.state) {
    case TicketState::Waiting:
        return tell_waiting(making);
    case TicketState::Called:
        return tell_called(making);
    case TicketState::Serving:
        return tell_serving(making);
    case TicketState::Parked:
        return tell_parked(making);
    case TicketState::NoShow:
        return tell_missed(making);
    case TicketState::Finished:
        return tell_finished(making);
    case TicketState::Cancelled:
    case TicketState::Expired:
        return tell_over(making);
    }
}

void tell_documents(Making& making, const model::Service& service) {
    VisitorView& view = making.view;
    for (const int index : making.ticket.missing)
        if (const auto at = static_cast<std::size_t>(index); index >= 0 && at < service.documents.size())
            view.missing.push_back(making.name(service.documents[at]));
    if (view.mood == Mood::Done || view.mood == Mood::Over || view.mood == Mood::Serving ||
        !view.missing.empty())
        return;
    for (const model::Names& document : service.documents)
        view.documents.push_back(making.name(document));
}

void tell_matter(Making& making) {
    if (const auto* service = model::find(making.hall.services, making.ticket.service)) {
        making.view.service = making.name(service->name);
        tell_documents(making, *service);
    }
    const auto* channel = model::find(making.hall.channels, making.ticket.channel);
    if (channel != nullptr && channel != &making.hall.channels.front())
        making.view.channel = making.name(channel->name);
}

void tell_hall(Making& making) {
    VisitorView& view = making.view;
    for (const model::Names& notice : making.state.board.notices)
        view.notices.push_back(making.name(notice));
    if (const auto& alarm = making.state.board.alarm) {
        const auto translate = [&](std::string_view text) { return making.words.tr(text); };
        view.alarm = model::headline(*alarm, translate);
        view.alarm_text = model::words_of(*alarm, making.tag, translate);
        view.is_evacuation = alarm->kind == model::AlarmKind::Evacuation;
    }
    view.is_stale = !making.state.fresh;
    view.as_of = making.at(making.state.known && view.is_stale ? making.state.heard : making.now);
}

std::string title_of(const VisitorView& view, const Catalogue& words) {
    if (view.mood == Mood::Called)
        return fmt::format("{} → {}", view.number, words.tr("Counter {1}", view.counter));
    return fmt::format("{} · {}", view.number, view.headline);
}

} // namespace

std::string_view word(Mood mood) {
    static constexpr std::array<std::string_view, 8> kWords{"waiting", "next",   "called", "serving",
                                                            "aside",   "missed", "done",   "over"};
    return kWords.at(static_cast<std::size_t>(mood));
}

VisitorView view_of(const Found& found, const State& state, base::WallTime now,
                    const language::Catalogue& words) {
    Making making{found, found.ticket, state.board.hall, state, now, words, tag_of(words), {}};
    making.view.id = fmt::format("{}-{}", state.board.day, found.ticket.id.value);
    making.view.number = found.ticket.number;
    tell_state(making);
    tell_matter(making);
    tell_hall(making);
    making.view.title = language::without_isolates(title_of(making.view, words));
    return std::move(making.view);
}

std::string to_json(const VisitorView& view) {
    std::vector<std::string> may;
    for (const auto& [allowed, name] : {std::pair{view.may_cancel, "cancel"},
                                        {view.may_yield, "yield"},
                                        {view.may_return, "return"},
                                        {view.may_rate, "rate"}})
        if (allowed)
            may.emplace_back(name);
    const nlohmann::json told{{"id", view.id},
                              {"mood", word(view.mood)},
                              {"title", view.title},
                              {"calls", view.calls},
                              {"text",
                               {{"number", view.number},
                                {"service", view.service},
                                {"channel", view.channel},
                                {"headline", view.headline},
                                {"detail", view.detail},
                                {"counter", view.counter},
                                {"location", view.location},
                                {"wait", view.wait},
                                {"since", view.since},
                                {"alarm", view.alarm},
                                {"alarm_text", view.alarm_text}}},
                              {"documents", view.documents},
                              {"missing", view.missing},
                              {"notices", view.notices},
                              {"evacuation", view.is_evacuation},
                              {"may", may},
                              {"stale", view.is_stale},
                              {"as_of", view.as_of}};
    return told.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

namespace {

std::string items(const std::vector<std::string>& texts) {
    std::string html;
    for (const std::string& text : texts)
        html += fmt::format("<li>{}</li>", base::escape_markup(text));
    return html;
}

std::string boxes(const std::vector<std::string>& texts) {
    std::string html;
    for (const std::string& text : texts)
        html += fmt::format("<li><label><input type=\"checkbox\"><span>{}</span></label></li>",
                            base::escape_markup(text));
    return html;
}

} // namespace

void fill(Template::Values& values, const VisitorView& view) {
    const auto shown = [](bool is_shown) { return std::string(is_shown ? "1" : ""); };
    values["mood"] = word(view.mood);
    values["title"] = view.title;
    values["number"] = view.number;
    values["service"] = view.service;
    values["channel"] = view.channel;
    values["headline"] = view.headline;
    values["detail"] = view.detail;
    values["counter"] = view.counter;
    values["location"] = view.location;
    values["wait"] = view.wait;
    values["since"] = view.since;
    values["alarm"] = view.alarm;
    values["alarm_text"] = view.alarm_text;
    values["evacuation"] = shown(view.is_evacuation);
    values["documents"] = boxes(view.documents);
    values["missing"] = items(view.missing);
    values["notices"] = items(view.notices);
    values["may_cancel"] = shown(view.may_cancel);
    values["may_yield"] = shown(view.may_yield);
    values["may_return"] = shown(view.may_return);
    values["may_rate"] = shown(view.may_rate);
    values["stale"] = shown(view.is_stale);
    values["as_of"] = view.as_of;
    values["view"] = to_json(view);
}

} // namespace web
