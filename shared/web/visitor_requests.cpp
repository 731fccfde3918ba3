#include "shared/web/visitor_requests.h"

#include "shared/base/text.h"
#include "shared/language/catalogue.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace web {

namespace {

using language::msgid;
using nlohmann::json;

constexpr std::size_t kTokenDigits = 20;
constexpr std::size_t kMostRequest = 8192;
constexpr int kDeepestRequest = 3;

/// An object, of well-formed UTF-8, that is not deeper than anything we ask for. A null byte would be the end
/// to the library, whatever follows.
std::optional<json> read_object(std::string_view text) {
    if (text.size() > kMostRequest || !base::is_utf8(text) || text.find('\0') != std::string_view::npos)
        return std::nullopt;
    const auto bounded = [](int depth, json::parse_event_t, json&) { return depth <= kDeepestRequest; };
    json value = json::parse(text, bounded, false);
    if (!value.is_object())
        return std::nullopt;
    return value;
}

std::optional<int> whole_number(const json& value, int least, int most) {
    if (!value.is_number_integer() || value < least || value > most)
        return std::nullopt;
    return value.get<int>();
}

std::optional<model::WordKind> kind_of(const std::string& word) {
    if (word == "complaint")
        return model::WordKind::Complaint;
    if (word == "suggestion")
        return model::WordKind::Suggestion;
    if (word == "praise")
        return model::WordKind::Praise;
    return std::nullopt;
}

} // namespace

const std::vector<std::string>& low_reasons() {
    static const std::vector<std::string> reasons{
        msgid("The wait was too long"), msgid("The handling was slow"), msgid("The service was not friendly"),
        msgid("It was not explained clearly"), msgid("My matter was not solved")};
    return reasons;
}

bool is_token(std::string_view text) {
    return text.size() == kTokenDigits &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::optional<RatingSent> read_rating(std::string_view text) {
    const auto object = read_object(text);
    if (!object || !object->contains("score"))
        return std::nullopt;
    const auto score = whole_number((*object)["score"], 1, 5);
    if (!score)
        return std::nullopt;
    RatingSent sent{*score, {}};
    if (!object->contains("reasons"))
        return sent;
    const json& reasons = (*object)["reasons"];
    if (!reasons.is_array() || reasons.size() > low_reasons().size())
        return std::nullopt;
    for (const json& reason : reasons) {
        const auto place = whole_number(reason, 0, static_cast<int>(low_reasons().size()) - 1);
        if (!place)
            return std::nullopt;
        const std::string& words = low_reasons()[static_cast<std::size_t>(*place)];
        if (std::ranges::find(sent.reasons, words) != sent.reasons.end())
            return std::nullopt;
        sent.reasons.push_back(words);
    }
    return sent;
}

std::optional<WordSent> read_word(std::string_view text) {
    const auto object = read_object(text);
    if (!object || !object->contains("kind") || !object->contains("text"))
        return std::nullopt;
    const json &kind = (*object)["kind"], &words = (*object)["text"];
    if (!kind.is_string() || !words.is_string())
        return std::nullopt;
    const auto known = kind_of(kind.get<std::string>());
    const std::string line = base::one_line(words.get<std::string>());
    const std::string_view trimmed = base::trim(line);
    if (!known || trimmed.empty() || trimmed.size() > model::kWordLimit)
        return std::nullopt;
    return WordSent{*known, std::string(trimmed)};
}

bool is_empty_object(std::string_view text) {
    const auto object = read_object(text);
    return object && object->empty();
}

} // namespace web
