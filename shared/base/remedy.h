#pragma once

#include <string>

namespace base {

/// What failed, from errno, and what the operator does about it: "No space left on device; please make room
/// on its disk".
std::string with_remedy(int error);

} // namespace base
