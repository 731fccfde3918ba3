#include "printer/escpos/status.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// What a printer says, any bytes: whole or byte by byte it means the same, and a known answer is read after
// it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto all = std::as_bytes(std::span(bytes, size));
    printer::StatusParser whole, split;
    const auto events = whole.feed(all);
    std::vector<printer::StatusEvent> same;
    for (std::size_t i = 0; i < size; ++i)
        for (auto& event : split.feed(all.subspan(i, 1)))
            same.push_back(std::move(event));
    if (events != same)
        std::abort();
    whole.reset();
    const std::byte fine{0x12};
    if (whole.feed({&fine, 1}).size() != 1)
        std::abort();
    printer::Condition condition;
    for (const std::byte answer : all)
        for (int which = 1; which <= 4; ++which)
            printer::apply_state(condition, which, std::to_integer<std::uint8_t>(answer));
    return 0;
}
