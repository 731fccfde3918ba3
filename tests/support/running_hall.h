#pragma once

#include "shared/link/client.h"
#include "shared/loop/loop.h"
#include "shared/model/event.h"
#include "shared/wire/keys.h"
#include "tests/support/process.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace support {

/// Turns the loop until the condition holds; false when it does not within the bound.
bool turn_until(loop::Loop& loop, const std::function<bool()>& condition,
                base::Duration bound = std::chrono::seconds(20));

/// A real jiaohao-hall with a small configuration: services deposit (A) and loan (B), channels ordinary and
/// elderly, eight counters that serve both, open round the clock. State, keys and journal are in
/// `folder`/state.
class RunningHall {
  public:
    /// `more`: of hall.toml, after all else.
    explicit RunningHall(std::filesystem::path folder, std::string listen = "tcp://127.0.0.1:*",
                         const std::string& more = {});

    /// Starts it and waits until it listens; a second start listens where the first one did.
    /// `failpoint`: see shared/hall/failpoint.h. False when it ended instead.
    bool start(const std::string& failpoint = {}, std::optional<std::size_t> largest_file = {});
    void kill() { process_->kill(); }

    /// Of every later start, beside the test's own.
    void set_environment(std::map<std::string, std::string> environment) {
        environment_ = std::move(environment);
    }
    Process& process() { return *process_; }

    /// The command with which another one would be started on the same folder.
    std::vector<std::string> command() const;

    const std::string& endpoint() const { return endpoint_; }
    std::filesystem::path state() const { return folder_ / "state"; }
    wire::Line line(const std::string& device) const;

    /// What `jiaohao` says; the hall's administrator asks.
    Ended jiaohao(std::vector<std::string> words) const;

    /// Every event, over the wire.
    std::vector<model::Event> events() const;

  private:
    std::filesystem::path folder_;
    std::string listen_;
    std::string endpoint_;
    std::string updates_;
    std::map<std::string, std::string> environment_;
    std::optional<Process> process_;
};

/// One device that talks to a hall, in a loop of its own; every wait is bounded.
class Device {
  public:
    explicit Device(const wire::Line& line) : client_(loop_, context_, clock_, line) {}

    /// Empty when the hall is out of reach.
    std::optional<model::Answer> ask(const model::Command& command,
                                     base::Duration patience = std::chrono::seconds(10));
    std::optional<model::Answer> ask_as(const wire::Session& session, std::uint64_t request,
                                        const model::Command& command);
    std::optional<model::Board> snapshot();

    loop::Loop& loop() { return loop_; }
    hall_link::Client& client() { return client_; }

  private:
    base::SystemClock clock_;
    loop::Loop loop_{clock_};
    zmq::context_t context_;
    hall_link::Client client_;
};

} // namespace support
