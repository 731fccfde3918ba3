#include "shared/wire/codec.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// A job that is read is written so that it is read as the same again; one that is not has its reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto job = wire::print_job_from_json({reinterpret_cast<const char*>(bytes), size});
    if (job ? wire::print_job_from_json(wire::to_json(*job)) != *job : job.error().empty())
        std::abort();
    return 0;
}
