#pragma once

#include "shared/base/clock.h"

#include <sys/types.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace support {

/// A program of build/bin.
std::string program(const std::string& name);

/// Asks until the answer is yes; false when there is none within the bound.
bool eventually(const std::function<bool()>& condition, base::Duration bound = std::chrono::seconds(20));

/// How to start a program.
struct Launch {
    std::vector<std::string> command;
    std::map<std::string, std::string> environment{}; ///< beside the test's own
    std::optional<std::size_t> largest_file{};        ///< bytes; writes beyond fail as on a full disk
};

/// A real process of its own. Killed, and gone, at the latest when the object goes.
class Process {
  public:
    explicit Process(const Launch& launch);
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process();

    pid_t pid() const { return pid_; }
    bool running();
    void signal(int number) const;

    /// Waits for the end; the exit code, or 128 + the signal's number. Empty when it still runs at the bound.
    std::optional<int> wait(base::Duration bound = std::chrono::seconds(20));

    /// As a power cut: no chance to tidy up. Waits for the end.
    void kill();

    // What it wrote so far.
    std::string output() const;
    std::string errors() const;

  private:
    pid_t pid_ = -1;
    int output_ = -1;
    int errors_ = -1;
    std::optional<int> code_;
};

/// What a program that ran to its end left behind.
struct Ended {
    int code = -1;
    std::string output;
    std::string errors;
};
Ended run(const std::vector<std::string>& command);

} // namespace support
