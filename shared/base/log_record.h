#pragma once

#include "shared/base/clock.h"
#include "shared/base/log.h"

#include <string>
#include <string_view>

namespace base {

enum class LogForm { Text, Json };

/// One record as a line: `TIME LEVEL AREA: TEXT`; or, where the environment says JIAOHAO_LOG=json, an object
/// with "time", "level", "area" and "text" for whatever collects logs. Always one line, always UTF-8.
std::string log_record(LogForm form, WallTime at, LogLevel level, std::string_view area,
                       std::string_view text);

} // namespace base
