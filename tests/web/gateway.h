#pragma once

#include "tests/support/process.h"
#include "tests/support/running_hall.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <httplib.h>

namespace support {

/// A real jiaohao-web beside a real hall, on a free port.
class Gateway {
  public:
    explicit Gateway(const RunningHall& hall, std::vector<std::string> more = {});

    /// Starts it, again on the port that it had; false when it does not come up.
    bool start();
    void kill() { process_->kill(); }
    Process& process() { return *process_; }
    int port() const { return port_; }

    httplib::Client client() const;
    std::string origin() const;

    httplib::Result get(const std::string& path, const httplib::Headers& headers = {}) const;
    /// As a page of this site does.
    httplib::Result post(const std::string& path, const std::string& json) const;

    /// Asks until the answer is as wanted; false when that does not happen.
    bool shows(const std::string& path, const std::string& text) const;

  private:
    std::vector<std::string> words_;
    int port_ = 0;
    std::optional<Process> process_;
};

/// A ticket by the command line: its token and its id.
struct Taken {
    std::string token, id, number;
};
Taken take(const RunningHall& hall, const std::string& service, const std::string& language = "en");

/// Bytes over a socket of their own, as no well-behaved client would send them.
class RawClient {
  public:
    explicit RawClient(int port);
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    ~RawClient();

    /// False when the other side has gone.
    bool send(const std::string& bytes);
    /// What comes until the other side ends, or until `bound`.
    std::string read_all(base::Duration bound = std::chrono::seconds(20));
    /// Whether the other side ends the connection within the bound.
    bool is_ended(base::Duration bound);

  private:
    int socket_;
};

} // namespace support
