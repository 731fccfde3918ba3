#include "caller/buttons/box_line.h"

#include <cstdlib>
#include <map>

// What comes from a line of two boxes, cut into pieces by a byte with the length and the time before: a box
// comes before it goes, keys are told only while it is there and within their range, there is always a next
// moment, and what is sent is frames.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    caller::BoxLine line({1, 2});
    base::SteadyTime now{std::chrono::hours(1)};
    std::map<int, bool> there;
    const auto judge = [&](const std::vector<caller::BoxEvent>& events) {
        for (const auto& event : events) {
            if (const auto* came = std::get_if<caller::BoxCame>(&event)) {
                if (std::exchange(there[came->address], true))
                    std::abort();
            } else if (const auto* went = std::get_if<caller::BoxWent>(&event)) {
                if (!std::exchange(there[went->address], false))
                    std::abort();
            } else if (const auto* key = std::get_if<caller::BoxKey>(&event)) {
                if (!there[key->address] || key->key < 1 || key->key > caller::BoxLine::kMostKey)
                    std::abort();
            }
        }
        caller::BoxFrameReader reader;
        std::string sent = line.to_send();
        std::size_t length = 0;
        for (const char each : sent)
            if (const auto frame = reader.take(each))
                length += frame->text().size();
        if (length != sent.size())
            std::abort();
    };
    line.opened(now);
    line.show(1, {true, true, "A023", 5});
    while (size > 0) {
        const std::size_t length = std::min<std::size_t>(input[0] & 31U, size - 1);
        now += base::Duration(20 * (input[0] >> 5U));
        judge(line.received(std::as_bytes(std::span(input + 1, length)), now));
        judge(line.tick(now));
        if (!line.next_deadline())
            std::abort();
        input += 1 + length;
        size -= 1 + length;
    }
    judge(line.closed());
    for (const auto& [address, is_there] : there)
        if (is_there)
            std::abort();
    return 0;
}
