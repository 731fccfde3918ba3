#include "display/led/modbus.h"
#include "display/led/onbon.h"
#include "display/led/text_line.h"

#include <algorithm>
#include <cstdlib>
#include <string>

// What comes from a line of two text cards, cut into pieces by a byte with the length and the time before:
// each request is one of the two, never one while another is under way; there is always a next moment; a
// reply is taken or not, and a frame that is taken apart and put together again is the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const auto all = std::as_bytes(std::span(input, size));
    if (const auto inside = display::onbon_inside(all); !inside.empty())
        if (display::onbon_inside(display::onbon_frame(inside)) != inside)
            std::abort();
    display::to_gb2312(std::string_view(reinterpret_cast<const char*>(input), size));

    display::TextLine line;
    line.add("card", std::make_unique<display::Onbon>(display::Onbon::Options{1, {128, 16}, {}}),
             base::Duration(2000));
    line.add("digits", std::make_unique<display::ModbusText>(7, 6), base::Duration(2000));
    base::SteadyTime now{std::chrono::hours(1)};
    line.opened(now);
    line.show(0, {"请 A023 到 3 号窗口", "A023"}, now);
    line.show(1, {"", "A023"}, now);
    while (size > 0) {
        const std::size_t length = std::min<std::size_t>(input[0] & 31U, size - 1);
        now += base::Duration(40 * (input[0] >> 5U));
        line.tick(now);
        const auto sent = line.to_send();
        if (std::ranges::count(sent, std::byte{0x5A}) > 1 || sent.size() > 300 || !line.next_deadline())
            std::abort();
        line.received(std::as_bytes(std::span(input + 1, length)), now);
        line.news();
        input += 1 + length;
        size -= 1 + length;
    }
    return 0;
}
