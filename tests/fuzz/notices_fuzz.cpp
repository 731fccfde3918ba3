#include "shared/queue/notices.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto notices = queue::read_notices({reinterpret_cast<const char*>(bytes), size});
    if (notices && queue::read_notices(queue::write_notices(*notices)) != notices)
        std::abort();
    return 0;
}
