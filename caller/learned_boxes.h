#pragma once

#include "shared/model/ids.h"

#include <filesystem>
#include <string>
#include <vector>

namespace caller {

/// A button box that was bound to a counter by pressing a key on it, see lesson.h. As in caller.toml.
struct LearnedBox {
    std::string device; ///< "1c4f:0002:SERIAL" or "@PLACE"
    model::CounterId counter;
    std::string preset;

    bool operator==(const LearnedBox&) const = default;
};

/// None when there is no such file. Throws config::Errors when it is wrong.
std::vector<LearnedBox> read_learned(const std::filesystem::path& file);

/// Replaces the file in one step. Throws base::FileError.
void write_learned(const std::filesystem::path& file, const std::vector<LearnedBox>& boxes);

/// The [[box]] of one, for the technician to read or to move to caller.toml.
std::string text_of(const LearnedBox& box);

} // namespace caller
