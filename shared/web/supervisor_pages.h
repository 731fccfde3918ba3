#pragma once

#include "shared/web/ahead.h"
#include "shared/web/floor.h"
#include "shared/web/rate_limit.h"
#include "shared/web/report_desk.h"
#include "shared/web/sessions.h"
#include "shared/web/supervisor_follower.h"
#include "shared/web/template.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <httplib.h>

namespace web {

/// The supervisor's page, for members of staff whom the hall's file calls supervisors:
///
///     GET  /staff               the page; the log-in to whoever is not logged in
///     GET  /staff/view          what it shows now, as JSON
///     GET  /staff/events        the same whenever it changes (server-sent events `view`, `over`, and `beat`)
///     GET  /staff/report/PERIOD/FILE  see report_desk.h; that it was read is journalled first
///     POST /staff/log-in        staff number and PIN; sets the session's cookie
///     POST /staff/log-out
///     GET  /staff/ahead         the next hours as they are foreseen, as JSON (ahead.h)
///     POST /staff/ahead         the same if something were done now; see supervisor_requests.h
///     POST /staff/order/ACTION  see supervisor_requests.h; answers with the view, or with the refusal
///     POST /staff/follow-up     what a follow-up is about; that it was read is journalled first
///
/// `?l=TAG` says in which language; else it is what the browser likes, else the hall's own. Every POST but
/// the log-in needs the session's mark in the header X-CSRF-Token. Every order goes to the hall in the name
/// of who is logged in, and the hall itself decides whether he may.
class SupervisorPages {
  public:
    explicit SupervisorPages(const Floor& floor);
    void mount(httplib::Server& server);

  private:
    struct Asked; ///< a request of somebody who is logged in
    using Action = std::function<void(const Asked&, httplib::Response&)>;

    httplib::Server::Handler with_session(Sessions::Use use, Action action);
    httplib::Server::Handler with_mark(Action action);

    void open(const httplib::Request& request, httplib::Response& response);
    void show_log_in(const httplib::Request& request, httplib::Response& response) const;
    void show(const Asked& asked, httplib::Response& response);
    void tell(const Asked& asked, httplib::Response& response);
    void stream(const Asked& asked, httplib::Response& response);
    void report(const Asked& asked, httplib::Response& response);
    void look_ahead(const Asked& asked, httplib::Response& response);
    void wonder(const Asked& asked, httplib::Response& response);
    void tell_ahead(const Asked& asked, const hall_link::Result<hall_link::LookedAhead>& answer,
                    httplib::Response& response) const;
    void log_in(const httplib::Request& request, httplib::Response& response);
    void log_out(const Asked& asked, httplib::Response& response);
    void order(const Asked& asked, httplib::Response& response);
    void read_follow_up(const Asked& asked, httplib::Response& response);

    /// What the hall says to an order; tells the page why when it is a no.
    bool carry_out(const Asked& asked, const model::Command& command, httplib::Response& response);
    void tell_after(const Asked& asked, std::uint64_t seq, httplib::Response& response);
    void tell_refusal(const Asked& asked, const model::Command& command, model::Refusal refusal,
                      httplib::Response& response);
    bool admit(const model::ClerkId& staff, const language::Catalogue& words, httplib::Response& response);
    void set_cookie(httplib::Response& response, const std::string& id, base::Duration age) const;
    Template::Values common_values(const httplib::Request& request, const std::string& tag) const;
    std::string view(const State& state, const std::string& tag, SupervisorFollower::Hurry hurry);
    const language::Catalogue& words_of(const httplib::Request& request) const;
    std::string choose(const httplib::Request& request) const;
    std::vector<std::string> offered() const;
    std::string text_languages(const std::string& tag) const;
    std::string report_links(const Asked& asked) const;
    std::string preset_options(const Asked& asked) const;

    Floor floor_;
    Sessions sessions_;
    SupervisorFollower follower_;
    ReportDesk reports_;
    AheadDesk ahead_;
    RateLimit wonders_;     ///< of one session
    RateLimit log_ins_;     ///< of one address
    RateLimit all_log_ins_; ///< each one costs the hall some tenths of a second of one core
    Template page_;
    Template log_in_;
};

} // namespace web
