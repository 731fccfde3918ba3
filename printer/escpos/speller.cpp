#include "printer/escpos/speller.h"

#include <array>
#include <utility>

namespace printer {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Unicode's wide and full-width characters, as far as receipt printers have any of them.
constexpr std::array kWide{Range{0x1100, 0x115f}, Range{0x2e80, 0x303e}, Range{0x3041, 0x33ff},
                           Range{0x3400, 0x4dbf}, Range{0x4e00, 0x9fff}, Range{0xa000, 0xa4cf},
                           Range{0xac00, 0xd7a3}, Range{0xf900, 0xfaff}, Range{0xfe30, 0xfe4f},
                           Range{0xff00, 0xff60}, Range{0xffe0, 0xffe6}, Range{0x20000, 0x3fffd}};

// Hebrew, Arabic, Indic, Thai, Lao, Tibetan, Burmese, Khmer, Mongolian, and the shapes of Arabic: a row of
// letters from left to right is not how they are written.
constexpr std::array kShaped{Range{0x0590, 0x0fff}, Range{0x1000, 0x109f}, Range{0x1780, 0x18af},
                             Range{0xfb1d, 0xfdff}, Range{0xfe70, 0xfefc}};

template <std::size_t Count>
bool lies_in(const std::array<Range, Count>& ranges, char32_t character) {
    for (const auto& each : ranges)
        if (character >= each.first && character <= each.last)
            return true;
    return false;
}

// Direction marks, joiners and soft hyphens: seen on no paper.
bool is_invisible(char32_t c) {
    return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) ||
           c == 0xad || c == 0xfeff;
}

// The same to a reader.
std::u32string_view plainer(char32_t c) {
    switch (c) {
    case U'\u00a0':
    case U'\u2009':
    case U'\u202f':
        return U" ";
    case U'‐':
    case U'‑':
    case U'–':
    case U'—':
        return U"-";
    case U'‘':
    case U'’':
        return U"'";
    case U'“':
    case U'”':
    case U'„':
        return U"\"";
    case U'…':
        return U"...";
    case U'·':
    case U'•':
        return U"*";
    default:
        return {};
    }
}

// The hanzi of a set look as its region writes them: a Japanese text is not set in Chinese forms.
bool is_of_region(std::string_view charset, std::string_view language) {
    if (language.starts_with("ja"))
        return charset == "SHIFT_JIS";
    if (language.starts_with("ko"))
        return charset == "EUC-KR";
    return true;
}

} // namespace

int columns_of(char32_t character) {
    return lies_in(kWide, character) ? 2 : 1;
}

Speller::Speller(const Profile& profile) : double_byte_name_(profile.double_byte) {
    for (const auto& [number, name] : profile.code_pages)
        pages_.emplace(number, Charset(name));
    if (!double_byte_name_.empty())
        double_byte_.emplace(double_byte_name_);
}

std::optional<Letter> Speller::in_code_pages(char32_t character) {
    const auto in = [&](int number) -> std::optional<Letter> {
        const auto bytes = pages_.at(number).encode(character);
        if (!bytes || bytes->size() != 1 || static_cast<unsigned char>(bytes->front()) < 0x80)
            return std::nullopt;
        return Letter{Letter::Set::CodePage, number, *bytes, 1};
    };
    if (last_page_)
        if (auto letter = in(*last_page_))
            return letter;
    for (const auto& [number, charset] : pages_)
        if (auto letter = in(number)) {
            last_page_ = number;
            return letter;
        }
    return std::nullopt;
}

// Four bytes of GB18030 are understood by few printers.
std::optional<Letter> Speller::in_double_byte(char32_t character) {
    if (!double_byte_)
        return std::nullopt;
    auto bytes = double_byte_->encode(character);
    if (!bytes || bytes->size() != 2)
        return std::nullopt;
    return Letter{Letter::Set::DoubleByte, 0, std::move(*bytes), 2};
}

std::optional<Letter> Speller::find(char32_t character, Habit habit) {
    if (character >= 0x20 && character < 0x7f)
        return Letter{Letter::Set::Any, 0, std::string(1, static_cast<char>(character)), 1};
    if (lies_in(kShaped, character))
        return std::nullopt;
    const bool is_hanzi = columns_of(character) == 2;
    if (habit.own_hanzi && (is_hanzi || (habit.wide && character != U'–')))
        if (auto letter = in_double_byte(character))
            return letter;
    if (is_hanzi)
        return std::nullopt;
    return in_code_pages(character);
}

std::expected<std::vector<Letter>, char32_t> Speller::spell(std::u32string_view text,
                                                            std::string_view language) {
    const bool wide = language.starts_with("zh") || language.starts_with("ja") || language.starts_with("ko");
    const Habit habit{is_of_region(double_byte_name_, language), wide};
    std::vector<Letter> letters;
    for (const auto character : text) {
        if (is_invisible(character)) {
            letters.push_back({Letter::Set::Any, 0, {}, 0});
            continue;
        }
        auto [entry, fresh] = known_.try_emplace({character, habit});
        if (fresh)
            entry->second = find(character, habit);
        if (entry->second) {
            letters.push_back(*entry->second);
            continue;
        }
        const auto instead = plainer(character);
        if (instead.empty())
            return std::unexpected(character);
        Letter letter{Letter::Set::Any, 0, {}, static_cast<int>(instead.size())};
        for (const auto each : instead)
            letter.bytes += static_cast<char>(each);
        letters.push_back(std::move(letter));
    }
    return letters;
}

} // namespace printer
