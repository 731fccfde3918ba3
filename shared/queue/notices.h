#pragma once

#include "shared/model/names.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace queue {

/// Notices as they stand in the journal: [{"en":"…","zh-Hans":"…"},…]. Any well-formed UTF-8 goes out and
/// comes back; of anything else read_notices() makes nothing.
std::string write_notices(const std::vector<model::Names>& notices);
std::optional<std::vector<model::Names>> read_notices(std::string_view json);

} // namespace queue
