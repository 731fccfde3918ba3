#include "shared/lab/day.h"
#include "shared/lab/input.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string_view>

namespace {

/// More than this only takes longer: a few bytes can ask for a thousand returns.
constexpr std::size_t kLargest = 4096;
constexpr int kMostReturns = 3;

} // namespace

// A scenario is refused, or its day ends; and nobody in it is called more often than the rule allows.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size > kLargest)
        return 0;
    try {
        const lab::Scenario day = lab::read_scenario({reinterpret_cast<const char*>(bytes), size});
        if (day.max_returns > kMostReturns)
            return 0;
        std::map<std::size_t, int> calls;
        lab::run_day(day, [&](const lab::DayEvent& event) {
            if (lab::trace_line(day, event).empty())
                std::abort();
            if (event.kind == lab::DayEvent::Kind::Call && ++calls[event.visitor] > 2 + day.max_returns)
                std::abort();
        });
    } catch (const lab::InputError&) { // what anything but a right scenario must end in
    }
    return 0;
}
