#pragma once

#include "printer/escpos/charset.h"
#include "printer/profile.h"

#include <compare>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace printer {

/// Where a printer finds a character: in a code page of ESC t, or in its two-byte set.
struct Letter {
    enum class Set { Any, CodePage, DoubleByte } set = Set::Any; ///< Any: ASCII
    int page = 0;
    std::string bytes;
    int columns = 1; ///< a hanzi takes two
};

/// Spells texts with the characters that are built into a printer. What it lacks is said, never replaced: a
/// dash may become a hyphen and a curly quotation mark a straight one, but no letter becomes a question mark.
class Speller {
  public:
    explicit Speller(const Profile& profile);

    /// The letters in the order of the text, or the character that is lacking. Text from right to left and
    /// scripts whose letters change their shapes always lack something.
    std::expected<std::vector<Letter>, char32_t> spell(std::u32string_view text, std::string_view language);

  private:
    /// What the language of a text asks for.
    struct Habit {
        bool own_hanzi = true; ///< the printer's hanzi look as its readers expect them
        bool wide = false;     ///< punctuation is as wide as hanzi
        auto operator<=>(const Habit&) const = default;
    };
    std::optional<Letter> find(char32_t character, Habit habit);
    std::optional<Letter> in_code_pages(char32_t character);
    std::optional<Letter> in_double_byte(char32_t character);

    std::map<int, Charset> pages_;
    std::optional<Charset> double_byte_;
    std::string double_byte_name_;
    std::optional<int> last_page_; ///< tried first: changing it costs bytes
    std::map<std::pair<char32_t, Habit>, std::optional<Letter>> known_;
};

/// How many columns of the printer's own font a character takes.
int columns_of(char32_t character);

} // namespace printer
