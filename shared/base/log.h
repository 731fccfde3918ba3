#pragma once

#include <fmt/core.h>

#include <string_view>

namespace base {

enum class LogLevel { Info, Warning, Error };

/// One event a line on standard error: time, level, area, what happened. No personal data.
/// Lines of several threads do not mix.
void log_line(LogLevel level, std::string_view area, std::string_view text);

template <typename... Args>
void log_info(std::string_view area, fmt::format_string<Args...> text, Args&&... args) {
    log_line(LogLevel::Info, area, fmt::format(text, std::forward<Args>(args)...));
}

template <typename... Args>
void log_warning(std::string_view area, fmt::format_string<Args...> text, Args&&... args) {
    log_line(LogLevel::Warning, area, fmt::format(text, std::forward<Args>(args)...));
}

template <typename... Args>
void log_error(std::string_view area, fmt::format_string<Args...> text, Args&&... args) {
    log_line(LogLevel::Error, area, fmt::format(text, std::forward<Args>(args)...));
}

} // namespace base
