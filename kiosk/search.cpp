#include "kiosk/search.h"

#include "shared/base/text.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace kiosk {

namespace {

std::unique_ptr<icu::Transliterator> transliterator(const char* id) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
    if (U_FAILURE(status) != 0 || made == nullptr)
        throw std::runtime_error("ICU cannot turn Chinese into letters; please install libicu72 again");
    return made;
}

std::string transliterated(icu::Transliterator& rule, std::string_view text) {
    icu::UnicodeString letters =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    rule.transliterate(letters);
    std::string out;
    letters.toUTF8String(out);
    return out;
}

/// Small letters, accents gone, each word after one space; signs and brackets part words.
std::string words_of(std::string_view folded) {
    std::string words;
    bool inside = false;
    for (const char c : folded) {
        const auto byte = static_cast<unsigned char>(c);
        const bool counts = byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (counts && !inside)
            words += ' ';
        if (counts)
            words += c;
        inside = counts;
    }
    return words;
}

std::string initials_of(std::string_view words) {
    std::string initials;
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        if (words[i] == ' ')
            initials += words[i + 1];
    return initials;
}

/// 0: it begins so; 1: a word within begins so; 2: it is not there.
int rank_of(std::string_view words, std::string_view query) {
    for (std::size_t start = 0; start < words.size(); ++start) {
        if (words[start] != ' ')
            continue;
        std::size_t matched = 0;
        for (std::size_t i = start; i < words.size() && matched < query.size(); ++i) {
            if (words[i] == ' ')
                continue;
            if (words[i] != query[matched])
                break;
            ++matched;
        }
        if (matched == query.size())
            return start == 0 ? 0 : 1;
    }
    return 2;
}

std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

constexpr const char* kFolding = "Lower; Latin-ASCII";
constexpr const char* kPinyin = "Han-Latin; Latin-ASCII; Lower";

} // namespace

std::string pinyin(std::string_view chinese) {
    const std::string words = words_of(transliterated(*transliterator(kPinyin), chinese));
    return words.empty() ? words : words.substr(1);
}

Search::Search(const model::Hall& hall) {
    const auto fold = transliterator(kFolding);
    const auto letters = transliterator(kPinyin);
    entries_.reserve(hall.services.size());
    for (const model::Service& service : hall.services) {
        Entry entry;
        entry.service = service.id;
        for (const auto& [language, name] : service.name.by_language()) {
            entry.texts.push_back(words_of(transliterated(*fold, name)));
            if (!language.starts_with("zh"))
                continue;
            // Each character may begin what is typed: Chinese has no spaces between words.
            std::string characters;
            for (const char32_t character : base::code_points(name)) {
                characters += ' ';
                base::append_utf8(characters, character);
            }
            entry.texts.push_back(characters);
            entry.texts.push_back(words_of(transliterated(*letters, name)));
            entry.initials.push_back(initials_of(entry.texts.back()));
        }
        entries_.push_back(std::move(entry));
    }
}

std::vector<model::ServiceId> Search::find(std::string_view typed) const {
    if (typed.size() > kLongestQuery || !base::is_utf8(typed))
        return {};
    const std::string query = without_spaces(words_of(transliterated(*transliterator(kFolding), typed)));
    if (query.empty())
        return {};
    std::vector<std::pair<int, model::ServiceId>> found;
    found.reserve(entries_.size());
    for (const Entry& entry : entries_) {
        int best = 2;
        for (const std::string& text : entry.texts)
            best = std::min(best, rank_of(text, query));
        for (const std::string& initials : entry.initials)
            if (const auto at = initials.find(query); at != std::string::npos)
                best = std::min(best, at == 0 ? 0 : 1);
        if (best < 2)
            found.emplace_back(best, entry.service);
    }
    std::ranges::stable_sort(found, {}, &std::pair<int, model::ServiceId>::first);
    std::vector<model::ServiceId> services;
    services.reserve(found.size());
    for (auto& [rank, service] : found)
        services.push_back(std::move(service));
    return services;
}

} // namespace kiosk
