#include "shared/base/remedy.h"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <string_view>

namespace base {

namespace {

std::string_view remedy(int error) {
    switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return "please make room on its disk";
    case EROFS:
        return "please mount its disk for writing; a disk that became read-only by itself is failing";
    case EACCES:
    case EPERM:
        return "please give it to the user that runs this program (chown)";
    case EIO:
        return "please look after the disk, it reports errors (dmesg)";
    case EMFILE:
    case ENFILE:
        return "please raise the limit of open files (LimitNOFILE)";
    default:
        return {};
    }
}

} // namespace

std::string with_remedy(int error) {
    const std::string_view what = remedy(error);
    return what.empty() ? std::strerror(error) : fmt::format("{}; {}", std::strerror(error), what);
}

} // namespace base
