#include "shared/web/visitor_pages.h"

#include "shared/web/mark.h"
#include "shared/web/phrases.h"
#include "shared/web/reply.h"
#include "shared/web/visitor_requests.h"
#include "shared/web/visitor_texts.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace web {

using language::Catalogue;
using nlohmann::json;

namespace {

/// A whole hall may share one address, and come at once when the gateway has started anew.
constexpr int kStrangersAMinute = 120, kStrangersAtOnce = 120;
constexpr int kOfATicketAtOnce = 30;
/// Asked for where somebody writes what cannot be a token, so that it takes as long as one that is not known.
constexpr const char* kNoToken = "00000000000000000000";

} // namespace

struct VisitorPages::Visit {
    const httplib::Request& request;
    std::string token;
    std::shared_ptr<const State> state;
    Found found;
    std::string tag; ///< of the language
};

VisitorPages::VisitorPages(const Floor& floor)
    : floor_(floor), tickets_(floor.courier, floor.clock), strangers_(kStrangersAMinute, kStrangersAtOnce),
      of_tickets_(floor.options.limits.of_a_ticket_a_minute, kOfATicketAtOnce),
      page_(floor.files.at("visitor.html")), lost_(floor.files.at("visitor_lost.html")) {}

void VisitorPages::mount(httplib::Server& server) {
    const auto page = &VisitorPages::show_lost;
    const auto data = &VisitorPages::tell_lost;
    const auto does = [this](void (VisitorPages::*action)(const Visit&, httplib::Response&)) {
        return [this, action](const Visit& visit, httplib::Response& response) {
            (this->*action)(visit, response);
        };
    };
    const auto shows = [this](void (VisitorPages::*action)(const Visit&, httplib::Response&) const) {
        return [this, action](const Visit& visit, httplib::Response& response) {
            (this->*action)(visit, response);
        };
    };
    server.Get("/t/([^/]*)/?", with_ticket(page, shows(&VisitorPages::show)));
    server.Get("/t/([^/]*)/view", with_ticket(data, shows(&VisitorPages::tell)));
    server.Get("/t/([^/]*)/events", with_ticket(data, does(&VisitorPages::stream)));
    server.Get("/t/([^/]*)/why", with_ticket(data, shows(&VisitorPages::explain)));
    server.Post("/t/([^/]*)/cancel", with_ticket(data, does(&VisitorPages::cancel)));
    server.Post("/t/([^/]*)/yield", with_ticket(data, does(&VisitorPages::yield)));
    server.Post("/t/([^/]*)/return", with_ticket(data, does(&VisitorPages::come_back)));
    server.Post("/t/([^/]*)/word", with_ticket(data, does(&VisitorPages::leave_word)));
    server.Post("/t/([^/]*)/rate", with_ticket(data, does(&VisitorPages::rate)));
}

/// Guessing costs: what was never found before may be asked for a few times a minute, the rest not at all.
bool VisitorPages::let_in(const httplib::Request& request, const std::string& token) {
    const auto now = floor_.clock.steady();
    if (tickets_.is_known(token))
        return of_tickets_.allow(token, now);
    return strangers_.allow(request.remote_addr, now);
}

httplib::Server::Handler VisitorPages::with_ticket(Lost lost, Action action) {
    return [this, lost, action = std::move(action)](const httplib::Request& request,
                                                    httplib::Response& response) {
        const std::string said = request.matches[1];
        const std::string token = is_token(said) ? said : kNoToken;
        if (!let_in(request, token))
            return (this->*lost)(request, response, kTooManyRequests);
        const bool was_known = tickets_.is_known(token);
        const auto state = floor_.bulletin.state();
        auto found = tickets_.find(token, *state);
        if (!found) {
            const bool unknown = found.error() == Tickets::Missing::Unknown;
            return (this->*lost)(request, response, unknown ? kNotFound : kUnavailable);
        }
        if (!was_known)
            strangers_.give_back(request.remote_addr);
        const std::string tag = choose(request, *state, found->ticket.language);
        action({request, token, state, std::move(*found), tag}, response);
    };
}

std::vector<std::string> VisitorPages::offered(const State& state) const {
    if (!state.known)
        return floor_.languages.all();
    std::vector<std::string> tags = state.board.hall.languages;
    std::erase_if(tags, [&](const std::string& tag) { return !floor_.languages.speaks(tag); });
    if (tags.empty())
        tags.emplace_back("en");
    return tags;
}

std::string VisitorPages::choose(const httplib::Request& request, const State& state,
                                 std::string_view of_ticket) const {
    const auto tags = offered(state);
    const std::string wished = request.get_param_value("l");
    const std::string liked(preferred(request.get_header_value("Accept-Language"), tags));
    for (const std::string_view tag : {std::string_view(wished), of_ticket, std::string_view(liked)})
        if (std::ranges::find(tags, tag) != tags.end())
            return std::string(tag);
    return tags.front();
}

VisitorView VisitorPages::view(const Found& found, const State& state, const std::string& tag) const {
    return view_of(found, state, hall_time(state, floor_.clock), floor_.languages.of(tag));
}

void VisitorPages::show(const Visit& visit, httplib::Response& response) const {
    const Catalogue& words = floor_.languages.of(visit.tag);
    auto values = visitor_texts(words);
    fill(values, view(visit.found, *visit.state, visit.tag));
    values["language"] = visit.tag;
    values["direction"] = is_right_to_left(visit.tag) ? "rtl" : "ltr";
    values["languages"] = language_links(offered(*visit.state), visit.tag);
    values["hall"] = visit.state->board.hall.name.in(visit.tag);
    values["give_back"] = words.tr("Give number {1} back?", visit.found.ticket.number);
    values["base"] = floor_.files.link("base.css");
    values["css"] = floor_.files.link("visitor.css");
    values["js"] = floor_.files.link("visitor.js");
    values["icon"] = floor_.files.link("icon.svg");
    reply_html(response, page_.fill(values));
}

void VisitorPages::tell(const Visit& visit, httplib::Response& response) const {
    reply_json(response, to_json(view(visit.found, *visit.state, visit.tag)));
}

void VisitorPages::stream(const Visit& visit, httplib::Response& response) {
    const auto look = [this, token = visit.token, tag = visit.tag,
                       told = visit.request.get_header_value("Last-Event-ID")](
                          const State& state) mutable -> std::optional<Streams::Event> {
        const auto found = tickets_.find(token, state);
        if (!found) {
            const bool over =
                found.error() == Tickets::Missing::Unknown && std::exchange(told, "over") != "over";
            return over ? std::optional(Streams::Event{"over", "over", "{}"}) : std::nullopt;
        }
        VisitorView now = view(*found, state, tag);
        const std::string as_of = std::exchange(now.as_of, "");
        const std::string mark = mark_of(to_json(now));
        if (mark == told)
            return std::nullopt;
        told = mark;
        now.as_of = as_of;
        return Streams::Event{mark, "view", to_json(now)};
    };
    floor_.streams.open(visit.request, response, visit.token, look);
}

void VisitorPages::explain(const Visit& visit, httplib::Response& response) const {
    const auto explained = floor_.courier.explain({visit.found.ticket.id, visit.tag});
    if (!explained)
        return tell_lost(visit.request, response, kUnavailable);
    if (!*explained)
        return reply_error(response, kConflict,
                           floor_.languages.of(visit.tag).tr(model::sentence(explained->error())));
    const json told{{"sentences", (*explained)->words}};
    reply_json(response, told.dump(-1, ' ', false, json::error_handler_t::replace));
}

/// What the page shows afterwards, or why not, in the page's language.
void VisitorPages::carry_out(const Visit& visit, const model::Command& command, httplib::Response& response) {
    const auto answer = floor_.courier.send(command);
    if (!answer)
        return tell_lost(visit.request, response, kUnavailable);
    if (!answer->ok())
        return reply_error(response, kConflict,
                           floor_.languages.of(visit.tag).tr(model::sentence(answer->refusal)));
    const auto state = floor_.bulletin.state();
    const auto found = tickets_.find(visit.token, *state, true);
    reply_json(response, to_json(view(found ? *found : visit.found, *state, visit.tag)));
}

void VisitorPages::cancel(const Visit& visit, httplib::Response& response) {
    if (!is_empty_object(visit.request.body))
        return tell_lost(visit.request, response, kBadRequest);
    carry_out(visit, model::CancelTicket{visit.found.ticket.id, visit.token}, response);
}

void VisitorPages::yield(const Visit& visit, httplib::Response& response) {
    if (!is_empty_object(visit.request.body))
        return tell_lost(visit.request, response, kBadRequest);
    carry_out(visit, model::YieldPlace{visit.found.ticket.id, visit.token}, response);
}

void VisitorPages::come_back(const Visit& visit, httplib::Response& response) {
    if (!is_empty_object(visit.request.body))
        return tell_lost(visit.request, response, kBadRequest);
    carry_out(visit, model::ReturnTicket{visit.found.ticket.id, visit.token}, response);
}

void VisitorPages::rate(const Visit& visit, httplib::Response& response) {
    const auto sent = read_rating(visit.request.body);
    if (!sent)
        return tell_lost(visit.request, response, kBadRequest);
    model::RateTicket rating;
    rating.ticket = visit.found.ticket.id;
    rating.score = sent->score;
    rating.reasons = sent->reasons;
    rating.token = visit.token;
    carry_out(visit, rating, response);
}

void VisitorPages::leave_word(const Visit& visit, httplib::Response& response) {
    const auto sent = read_word(visit.request.body);
    if (!sent)
        return tell_lost(visit.request, response, kBadRequest);
    carry_out(visit, model::LeaveWord{visit.found.ticket.id, visit.token, sent->kind, sent->text}, response);
}

void VisitorPages::show_lost(const httplib::Request& request, httplib::Response& response, int status) const {
    const auto state = floor_.bulletin.state();
    const std::string tag = choose(request, *state, "");
    auto values = lost_texts(floor_.languages.of(tag), status);
    values["language"] = tag;
    values["direction"] = is_right_to_left(tag) ? "rtl" : "ltr";
    values["hall"] = state->board.hall.name.in(tag);
    values["languages"] = language_links(offered(*state), tag);
    values["again"] = status == kNotFound ? "" : "<meta http-equiv=\"refresh\" content=\"10\">";
    values["base"] = floor_.files.link("base.css");
    values["css"] = floor_.files.link("visitor.css");
    values["icon"] = floor_.files.link("icon.svg");
    reply_html(response, lost_.fill(values), status);
}

void VisitorPages::tell_lost(const httplib::Request& request, httplib::Response& response, int status) const {
    const auto state = floor_.bulletin.state();
    reply_error(response, status, lost_sentence(floor_.languages.of(choose(request, *state, "")), status));
}

} // namespace web
