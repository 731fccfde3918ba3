#pragma once

#include <filesystem>

namespace kiosk {

/// The folder, made where there is none: for members that keep files in it.
inline std::filesystem::path made_folder(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    return folder;
}

} // namespace kiosk
