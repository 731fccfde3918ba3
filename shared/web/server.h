#pragma once

#include "shared/base/clock.h"
#include "shared/web/options.h"
#include "shared/web/rate_limit.h"
#include "shared/web/tls.h"

#include <optional>
#include <string>
#include <thread>

#include <httplib.h>

namespace web {

/// The HTTP server: connections with bounds (connection.h), one thread each, and what holds for every answer:
/// security headers, polite errors, how much one address may ask. Pages add their routes before start().
///
/// A request has a head of at most 16 KiB and a path of at most 256 bytes. A body is JSON of a known length,
/// at most 16 KiB, and comes from a page of this very site (origin.h). Nothing of a path, a query or an
/// address is ever logged: a path may hold a visitor's token.
class Server : public httplib::Server {
  public:
    /// Throws std::runtime_error with a sentence when the certificate cannot be used.
    Server(const web::Options& options, const base::Clock& clock);
    ~Server() override;

    /// Begins to listen, and serves in threads of its own from now on. Returns the port. Throws
    /// std::runtime_error with a sentence when somebody else listens there.
    int start();

    /// Ends every connection and waits for the threads.
    void stop();

    bool is_encrypted() const { return tls_.has_value(); }

    /// The longest path that any route has.
    static constexpr std::size_t kMostPath = 256;

  private:
    bool process_and_close_socket(socket_t socket) override;
    void admit(httplib::Request& request) const;
    HandlerResponse guard(const httplib::Request& request, httplib::Response& response);
    bool is_proxy(const std::string& address) const;
    void set_up();

    const web::Options& options_;
    const base::Clock& clock_;
    std::optional<Tls> tls_;
    RateLimit requests_;
    int closing_ = -1; ///< readable once the server stops
    std::thread thread_;
};

} // namespace web
