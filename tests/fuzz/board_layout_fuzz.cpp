#include "display/board/layout_file.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// A layout that a technician wrote: areas inside the panel that do not overlap, or errors with their lines.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    constexpr screen::Size kPanel{1920, 1080};
    const screen::Rect panel{0, 0, kPanel.width, kPanel.height};
    try {
        const auto layout = display::parse_layout({reinterpret_cast<const char*>(bytes), size}, "fuzz.toml");
        for (std::size_t i = 0; i < layout.areas.size(); ++i) {
            const auto place = layout.areas[i].on(kPanel);
            if (place.empty() || !panel.contains(place) || layout.areas[i].em(kPanel) <= 0)
                std::abort();
            for (std::size_t j = 0; j < i; ++j)
                if (place.overlaps(layout.areas[j].on(kPanel)))
                    std::abort();
        }
        (void)display::legible_distance(layout, kPanel, 55);
        (void)display::fit_warnings(layout, kPanel);
    } catch (const config::Errors&) {
        return 0;
    }
    return 0;
}
