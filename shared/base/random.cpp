#include "shared/base/random.h"

#include <sys/random.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

namespace base {

void fill_random(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const auto count = ::getrandom(bytes.data(), bytes.size(), 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            throw std::runtime_error(std::string("the kernel gives no random numbers: ") +
                                     std::strerror(errno));
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

} // namespace base
