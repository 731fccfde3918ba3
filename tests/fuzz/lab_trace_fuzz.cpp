#include "shared/lab/input.h"
#include "shared/lab/shadow.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

/// More than this only takes longer.
constexpr std::size_t kLargest = 4096;

constexpr const char* kConfig = R"({
  "classes": {"ordinary": {"tier": 1, "h": 0, "m": 1000, "cap": null},
              "green": {"tier": 1, "h": 300000, "m": 2000, "cap": 2700000}},
  "services": [{"id": 0, "mean": 600000}, {"id": 1, "mean": 300000}],
  "counters": [{"id": 1, "skills": [0, 1]}, {"id": 2, "skills": [1], "planned_lunch": [43200000, 46800000]}],
  "params": {"pace": 0, "walk": 0, "noshow_timeout": 60000, "noshow_penalty": 600000, "max_returns": 1,
             "appt_early": 300000, "appt_grace": 600000}})";

} // namespace

// A trace is refused with its line, or followed; and no interval is inside out.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size > kLargest)
        return 0;
    static const lab::Scenario config = lab::read_config(kConfig);
    try {
        lab::Shadow shadow(config);
        const auto trace = lab::read_trace({reinterpret_cast<const char*>(bytes), size}, config, "trace");
        for (int day = 0; day < 2; ++day)
            shadow.follow(trace, [](const lab::ShadowForecast& one) {
                if (one.foreseen.low > one.foreseen.point || one.foreseen.point > one.foreseen.high)
                    std::abort();
            });
    } catch (const lab::InputError&) { // what anything but a right trace must end in
    }
    return 0;
}
