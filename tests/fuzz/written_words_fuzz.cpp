#include "caller/buttons/key_map.h"
#include "caller/learned_boxes.h"
#include "caller/lesson.h"
#include "display/led/address.h"
#include "display/voice/sound_check.h"
#include "display/voice/zone_options.h"
#include "shared/admin/day.h"
#include "shared/base/text.h"
#include "shared/config/units.h"
#include "shared/model/appointment_code.h"
#include "shared/report/period.h"
#include "shared/usb/device_info.h"
#include "tests/fuzz/memory_file.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void expect(bool truth) {
    if (!truth)
        std::abort();
}

void read_times(std::string_view text) {
    if (const auto minute = config::parse_time_of_day(text))
        expect(*minute >= 0 && *minute <= 48 * 60);
    if (const auto duration = config::parse_duration(text))
        expect(duration->count() >= 0);
    for (const auto period :
         {report::day_named(text, 20261126), report::week_named(text), report::month_named(text)})
        if (period && text != "today" && text != "yesterday")
            expect(report::name_of(*period) == text);
    static_cast<void>(admin::day_of(text));
}

void read_places(std::string_view text) {
    static_cast<void>(display::parse_address(text, 502));
    if (const auto counters = display::parse_counters(text))
        for (const auto counter : *counters)
            expect(counter.value >= 1);
    static_cast<void>(display::parse_calls(text));
    if (const auto code = model::canonical_code(text))
        expect(model::canonical_code(*code) == code);
}

/// What a technician types, and what a maker wrote into a box: it is kept so that it is read again.
void read_boxes(std::string_view text) {
    static_cast<void>(caller::parse_usage(text));
    static_cast<void>(caller::parse_action(text));
    static_cast<void>(caller::KeyMap::preset(std::string(text)));
    caller::Lesson lesson({}, "");
    lesson.came("1c4f:0002:A", "a box", {});
    lesson.key("1c4f:0002:A", 0x59);
    if (const auto outcome = lesson.line(text); outcome.learned)
        expect(outcome.learned->counter.value >= 1 && outcome.learned->counter.value <= 9999);
    const bool from_the_bus = text.size() <= 200 && base::is_utf8(text) && base::one_line(text) == text;
    if (!from_the_bus || !usb::Match::parse(text))
        return;
    const caller::LearnedBox box{std::string(text), {3}, "five"};
    const std::string kept = caller::text_of(box);
    const MemoryFile file(reinterpret_cast<const std::uint8_t*>(kept.data()), kept.size());
    const auto again = caller::read_learned(file.path());
    expect(again.size() == 1 && again.front() == box);
}

} // namespace

// A short text as people write it into a flag, a line or a field, given to everything that reads one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    read_times(text);
    read_places(text);
    read_boxes(text);
    return 0;
}
