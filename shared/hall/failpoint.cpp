#include "shared/hall/failpoint.h"

#include "shared/base/log.h"
#include "shared/base/text.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace hall {

Failpoint Failpoint::from_environment() {
    const char* setting = std::getenv("JIAOHAO_FAILPOINT");
    if (setting == nullptr || *setting == '\0')
        return {};
    const auto parts = base::split(setting, ':');
    const auto nth = parts.size() == 2 ? base::parse_number<int>(parts[1]) : std::nullopt;
    if (!nth || *nth < 1 || std::ranges::find(kNames, parts[0]) == kNames.end())
        throw std::runtime_error(
            fmt::format("JIAOHAO_FAILPOINT must be NAME:N, for example after-commit:3; names are {}",
                        fmt::join(kNames, ", ")));
    base::log_warning("hall", "this is a test: kills itself at {} {}", parts[0], *nth);
    return {std::string(parts[0]), *nth};
}

void Failpoint::die() {
    ::kill(::getpid(), SIGKILL);
    std::abort(); // not reached
}

} // namespace hall
