#include "shared/ship/source.h"

#include <sys/stat.h>

#include <tuple>

namespace ship {

bool Source::Stamp::operator==(const Stamp& other) const {
    if (std::tie(device, inode, in_use) != std::tie(other.device, other.inode, other.in_use))
        return false;
    return in_use || std::tie(size, changed.tv_sec, changed.tv_nsec) ==
                         std::tie(other.size, other.changed.tv_sec, other.changed.tv_nsec);
}

Source::Stamp Source::stamp() const {
    struct stat log{};
    std::filesystem::path beside = file_;
    beside += "-wal";
    Stamp now;
    now.in_use = ::stat(beside.c_str(), &log) == 0;
    struct stat file{};
    if (::stat(file_.c_str(), &file) != 0)
        return now;
    now.device = file.st_dev;
    now.inode = file.st_ino;
    now.size = file.st_size;
    now.changed = file.st_mtim;
    return now;
}

store::Reader& Source::reader() {
    if (!is_steady()) {
        open_.reset();
        const Stamp now = stamp(); // before opening: a change in between is seen the next time
        open_.emplace(Open{now, store::Reader(file_)});
        ++openings_;
    }
    return open_->reader;
}

} // namespace ship
