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
    return base::Zone(hall.zone).clock(time);
}

/// What a ticket's page is told from, while it is told.
struct Telling {
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

void tell_place(Telling& telling) {
    if (!telling.ticket.counter)
        return;
    telling.view.counter = fmt::format("{}", telling.ticket.counter->value);
    if (const auto* counter = model::find(telling.hall.counters, *telling.ticket.counter))
        telling.view.location = telling.name(counter->location);
}

void tell_waiting(Telling& telling) {
    VisitorView& view = telling.view;
    const bool is_early = telling.ticket.entry > telling.now;
    const bool is_next = telling.found.ahead <= 0 && !is_early;
    view.mood = is_next ? Mood::Next : Mood::Waiting;
    view.headline = people_words(telling.words, telling.found.ahead);
    if (telling.ticket.approval == model::Approval::Pending)
        view.detail = telling.words.tr("Our staff will confirm it with you.");
    else if (is_early)
        view.detail = telling.words.tr("You are called from {1} on.", telling.at(telling.ticket.entry));
    else if (is_next)
        view.detail = telling.words.tr("Please stay near the counters.");
    view.wait = wait_words(telling.words, model::rounded(telling.found.forecast));
    view.since = telling.words.tr("Waiting since {1}", telling.at(telling.ticket.issued));
    view.may_cancel = true;
    view.may_yield = !is_early && telling.ticket.yields < model::kMostYields;
}

void tell_called(Telling& telling) {
    telling.view.mood = Mood::Called;
    telling.view.headline = telling.words.tr("Your number is called. Please come now.");
    telling.view.since = telling.words.tr("Called at {1}", telling.at(telling.ticket.since));
    telling.view.calls = telling.ticket.calls;
    tell_place(telling);
}

void tell_serving(Telling& telling) {
    telling.view.mood = Mood::Serving;
    telling.view.headline = telling.words.tr("You are being served.");
    tell_place(telling);
}

void tell_parked(Telling& telling) {
    VisitorView& view = telling.view;
    view.mood = Mood::Aside;
    view.may_cancel = true;
    if (telling.ticket.parking == Parking::WithoutPapers) {
        view.headline =
            telling.words.tr("Your number is set aside until you have everything. You keep your place.");
        view.may_return = true;
        return;
    }
    view.headline =
        telling.words.tr("Your number is set aside. You keep your place: please ask at the counter.");
    tell_place(telling);
}

void tell_missed(Telling& telling) {
    VisitorView& view = telling.view;
    view.mood = Mood::Missed;
    view.headline = telling.words.tr("Your number was called and nobody came.");
    view.may_return = telling.ticket.returns < telling.hall.rules.returns;
    const auto penalty =
        std::chrono::duration_cast<std::chrono::minutes>(telling.hall.rules.no_show_penalty).count();
    if (!view.may_return)
        view.detail = telling.words.tr("This ticket was missed too often. Please take a new ticket.");
    else if (penalty > 0)
        view.detail =
            telling.words.tr("You may come back and keep your number; {1} min of waiting are lost.", penalty);
    else
        view.detail = telling.words.tr("You may come back and keep your number.");
    view.may_cancel = true;
}

std::string day_words(int day) {
    return fmt::format("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100);
}

void tell_finished(Telling& telling) {
    VisitorView& view = telling.view;
    view.mood = Mood::Done;
    view.headline = telling.words.tr("Thank you for your visit.");
    view.may_rate = !telling.ticket.rated;
    if (telling.ticket.due > 0)
        view.detail = telling.words.tr("Your matter will be done by {1}.", day_words(telling.ticket.due));
    else if (telling.ticket.outcome == model::kReturned)
        view.detail = telling.words.tr("Something was missing. Please bring it with you next time.");
    else
        view.detail = telling.words.tr("Please take all your documents with you. Goodbye.");
}

void tell_over(Telling& telling) {
    telling.view.mood = Mood::Over;
    telling.view.headline = telling.ticket.state == TicketState::Cancelled
                                ? telling.words.tr("This number was given back.")
                                : telling.words.tr("This number is no longer valid. Please take a new one.");
}

void tell_state(Telling& telling) {
    switch (telling.ticket.state) {
    case TicketState::Waiting:
        return tell_waiting(telling);
    case TicketState::Called:
        return tell_called(telling);
    case TicketState::Serving:
        return tell_serving(telling);
    case TicketState::Parked:
        return tell_parked(telling);
    case TicketState::NoShow:
        return tell_missed(telling);
    case TicketState::Finished:
        return tell_finished(telling);
    case TicketState::Cancelled:
    case TicketState::Expired:
        return tell_over(telling);
    }
}

void tell_documents(Telling& telling, const model::Service& service) {
    VisitorView& view = telling.view;
    for (const int index : telling.ticket.missing)
        if (const auto at = static_cast<std::size_t>(index); index >= 0 && at < service.documents.size())
            view.missing.push_back(telling.name(service.documents[at]));
    if (view.mood == Mood::Done || view.mood == Mood::Over || view.mood == Mood::Serving ||
        !view.missing.empty())
        return;
    for (const model::Names& document : service.documents)
        view.documents.push_back(telling.name(document));
}

void tell_matter(Telling& telling) {
    if (const auto* service = model::find(telling.hall.services, telling.ticket.service)) {
        telling.view.service = telling.name(service->name);
        tell_documents(telling, *service);
    }
    const auto* channel = model::find(telling.hall.channels, telling.ticket.channel);
    if (channel != nullptr && channel != &telling.hall.channels.front())
        telling.view.channel = telling.name(channel->name);
}

void tell_hall(Telling& telling) {
    VisitorView& view = telling.view;
    for (const model::Names& notice : telling.state.board.notices)
        view.notices.push_back(telling.name(notice));
    if (const auto& alarm = telling.state.board.alarm) {
        const auto translate = [&](std::string_view text) { return telling.words.tr(text); };
        view.alarm = model::headline(*alarm, translate);
        view.alarm_text = model::words_of(*alarm, telling.tag, translate);
        view.is_evacuation = alarm->kind == model::AlarmKind::Evacuation;
    }
    view.is_stale = !telling.state.fresh;
    view.as_of = telling.at(telling.state.known && view.is_stale ? telling.state.heard : telling.now);
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
    Telling telling{found, found.ticket, state.board.hall, state, now, words, tag_of(words), {}};
    telling.view.id = fmt::format("{}-{}", state.board.day, found.ticket.id.value);
    telling.view.number = found.ticket.number;
    tell_state(telling);
    tell_matter(telling);
    tell_hall(telling);
    telling.view.title = language::without_isolates(title_of(telling.view, words));
    return std::move(telling.view);
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
