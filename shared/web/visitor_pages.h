#pragma once

#include "shared/web/floor.h"
#include "shared/web/rate_limit.h"
#include "shared/web/template.h"
#include "shared/web/tickets.h"
#include "shared/web/visitor_view.h"

#include <functional>
#include <string>
#include <string_view>

#include <httplib.h>

namespace web {

/// A visitor's own page, found by the token on the ticket's paper:
///
///     GET  /t/TOKEN          the page, with all that it shows already in it
///     GET  /t/TOKEN/view     what it shows now, as JSON
///     GET  /t/TOKEN/events   the same whenever it changes (server-sent events `view`, and `beat`)
///     GET  /t/TOKEN/why      why this order, and what is promised, as JSON
///     POST /t/TOKEN/cancel, /yield, /return, /rate, /word
///
/// `?l=TAG` says in which language; else it is the ticket's, else what the browser likes. Whoever knows the
/// token holds the paper; whatever is not one of today's is answered alike, and not often from one address.
class VisitorPages {
  public:
    explicit VisitorPages(const Floor& floor);
    void mount(httplib::Server& server);

  private:
    struct Visit; ///< one request with a token that is good

    using Action = std::function<void(const Visit&, httplib::Response&)>;
    using Lost = void (VisitorPages::*)(const httplib::Request&, httplib::Response&, int status) const;

    httplib::Server::Handler with_ticket(Lost lost, Action action);
    bool let_in(const httplib::Request& request, const std::string& token);

    void show_lost(const httplib::Request& request, httplib::Response& response, int status) const;
    void tell_lost(const httplib::Request& request, httplib::Response& response, int status) const;
    void show(const Visit& visit, httplib::Response& response) const;
    void tell(const Visit& visit, httplib::Response& response) const;
    void stream(const Visit& visit, httplib::Response& response);
    void explain(const Visit& visit, httplib::Response& response) const;
    void cancel(const Visit& visit, httplib::Response& response);
    void yield(const Visit& visit, httplib::Response& response);
    void come_back(const Visit& visit, httplib::Response& response);
    void rate(const Visit& visit, httplib::Response& response);

    void leave_word(const Visit& visit, httplib::Response& response);

    void carry_out(const Visit& visit, const model::Command& command, httplib::Response& response);
    VisitorView view(const Found& found, const State& state, const std::string& tag) const;
    std::vector<std::string> offered(const State& state) const;
    std::string choose(const httplib::Request& request, const State& state, std::string_view of_ticket) const;

    Floor floor_;
    Tickets tickets_;
    RateLimit strangers_;  ///< tokens of an address that were not known before
    RateLimit of_tickets_; ///< requests with one token
    Template page_;
    Template lost_;
};

} // namespace web
