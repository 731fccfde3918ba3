#include "shared/base/log.h"

#include "shared/base/clock.h"
#include "shared/base/text.h"

#include <fmt/chrono.h>
#include <unistd.h>

namespace base {

namespace {

std::string_view word(LogLevel level) {
    switch (level) {
    case LogLevel::Info:
        return "info";
    case LogLevel::Warning:
        return "warning";
    case LogLevel::Error:
        return "error";
    }
    return "?";
}

} // namespace

void log_line(LogLevel level, std::string_view area, std::string_view text) {
    const auto now = SystemClock().wall();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
    const std::string line = fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z {} {}: {}\n",
                                         fmt::gmtime(seconds.time_since_epoch().count()),
                                         (now - seconds).count(), word(level), area, one_line(text));
    // One write call keeps the lines of several threads and processes whole; a log that cannot be written
    // has nobody to be told about it.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

} // namespace base
