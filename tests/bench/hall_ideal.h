#pragma once

#include "tests/bench/hall_crowd.h"

#include <sys/types.h>

#include <filesystem>

namespace bench {

/// What a hall cannot be faster than on this machine: a process of ROUTER, SQLite and XPUB that decides
/// nothing. It keeps one row an event and one a client, durable as the journal's, several commands a commit
/// as the hall does, and says byte for byte what the hall said to such a command.
///
/// Made while the process has one thread: it forks.
class IdealHall {
  public:
    explicit IdealHall(const std::filesystem::path& folder);
    IdealHall(const IdealHall&) = delete;
    IdealHall& operator=(const IdealHall&) = delete;
    ~IdealHall();

    /// Opens its doors; from then on it answers.
    HallDoor open(const Spoken& take, const Spoken& call);

  private:
    pid_t child_ = -1;
    int to_child_ = -1;
    int from_child_ = -1;
};

} // namespace bench
