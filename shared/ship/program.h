#pragma once

#include "shared/ship/reports.h"
#include "shared/ship/shipper.h"

#include <expected>
#include <string>
#include <variant>

namespace ship {

// What one run of jiaohao-ship is for; Freight is to ship.

struct MakeSchema {
    std::string city;
};
struct Admit {
    std::string city;
    std::string hall;
    std::string login;
};
struct Overview {
    std::string city;
    bool json = false;
};
using Task = std::variant<Freight, MakeSchema, Admit, Overview, ReportWish>;

/// The task, or the exit code when there is nothing more to do: 0 after --help and --version, 2 for what
/// cannot be understood, which has been said.
std::expected<Task, int> parse_options(int argc, const char* const* argv, const std::string& version);

/// Does the task to its end; a shipper's comes with SIGTERM. Returns the exit code. Throws.
int run(const Task& task, const base::Clock& clock);

} // namespace ship
