#include "shared/web/server.h"

#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/base/text.h"
#include "shared/web/connection.h"
#include "shared/web/ip_address.h"
#include "shared/web/origin.h"
#include "shared/web/reply.h"
#include "shared/web/workers.h"

#include <fmt/core.h>

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

namespace web {

namespace {

constexpr int kBurst = 600; ///< of one address at once

/// A body follows the head, or what pretends to be one: whoever reads on would take it for a request.
bool has_body(const httplib::Request& request) {
    const bool reads_only = request.method == "GET" || request.method == "HEAD";
    return !reads_only || request.has_header("Transfer-Encoding") ||
           (request.has_header("Content-Length") && request.get_header_value("Content-Length") != "0");
}

httplib::Headers headers_of_all(bool encrypted) {
    httplib::Headers headers{
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
         "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
         "'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
    };
    if (encrypted)
        headers.emplace("Strict-Transport-Security", "max-age=31536000");
    return headers;
}

} // namespace

Server::Server(const web::Options& options, const base::Clock& clock)
    : options_(options), clock_(clock), requests_(options.limits.requests_a_minute, kBurst),
      closing_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (closing_ < 0)
        throw std::system_error(errno, std::generic_category(), "no descriptor for the web server");
    if (!options_.certificate.empty())
        tls_.emplace(options_.certificate, options_.private_key);
    set_up();
}

Server::~Server() {
    stop();
    ::close(closing_);
}

void Server::set_up() {
    const bool encrypted = is_encrypted() || options_.address.starts_with("https://");
    set_default_headers(headers_of_all(encrypted));
    set_payload_max_length(Connection::kMostBody);
    set_tcp_nodelay(true);
    set_keep_alive_max_count(1000); // what the header tells; time is what ends a connection
    new_task_queue = [this] { return new Workers(static_cast<std::size_t>(options_.limits.connections)); };
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
        return guard(request, response);
    });
    set_error_handler([](const httplib::Request&, httplib::Response& response) {
        if (response.body.empty())
            reply_error(response, response.status, sentence_of(response.status));
    });
    set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, const std::exception_ptr& thrown) {
            try {
                std::rethrow_exception(thrown);
            } catch (const std::exception& error) {
                base::log_error("web", "a request failed: {}", base::one_line(error.what()));
            }
            reply_error(response, kInternalError, sentence_of(kInternalError));
        });
}

int Server::start() {
    const bool any = options_.port == 0;
    const int port = any ? bind_to_any_port(options_.host) : options_.port;
    if (port <= 0 || (!any && !bind_to_port(options_.host, port)))
        throw std::runtime_error(
            fmt::format("cannot listen at {}:{}; is another program there?", options_.host, options_.port));
    thread_ = std::thread([this] { listen_after_bind(); });
    while (!is_running())
        std::this_thread::yield(); // stop() before that would be forgotten
    return port;
}

void Server::stop() {
    if (!thread_.joinable())
        return;
    const std::uint64_t one = 1;
    static_cast<void>(::write(closing_, &one, sizeof one));
    httplib::Server::stop();
    thread_.join();
}

bool Server::process_and_close_socket(socket_t socket) {
    if (Workers::is_overrun()) {
        ::close(socket);
        return false;
    }
    Connection connection(socket, tls_ ? &*tls_ : nullptr, closing_, clock_);
    if (!connection.shake_hands())
        return false;
    bool closed = false;
    while (!closed && connection.wait_for_request()) {
        bool last = false;
        const bool done = process_request(connection, false, closed, [&](httplib::Request& request) {
            connection.head_is_read();
            admit(request);
            last = has_body(request);
        });
        if (!done || last)
            break;
    }
    return true;
}

bool Server::is_proxy(const std::string& address) const {
    return std::ranges::find(options_.proxies, address) != options_.proxies.end();
}

/// Who asks: the browser itself, or who a proxy of ours says it is; it appends to what it was told.
void Server::admit(httplib::Request& request) const {
    request.ranges.clear(); // a hundred pieces of one small file are nobody's wish
    const std::size_t count = request.get_header_value_count("X-Forwarded-For");
    if (count == 0 || !is_proxy(request.remote_addr))
        return;
    const std::string said = request.get_header_value("X-Forwarded-For", count - 1);
    const std::string address(base::trim(base::split(said, ',').back()));
    if (is_ip(address))
        request.remote_addr = address;
}

/// What no page has to look at any more.
Server::HandlerResponse Server::guard(const httplib::Request& request, httplib::Response& response) {
    const auto refuse = [&](int status) {
        reply_error(response, status, sentence_of(status));
        return HandlerResponse::Handled;
    };
    if (request.path.size() > kMostPath || !base::is_utf8(request.path))
        return refuse(kNotFound);
    if (!requests_.allow(request.remote_addr, clock_.steady()))
        return refuse(kTooManyRequests);
    if (!has_body(request))
        return HandlerResponse::Unhandled;
    if (request.method != "POST")
        return refuse(kNoSuchMethod);
    if (request.has_header("Transfer-Encoding") || !request.has_header("Content-Length"))
        return refuse(kLengthRequired);
    if (request.has_header("Content-Encoding") || !is_json(request.get_header_value("Content-Type")))
        return refuse(kOnlyJson);
    if (!is_same_origin({request.get_header_value("Host"), request.get_header_value("Origin"),
                         request.get_header_value("Sec-Fetch-Site")},
                        options_.address))
        return refuse(kForbidden);
    return HandlerResponse::Unhandled;
}

} // namespace web
