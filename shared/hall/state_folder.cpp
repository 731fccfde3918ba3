#include "shared/hall/state_folder.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace hall {

namespace fs = std::filesystem;

namespace {

void make_private(const fs::path& folder) {
    if (fs::is_directory(folder))
        return;
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error)
        fs::permissions(folder, fs::perms::owner_all, error);
    if (error)
        throw std::runtime_error(
            fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
}

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

} // namespace

StateFolder::StateFolder(fs::path path) : path_(std::move(path)) {
    make_private(path_);
    make_private(keys());
    const fs::path file = path_ / "lock";
    lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock_ < 0)
        throw std::runtime_error(fmt::format("cannot open {}: {}", file.string(), std::strerror(errno)));
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_);
        throw std::runtime_error(fmt::format(
            "another hall is running with the state folder {}; please stop it first", path_.string()));
    }
}

StateFolder::~StateFolder() {
    std::error_code ignored;
    fs::remove(endpoints(), ignored);
    ::close(lock_);
}

fs::path StateFolder::usual() {
    const std::string state_home = variable("XDG_STATE_HOME");
    const fs::path base =
        state_home.empty() ? fs::path(variable("HOME")) / ".local" / "state" : fs::path(state_home);
    return base / "jiaohao";
}

} // namespace hall
