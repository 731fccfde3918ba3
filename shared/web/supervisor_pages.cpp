#include "shared/web/supervisor_pages.h"

#include "shared/base/log.h"
#include "shared/base/quoting.h"
#include "shared/base/text.h"
#include "shared/model/preset.h"
#include "shared/model/words.h"
#include "shared/web/mark.h"
#include "shared/web/phrases.h"
#include "shared/web/reply.h"
#include "shared/web/supervisor_requests.h"
#include "shared/web/supervisor_texts.h"
#include "shared/web/supervisor_view.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace web {

using language::Catalogue;
using language::msgid;
using model::Refusal;
using nlohmann::json;

namespace {

constexpr int kUnauthorized = 401;
constexpr const char* kCookie = "jiaohao_staff";
constexpr const char* kMarkHeader = "X-CSRF-Token";
constexpr int kLogInsAMinute = 6, kLogInsAtOnce = 10;
constexpr int kWondersAMinute = 20, kWondersAtOnce = 5; ///< each takes the hall tenths of a second
constexpr int kAllLogInsAMinute = 60, kAllLogInsAtOnce = 30;
constexpr base::Duration kLongestLook = std::chrono::seconds(2); ///< for the board to show what was ordered
constexpr const char* kAll = "all";
constexpr const char* kReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; "
                                      "base-uri 'none'; frame-ancestors 'none'";

std::string session_id(const httplib::Request& request) {
    if (request.get_header_value_count("Cookie") > 1)
        return {};
    const std::string header = request.get_header_value("Cookie");
    return std::string(cookie(header, kCookie));
}

void reply_refusal(httplib::Response& response, int status, const Catalogue& words, Refusal refusal,
                   const model::Command* command = nullptr) {
    std::string_view sentence = model::sentence(refusal);
    const bool is_end = command != nullptr && std::holds_alternative<model::EndDay>(*command);
    if (is_end && refusal == Refusal::VisitorsStillWaiting) // the house's own speaks of a counter
        sentence = msgid("Visits are still open. Please have them finished, or answer for it.");
    const json said{{"error", words.tr(sentence)}, {"refusal", model::word(refusal)}};
    reply_json(response, said.dump(-1, ' ', false, json::error_handler_t::replace), status);
}

} // namespace

struct SupervisorPages::Asked {
    const httplib::Request& request;
    std::string id; ///< the cookie's
    Sessions::Session session;
    std::shared_ptr<const State> state;
    std::string tag; ///< of the language
    const Catalogue& words;
};

SupervisorPages::SupervisorPages(const Floor& floor)
    : floor_(floor), sessions_(floor.clock), follower_(floor.courier, floor.clock), reports_(floor.courier),
      ahead_(floor.courier, floor.clock), wonders_(kWondersAMinute, kWondersAtOnce),
      log_ins_(kLogInsAMinute, kLogInsAtOnce), all_log_ins_(kAllLogInsAMinute, kAllLogInsAtOnce),
      page_(floor.files.at("staff.html")), log_in_(floor.files.at("staff_log_in.html")) {}

void SupervisorPages::mount(httplib::Server& server) {
    const auto does = [this](void (SupervisorPages::*action)(const Asked&, httplib::Response&)) -> Action {
        return [this, action](const Asked& asked, httplib::Response& response) {
            (this->*action)(asked, response);
        };
    };
    server.Get("/staff/?", [this](const httplib::Request& request, httplib::Response& response) {
        open(request, response);
    });
    server.Get("/staff/view", with_session(Sessions::Use::Look, does(&SupervisorPages::tell)));
    server.Get("/staff/events", with_session(Sessions::Use::Look, does(&SupervisorPages::stream)));
    server.Get("/staff/report/([0-9a-zA-Z-]{1,16})/([a-z_]{1,64}\\.(?:html|json|csv))",
               with_session(Sessions::Use::Ask, does(&SupervisorPages::report)));
    server.Get("/staff/ahead", with_session(Sessions::Use::Look, does(&SupervisorPages::look_ahead)));
    server.Post("/staff/ahead", with_mark(does(&SupervisorPages::wonder)));
    server.Post("/staff/log-in", [this](const httplib::Request& request, httplib::Response& response) {
        log_in(request, response);
    });
    server.Post("/staff/log-out", with_mark(does(&SupervisorPages::log_out)));
    server.Post("/staff/order/([a-z-]+)", with_mark(does(&SupervisorPages::order)));
    server.Post("/staff/follow-up", with_mark(does(&SupervisorPages::read_follow_up)));
}

httplib::Server::Handler SupervisorPages::with_session(Sessions::Use use, Action action) {
    return [this, use, action = std::move(action)](const httplib::Request& request,
                                                   httplib::Response& response) {
        std::string id = session_id(request);
        auto session = sessions_.find(id, use);
        if (!session)
            return reply_refusal(response, kUnauthorized, words_of(request), Refusal::NotSignedIn);
        std::string tag = choose(request);
        const Catalogue& words = floor_.languages.of(tag);
        action({request, std::move(id), std::move(*session), floor_.bulletin.state(), std::move(tag), words},
               response);
    };
}

/// Of what changes something: a page of ours has the session's mark, a page of somebody else's has not.
httplib::Server::Handler SupervisorPages::with_mark(Action action) {
    return with_session(
        Sessions::Use::Ask, [action = std::move(action)](const Asked& asked, httplib::Response& response) {
            if (!is_same_secret(asked.request.get_header_value(kMarkHeader), asked.session.csrf))
                return reply_error(response, kForbidden, sentence_of(kForbidden));
            action(asked, response);
        });
}

// ---- languages ----

std::vector<std::string> SupervisorPages::offered() const {
    const auto state = floor_.bulletin.state();
    if (!state->known)
        return floor_.languages.all();
    std::vector<std::string> tags = state->board.hall.languages;
    std::erase_if(tags, [&](const std::string& tag) { return !floor_.languages.speaks(tag); });
    if (tags.empty())
        tags.emplace_back("en");
    return tags;
}

std::string SupervisorPages::choose(const httplib::Request& request) const {
    const auto tags = offered();
    const std::string wished = request.get_param_value("l");
    const std::string liked(preferred(request.get_header_value("Accept-Language"), tags));
    for (const std::string_view tag : {std::string_view(wished), std::string_view(liked)})
        if (std::ranges::find(tags, tag) != tags.end())
            return std::string(tag);
    return tags.front();
}

const Catalogue& SupervisorPages::words_of(const httplib::Request& request) const {
    return floor_.languages.of(choose(request));
}

/// In which a supervisor writes what visitors read: the hall's own, his own, English; as JSON.
std::string SupervisorPages::text_languages(const std::string& tag) const {
    const auto state = floor_.bulletin.state();
    const auto& of_hall = state->board.hall.languages;
    json list = json::array();
    std::vector<std::string> seen;
    for (const std::string& one :
         {of_hall.empty() ? std::string() : of_hall.front(), tag, std::string("en")}) {
        const bool known = std::ranges::find(of_hall, one) != of_hall.end();
        if (!known || std::ranges::find(seen, one) != seen.end())
            continue;
        seen.push_back(one);
        list.push_back({{"tag", one}, {"name", language::own_name(language::catalogue_name(one))}});
    }
    return list.dump();
}

// ---- the page ----

Template::Values SupervisorPages::common_values(const httplib::Request& request,
                                                const std::string& tag) const {
    const auto state = floor_.bulletin.state();
    auto values = supervisor_texts(words_of(request));
    values["language"] = tag;
    values["direction"] = is_right_to_left(tag) ? "rtl" : "ltr";
    values["hall"] = state->board.hall.name.in(tag);
    values["languages"] = language_links(offered(), tag);
    values["base"] = floor_.files.link("base.css");
    values["css"] = floor_.files.link("staff.css");
    values["icon"] = floor_.files.link("icon.svg");
    return values;
}

void SupervisorPages::open(const httplib::Request& request, httplib::Response& response) {
    if (!sessions_.find(session_id(request), Sessions::Use::Ask))
        return show_log_in(request, response);
    with_session(Sessions::Use::Ask,
                 [this](const Asked& asked, httplib::Response& to) { show(asked, to); })(request, response);
}

void SupervisorPages::show_log_in(const httplib::Request& request, httplib::Response& response) const {
    auto values = common_values(request, choose(request));
    values["js"] = floor_.files.link("staff_log_in.js");
    values["not_sent"] = words_of(request).tr("This could not be sent. Please try again.");
    reply_html(response, log_in_.fill(values));
}

void SupervisorPages::show(const Asked& asked, httplib::Response& response) {
    const model::Staff* staff = model::find(asked.state->board.hall.staff, asked.session.staff);
    auto values = common_values(asked.request, asked.tag);
    values["js"] = floor_.files.link("staff.js");
    values["csrf"] = asked.session.csrf;
    values["who"] = fmt::format("{} {}", asked.session.staff.value,
                                staff == nullptr ? std::string_view() : staff->name.in(asked.tag));
    values["words"] = supervisor_script_texts(asked.words);
    values["texts"] = text_languages(asked.tag);
    values["reports"] = report_links(asked);
    values["presets"] = preset_options(asked);
    values["view"] = view(*asked.state, asked.tag, SupervisorFollower::Hurry::No);
    reply_html(response, page_.fill(values));
}

std::string SupervisorPages::view(const State& state, const std::string& tag,
                                  SupervisorFollower::Hurry hurry) {
    const auto record = follower_.at(state, hurry);
    return supervisor_view(state, *record, hall_time(state, floor_.clock), floor_.languages.of(tag));
}

void SupervisorPages::tell(const Asked& asked, httplib::Response& response) {
    reply_json(response, view(*asked.state, asked.tag, SupervisorFollower::Hurry::No));
}

void SupervisorPages::stream(const Asked& asked, httplib::Response& response) {
    const auto look = [this, key = asked.session.key, tag = asked.tag,
                       told = asked.request.get_header_value("Last-Event-ID")](
                          const State& state) mutable -> std::optional<Streams::Event> {
        if (!sessions_.is_open(key)) {
            const bool news = std::exchange(told, "over") != "over";
            return news ? std::optional(Streams::Event{"over", "over", "{}"}) : std::nullopt;
        }
        const std::string now = view(state, tag, SupervisorFollower::Hurry::No);
        std::string mark = mark_of(now);
        if (mark == told)
            return std::nullopt;
        told = mark;
        return Streams::Event{std::move(mark), "view", now};
    };
    floor_.streams.open(asked.request, response, asked.session.key, look);
}

// ---- reports ----

std::string SupervisorPages::report_links(const Asked& asked) const {
    std::string html;
    for (const auto& [title, period] : offered_reports(asked.state->board.day))
        html += fmt::format(
            "<li><a class=\"small\" href=\"/staff/report/{}/report.html?l={}\" target=\"_blank\">{}</a></li>",
            period, base::escape_markup(asked.tag), base::escape_markup(asked.words.tr(title)));
    return html;
}

/// Reports hold notes and names of staff: who reads one is on record.
void SupervisorPages::report(const Asked& asked, httplib::Response& response) {
    const std::string period = asked.request.matches[1];
    if (!is_report_period(period, asked.state->board.day))
        return reply_error(response, kNotFound, asked.words.tr(sentence_of(kNotFound)));
    const model::RecordAccess access{"report " + period, {}};
    const auto recorded = floor_.courier.send_for(asked.session.staff, access);
    if (!recorded)
        return reply_error(response, kUnavailable, asked.words.tr(hall_link::sentence(recorded.error())));
    if (!recorded->ok())
        return tell_refusal(asked, access, recorded->refusal, response);
    const auto made =
        reports_.make(*asked.state, period, std::string(asked.request.matches[2]), asked.words, asked.tag);
    if (!made)
        return made.error() == ReportTrouble::NoFile
                   ? reply_error(response, kNotFound, asked.words.tr(sentence_of(kNotFound)))
                   : reply_refusal(response, kUnavailable, asked.words, Refusal::Overloaded);
    // It brings its own style and needs nothing else.
    set_header(response, "Content-Security-Policy", kReportPolicy);
    set_header(response, "Cache-Control", "no-store");
    response.set_content(made->content, made->type);
}

// ---- the hours ahead ----

/// The rule's presets by their sentences; the hall's own first, for what changes nothing.
std::string SupervisorPages::preset_options(const Asked& asked) const {
    const std::string& own = asked.state->board.hall.preset;
    std::string html;
    for (const model::Preset& preset : model::presets()) {
        const std::string sentence = base::escape_markup(asked.words.tr(preset.sentence));
        if (preset.id == own)
            html = fmt::format("<option value=\"\">{}</option>", sentence) + html;
        else
            html += fmt::format("<option value=\"{}\">{}</option>", preset.id, sentence);
    }
    return html;
}

void SupervisorPages::look_ahead(const Asked& asked, httplib::Response& response) {
    tell_ahead(asked, ahead_.as_it_is(), response);
}

void SupervisorPages::wonder(const Asked& asked, httplib::Response& response) {
    const auto what_if = read_what_if(asked.request.body);
    if (!what_if)
        return reply_refusal(response, kBadRequest, asked.words, Refusal::BadRequest);
    if (!wonders_.allow(asked.session.key, floor_.clock.steady()))
        return reply_error(response, kTooManyRequests,
                           asked.words.tr("That was very often. Please wait a moment."));
    tell_ahead(asked, ahead_.if_done(*what_if), response);
}

void SupervisorPages::tell_ahead(const Asked& asked, const hall_link::Result<hall_link::LookedAhead>& answer,
                                 httplib::Response& response) const {
    if (!answer)
        return reply_error(response, kUnavailable, asked.words.tr(hall_link::sentence(answer.error())));
    if (!*answer)
        return reply_refusal(response, kConflict, asked.words, answer->error());
    reply_json(response, hours_ahead_view(**answer, asked.state->board.hall, asked.words));
}

// ---- log-in ----

void SupervisorPages::set_cookie(httplib::Response& response, const std::string& id,
                                 base::Duration age) const {
    const bool encrypted =
        !floor_.options.certificate.empty() || floor_.options.address.starts_with("https://");
    set_header(response, "Set-Cookie",
               fmt::format("{}={}; Path=/staff; Max-Age={}; HttpOnly; SameSite=Strict{}", kCookie, id,
                           std::chrono::duration_cast<std::chrono::seconds>(age).count(),
                           encrypted ? "; Secure" : ""));
}

/// After the pass was right: who is no supervisor does not get in, and is not left signed in.
bool SupervisorPages::admit(const model::ClerkId& staff, const Catalogue& words,
                            httplib::Response& response) {
    const auto state = floor_.bulletin.state();
    const model::Staff* known = model::find(state->board.hall.staff, staff);
    if (known != nullptr && known->supervisor)
        return true;
    static_cast<void>(floor_.courier.send(model::SignOut{staff, {}}));
    reply_refusal(response, kForbidden, words, Refusal::NotSupervisor);
    return false;
}

void SupervisorPages::log_in(const httplib::Request& request, httplib::Response& response) {
    const Catalogue& words = words_of(request);
    const auto now = floor_.clock.steady();
    if (!log_ins_.allow(request.remote_addr, now) || !all_log_ins_.allow(kAll, now))
        return reply_error(response, kTooManyRequests,
                           words.tr("That was very often. Please wait a moment."));
    const auto sent = read_log_in(request.body);
    if (!sent)
        return reply_refusal(response, kBadRequest, words, Refusal::BadRequest);
    model::SignIn sign_in;
    sign_in.staff = {sent->staff};
    sign_in.pass.pin = sent->pin;
    const auto answer = floor_.courier.send(sign_in);
    if (!answer)
        return reply_error(response, kUnavailable, words.tr(hall_link::sentence(answer.error())));
    if (!answer->ok()) // one answer for an unknown number and a wrong PIN: nobody learns who works here
        return reply_refusal(response, kForbidden, words,
                             answer->refusal == Refusal::UnknownClerk ? Refusal::WrongPass : answer->refusal);
    if (!admit(sign_in.staff, words, response))
        return;
    log_ins_.give_back(request.remote_addr);
    sessions_.log_out(session_id(request)); // whoever was logged in at this browser
    const auto session = sessions_.log_in(sign_in.staff);
    base::log_info("web", "a supervisor logs in; {} sessions", sessions_.count());
    set_cookie(response, session.id, Sessions::kLongest);
    reply_json(response, "{}");
}

void SupervisorPages::log_out(const Asked& asked, httplib::Response& response) {
    if (!is_nothing(asked.request.body))
        return reply_refusal(response, kBadRequest, asked.words, Refusal::BadRequest);
    if (sessions_.log_out(asked.id))
        static_cast<void>(floor_.courier.send(model::SignOut{asked.session.staff, {}}));
    set_cookie(response, "", base::Duration::zero());
    reply_json(response, "{}");
}

// ---- orders ----

void SupervisorPages::tell_refusal(const Asked& asked, const model::Command& command, Refusal refusal,
                                   httplib::Response& response) {
    const bool is_out = refusal == Refusal::NotSignedIn || refusal == Refusal::NotSupervisor;
    if (is_out) // the day has ended, or hall.toml does not call him a supervisor any more
        sessions_.end_all_of(asked.session.staff);
    reply_refusal(response, is_out ? kUnauthorized : kConflict, asked.words, refusal, &command);
}

bool SupervisorPages::carry_out(const Asked& asked, const model::Command& command,
                                httplib::Response& response) {
    const auto answer = floor_.courier.send_for(asked.session.staff, command);
    if (!answer) {
        reply_error(response, kUnavailable, asked.words.tr(hall_link::sentence(answer.error())));
        return false;
    }
    if (!answer->ok()) {
        tell_refusal(asked, command, answer->refusal, response);
        return false;
    }
    tell_after(asked, answer->seq, response);
    return true;
}

/// The view once it shows what was ordered.
void SupervisorPages::tell_after(const Asked& asked, std::uint64_t seq, httplib::Response& response) {
    const auto end = floor_.clock.steady() + kLongestLook;
    auto state = floor_.bulletin.state();
    for (auto now = floor_.clock.steady(); state->board.seq < seq && now < end && !floor_.bulletin.closed();
         now = floor_.clock.steady())
        state = floor_.bulletin.wait(state->version, end - now);
    reply_json(response, view(*state, asked.tag, SupervisorFollower::Hurry::Yes));
}

void SupervisorPages::order(const Asked& asked, httplib::Response& response) {
    const auto command =
        read_order(std::string(asked.request.matches[1]), asked.request.body,
                   {asked.session.staff, asked.state->board, hall_time(*asked.state, floor_.clock)});
    if (!command)
        return reply_refusal(response, kBadRequest, asked.words, Refusal::BadRequest);
    carry_out(asked, *command, response);
}

/// Nobody reads what a visitor has said without a record of it.
void SupervisorPages::read_follow_up(const Asked& asked, httplib::Response& response) {
    const auto name = web::read_follow_up_name(asked.request.body);
    if (!name)
        return reply_refusal(response, kBadRequest, asked.words, Refusal::BadRequest);
    const auto record = follower_.at(*asked.state);
    const auto found = record->follow_ups().find(*name);
    if (found == record->follow_ups().end())
        return reply_refusal(response, kNotFound, asked.words, Refusal::UnknownFollowUp);
    const model::RecordAccess access{"follow-up " + *name, found->second.ticket};
    if (carry_out(asked, access, response))
        reply_json(response, follow_up_words(found->second, asked.state->board.hall, asked.words));
}

} // namespace web
