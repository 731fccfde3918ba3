#include "shared/hall/state_folder.h"

#include "shared/base/file.h"
#include "shared/base/remedy.h"

#include <fmt/core.h>
#include <sys/stat.h>

#include <cerrno>
#include <stdexcept>

namespace hall {

namespace fs = std::filesystem;

namespace {

/// Who may write into it could put other keys or another journal there.
void keep_private(const fs::path& folder) {
    struct stat status{};
    if (::stat(folder.c_str(), &status) != 0)
        throw std::runtime_error(
            fmt::format("cannot look into the folder {}: {}", folder.string(), base::with_remedy(errno)));
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        throw std::runtime_error(
            fmt::format("others may write into the folder {}; please make it private: chmod go-w {}",
                        folder.string(), folder.string()));
}

void make_private(const fs::path& folder) {
    if (fs::is_directory(folder))
        keep_private(folder);
    else
        base::make_private_folder(folder);
}

} // namespace

StateFolder::StateFolder(fs::path path) : path_(std::move(path)) {
    make_private(path_);
    make_private(keys());
    lock_.emplace(path_ / "lock");
    if (!lock_->held())
        throw std::runtime_error(fmt::format(
            "another hall is running with the state folder {}; please stop it first", path_.string()));
}

StateFolder::~StateFolder() {
    std::error_code ignored;
    fs::remove(endpoints(), ignored);
}

} // namespace hall
