#include "kiosk/screens/letter_keys.h"

#include "shared/base/text.h"
#include "shared/screen/button.h"

#include <array>

namespace kiosk {

namespace {

using Rows = std::array<std::u32string_view, 3>;

constexpr Rows kLatin{U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"};
constexpr Rows kSpanish{U"qwertyuiop", U"asdfghjklñ", U"zxcvbnm"};
constexpr Rows kFrench{U"azertyuiop", U"qsdfghjklm", U"wxcvbn"};
constexpr Rows kRussian{U"йцукенгшщзх", U"фывапролджэ", U"ячсмитьбюъё"};
constexpr Rows kArabic{U"ضصثقفغعهخحج", U"شسيبلاتنمكط", U"ئءؤرىةوزظدذ"};
constexpr Rows kHebrew{U"קראטוןםפ", U"שדגכעיחלךף", U"זסבהנמצתץ"};

const Rows& rows_of(std::string_view language) {
    struct Entry {
        std::string_view language;
        const Rows* rows;
    };
    constexpr std::array kScripts{Entry{"es", &kSpanish}, Entry{"fr", &kFrench}, Entry{"ru", &kRussian},
                                  Entry{"ar", &kArabic}, Entry{"he", &kHebrew}};
    for (const Entry& entry : kScripts)
        if (language.starts_with(entry.language))
            return *entry.rows;
    return kLatin;
}

/// Typing is quick, even with one finger; only a bounce is ignored.
class LetterKey final : public screen::Button {
  public:
    using Button::Button;
    base::Duration strike_pause() const override { return base::Duration(80); }
};

} // namespace

LetterKeys::LetterKeys(std::string_view language, int space, std::function<void(char32_t)> pressed,
                       std::string backspace_speech, std::string space_words) {
    gap = space;
    const auto add_key = [&](screen::Container& to, char32_t character, std::string text) -> LetterKey& {
        auto& key = to.add<LetterKey>(std::move(text), [pressed, character] { pressed(character); });
        key.set_narrow();
        key.grow = 1;
        keys_.emplace_back(character, &key);
        return key;
    };
    const Rows& rows = rows_of(language);
    std::size_t most = 0;
    for (const auto row : rows)
        most = std::max(most, row.size());
    for (const std::u32string_view letters : rows) {
        // All keys are equally wide; what a row has less stands free at both its ends.
        auto& grid = add<screen::Grid>(static_cast<int>(most));
        grid.gap = space;
        for (std::size_t i = 0; i < (most - letters.size()) / 2; ++i)
            grid.add<screen::Spacer>(1);
        for (const char32_t letter : letters) {
            std::string text;
            base::append_utf8(text, letter);
            add_key(grid, letter, std::move(text)).set_language(std::string(language.substr(0, 2)));
        }
    }
    auto& last = add<screen::Row>();
    last.gap = space;
    add_key(last, U' ', std::move(space_words)).grow = 3;
    add_key(last, U'\b', "").set_icon("backspace").set_speech(std::move(backspace_speech));
}

void LetterKeys::arrange(const screen::Look& look, screen::Rect bounds) {
    Column::arrange({look.theme, "en", look.fonts, look.icons}, bounds);
}

} // namespace kiosk
