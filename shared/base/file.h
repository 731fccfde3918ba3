#pragma once

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace base {

/// A file could not be read or written; what() is a sentence for the operator, with the path.
class FileError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The whole file. Throws FileError when it cannot be read or is larger than `limit` bytes.
std::string read_file(const std::filesystem::path& path, std::size_t limit = 16U << 20U);

/// Replaces the file in one step: after a power cut there is the old content or the new one, never half of
/// it. `mode` as in chmod(2). Throws FileError.
void write_file(const std::filesystem::path& path, std::string_view content, unsigned mode = 0644);

/// Where the program's assets are: $JIAOHAO_ASSETS, or `assets` beside the build, or the installed place.
std::filesystem::path assets_folder();

} // namespace base
