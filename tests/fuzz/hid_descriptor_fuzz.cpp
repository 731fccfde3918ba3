#include "caller/buttons/strokes.h"
#include "shared/usb/report_layout.h"

#include <algorithm>
#include <cstdlib>

// Two bytes: the length of a report descriptor; then reports, each after a byte with its length. Keys are of
// the three pages, in rising order; an output report has the size that the lamps need; time goes on.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    if (size < 2)
        return 0;
    auto bytes = std::as_bytes(std::span(input + 2, size - 2));
    const std::size_t length = std::min<std::size_t>(input[0] | input[1] << 8U, bytes.size());
    const auto layout = usb::ReportLayout::parse(bytes.first(length));
    if (!layout)
        return 0;
    bytes = bytes.subspan(length);
    std::vector<bool> on(layout->lamps().size(), true);
    for (const auto& output : layout->light(on))
        if (output.bytes.empty() || output.bytes.size() > usb::ReportLayout::kMostBits / 8 + 1)
            std::abort();
    caller::Strokes strokes;
    base::SteadyTime now{std::chrono::hours(1)};
    while (!bytes.empty()) {
        const auto taken = std::min(std::to_integer<std::size_t>(bytes[0]), bytes.size() - 1);
        const auto report = bytes.subspan(1, taken);
        bytes = bytes.subspan(1 + taken);
        now += base::Duration(10);
        const auto keys = layout->keys_down(report);
        if (!keys)
            continue;
        if (layout->size_of(report) == 0 || layout->size_of(report) > report.size() + 1 ||
            !std::ranges::is_sorted(keys->usages) ||
            std::ranges::adjacent_find(keys->usages) != keys->usages.end())
            std::abort();
        for (const usb::HidUsage usage : keys->usages) {
            const auto page = usage >> 16U;
            const bool of_a_keyboard = page == 0 && usage >= 0x04 && usage <= 0xE7;
            const bool of_another = page == usb::kButtonPage || page == usb::kConsumerPage;
            if ((!of_a_keyboard && !of_another) || (usage & 0xFFFFU) == 0)
                std::abort();
        }
        const auto stroke = strokes.take(keys->report, *keys, now);
        if (stroke && keys->usages.empty())
            std::abort();
        if (strokes.tick(now) && !strokes.stuck())
            std::abort();
    }
    return 0;
}
