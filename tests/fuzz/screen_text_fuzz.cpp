#include "shared/screen/fonts.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Any bytes as a text, in any box: names and notices come from files and from people. A line never gets wider
// than its box, unless a single character is; there are never more lines than asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    constexpr std::array<std::string_view, 6> kLanguages{"zh_Hans", "zh_Hant", "en", "ar", "he", "th"};
    static screen::Fonts fonts;
    if (size < 4)
        return 0;
    const screen::TextStyle style{4 + bytes[0] % 40,
                                  bytes[0] % 2 == 0 ? screen::Weight::Regular : screen::Weight::Bold};
    const screen::TextBox box{style, kLanguages[bytes[1] % kLanguages.size()], bytes[2] * 2, bytes[3] % 4,
                              bytes[3] / 64};
    const std::string_view text(reinterpret_cast<const char*>(bytes + 4), size - 4);
    const auto paragraph = fonts.lay_out(text, box);
    if (box.max_lines > 0 && paragraph->lines.size() > static_cast<std::size_t>(box.max_lines))
        std::abort();
    for (const auto& line : paragraph->lines)
        if (box.width > 4 * style.size && line.width > box.width + 4 * style.size)
            std::abort();
    screen::Pixels paper({64, 64});
    screen::Canvas canvas(paper);
    fonts.draw(canvas, {-3, -3, 60, 60}, *paragraph, screen::Color::rgb(0), screen::Align::Centre);
    if (fonts.cached_bytes() > screen::Fonts::cache_limit())
        std::abort();
    return 0;
}
