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

/// Makes the folder (mode 0700), and those that it is in, when there is none: what is in it survives a power
/// cut. Throws FileError when it cannot be made.
void make_private_folder(const std::filesystem::path& folder);

/// What root makes in a service's folder is the service's: the open file `made`, new at `path`, becomes that
/// of the owner of its folder. For other users it is nothing. Throws FileError.
void give_to_owner_of_folder(int made, const std::filesystem::path& path);

/// What the file or folder holds is on the disk. Throws FileError.
void flush(const std::filesystem::path& path);

/// Where a hall without a state folder of its own choice keeps it: $XDG_STATE_HOME/jiaohao, or
/// ~/.local/state/jiaohao.
std::filesystem::path usual_state_folder();

/// Where the program's assets are: $JIAOHAO_ASSETS, or `assets` beside the build, or the installed place.
std::filesystem::path assets_folder();

} // namespace base
