#include "shared/base/log_record.h"

#include "shared/base/text.h"

#include <fmt/chrono.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

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

LogForm wanted_form() {
    const char* const said = std::getenv("JIAOHAO_LOG");
    return said != nullptr && std::string_view(said) == "json" ? LogForm::Json : LogForm::Text;
}

/// What is no UTF-8 would make the line unreadable for a collector.
std::string readable(std::string_view text) {
    std::string line = one_line(text);
    if (!is_utf8(line))
        std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
    return line;
}

std::string in_quotes(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + '"';
}

} // namespace

std::string log_record(LogForm form, WallTime at, LogLevel level, std::string_view area,
                       std::string_view text) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
    const std::string time =
        fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds.time_since_epoch().count()),
                    (at - seconds).count());
    if (form == LogForm::Json)
        return fmt::format("{{\"time\":\"{}\",\"level\":\"{}\",\"area\":{},\"text\":{}}}\n", time,
                           word(level), in_quotes(area), in_quotes(readable(text)));
    return fmt::format("{} {} {}: {}\n", time, word(level), area, readable(text));
}

void log_line(LogLevel level, std::string_view area, std::string_view text) {
    static const LogForm form = wanted_form();
    const std::string line = log_record(form, SystemClock().wall(), level, area, text);
    // One write call keeps the lines of several threads and processes whole; a log that cannot be written
    // has nobody to be told about it.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

} // namespace base
