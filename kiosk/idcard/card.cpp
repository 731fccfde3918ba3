#include "kiosk/idcard/card.h"

#include "shared/base/text.h"

#include <array>
#include <chrono>
#include <optional>
#include <string_view>

#include <sodium/utils.h>

namespace kiosk {

namespace {

constexpr std::size_t kDateLength = 8, kNumberLength = 18, kBirthInNumber = 6;
constexpr int kOldest = 150;
constexpr char16_t kLong = u'长', kTerm = u'期';

/// Characters of a card, wiped when they go.
template <std::size_t kLength>
class Secret {
  public:
    /// Leaves '?' where a character is not of ASCII.
    Secret(std::span<const std::byte> text, CardField field) {
        for (std::size_t i = 0; i < kLength; ++i) {
            const auto low = std::to_integer<unsigned>(text[field.offset + 2 * i]);
            const auto high = std::to_integer<unsigned>(text[field.offset + 2 * i + 1]);
            characters_[i] = high == 0 && low < 0x80U ? static_cast<char>(low) : '?';
        }
    }
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret() { ::sodium_memzero(characters_.data(), characters_.size()); }

    std::string_view text() const { return {characters_.data(), characters_.size()}; }

  private:
    std::array<char, kLength> characters_;
};
using DateText = Secret<kDateLength>;

/// A date that the calendar has, as YYYYMMDD.
std::optional<int> day_of(std::string_view digits) {
    for (const char each : digits)
        if (each < '0' || each > '9')
            return std::nullopt;
    const auto day = base::parse_number<int>(digits);
    return day && is_day(*day) ? day : std::nullopt;
}

/// "长期", then spaces.
bool is_for_life(std::span<const std::byte> field) {
    for (std::size_t i = 0; i * 2 < field.size(); ++i) {
        const auto unit = static_cast<char16_t>(std::to_integer<unsigned>(field[2 * i]) |
                                                std::to_integer<unsigned>(field[2 * i + 1]) << 8U);
        if (unit != (i == 0 ? kLong : i == 1 ? kTerm : u' '))
            return false;
    }
    return true;
}

/// A birthday on 29 February is kept on 1 March in other years, as the law counts.
int full_years(int birth, int day) {
    const int years = day / 1'00'00 - birth / 1'00'00;
    return day % 1'00'00 < birth % 1'00'00 ? years - 1 : years;
}

} // namespace

bool is_day(int day) {
    using namespace std::chrono;
    return day >= 1000'00'00 && day <= 9999'99'99 &&
           year_month_day(year(day / 1'00'00), month(static_cast<unsigned>(day / 100 % 100)),
                          std::chrono::day(static_cast<unsigned>(day % 100)))
               .ok();
}

std::expected<CardRead, CardFailure> read_card(std::span<const std::byte> text, int day,
                                               const wire::PersonKey& key) {
    constexpr auto kUnknown = std::unexpected(CardFailure::Unknown);
    if (text.size() != kCardTextSize)
        return kUnknown;
    const Secret<kNumberLength> number(text, kCitizenNumber);
    const DateText birth_text(text, kBirthDate), from_text(text, kValidFrom), until_text(text, kValidUntil);

    if (!wire::is_citizen_number(number.text()) ||
        number.text().substr(kBirthInNumber, kDateLength) != birth_text.text())
        return kUnknown;
    const auto birth = day_of(birth_text.text()), from = day_of(from_text.text());
    if (!birth || !from || *birth > day || full_years(*birth, day) > kOldest)
        return kUnknown;
    const bool for_life = is_for_life(text.subspan(kValidUntil.offset, kValidUntil.size));
    const auto until = day_of(until_text.text());
    if (!for_life && (!until || *until < *from))
        return kUnknown;

    return CardRead{full_years(*birth, day), *from <= day && (for_life || day <= *until),
                    wire::person_token(key, day, number.text())};
}

} // namespace kiosk
