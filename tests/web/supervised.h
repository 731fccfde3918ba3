#pragma once

#include "shared/base/clock.h"
#include "shared/model/ids.h"
#include "shared/model/names.h"

#include <chrono>
#include <map>
#include <string>

namespace support {

// Who looks at the hall, and when.

inline constexpr base::WallTime kNow{std::chrono::hours(500'000)};
inline const model::ClerkId kHuang{"900"}; ///< supervises

inline model::Names english(const char* text) {
    return model::Names(std::map<std::string, std::string>{{"en", text}});
}

} // namespace support
