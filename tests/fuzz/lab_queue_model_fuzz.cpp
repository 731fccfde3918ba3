#include "shared/lab/input.h"
#include "shared/lab/simulate.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// What was accepted describes a queue that can be simulated: every class has all that its rule asks for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    try {
        const lab::QueueModel model = lab::read_queue_model({reinterpret_cast<const char*>(bytes), size});
        const std::size_t classes = model.arrivals.size();
        using Rule = lab::QueueModel::Rule;
        if (classes == 0 || model.services.size() != classes ||
            (model.rule == Rule::AccumulatingPriority && model.growth.size() != classes) ||
            (model.rule == Rule::Strict && model.priority.size() != classes))
            std::abort();
    } catch (const lab::InputError&) { // what anything but a right model must end in
    }
    return 0;
}
