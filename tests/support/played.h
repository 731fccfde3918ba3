#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace support {

/// One sound of a virtual loudspeaker, from when to when in milliseconds.
struct Played {
    long begin, end;
    std::string title;
};

/// What a voice::FileSpeaker wrote of itself in this folder.
std::vector<Played> played(const std::filesystem::path& folder);

} // namespace support
