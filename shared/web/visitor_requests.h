#pragma once

#include "shared/model/command.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

// What a visitor's page sends, read from the outside: every bound is checked here, and nothing throws.

/// Twenty lower-case hexadecimal digits.
bool is_token(std::string_view text);

/// {"score": 1–5, "reasons": [0–4, …]}: reasons by their place in kLowReasons, each once.
struct RatingSent {
    int score = 0;
    std::vector<std::string> reasons; ///< in the house's own words

    bool operator==(const RatingSent&) const = default;
};
std::optional<RatingSent> read_rating(std::string_view json);

/// {"kind": "complaint" | "suggestion" | "praise", "text": "…"}: a text of one to model::kWordLimit bytes.
/// Line ends become spaces.
struct WordSent {
    model::WordKind kind = model::WordKind::Suggestion;
    std::string text;

    bool operator==(const WordSent&) const = default;
};
std::optional<WordSent> read_word(std::string_view json);

/// {} and nothing else: of what needs no more than its address.
bool is_empty_object(std::string_view json);

/// Why somebody is not satisfied, as the counter's panel asks too; msgids of the catalogues.
const std::vector<std::string>& low_reasons();

} // namespace web
