#include "shared/base/lock.h"

#include "shared/base/file.h"
#include "shared/base/remedy.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace base {

FileLock::FileLock(const std::filesystem::path& file, IfHeld then)
    : file_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {
    if (file_ < 0)
        throw FileError(fmt::format("cannot open {}: {}", file.string(), with_remedy(errno)));
    give_to_owner_of_folder(file_, file);
    held_ = ::flock(file_, then == IfHeld::Wait ? LOCK_EX : LOCK_EX | LOCK_NB) == 0;
}

FileLock::~FileLock() {
    ::close(file_);
}

} // namespace base
