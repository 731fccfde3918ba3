#include "shared/base/text.h"
#include "shared/web/languages.h"
#include "shared/web/origin.h"
#include "shared/web/template.h"
#include "shared/web/visitor_requests.h"

#include <algorithm>
#include <array>
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

const std::vector<std::string> kOffered{"zh-Hans", "zh-Hant", "en", "ar"};

void read_bodies(std::string_view text) {
    if (const auto rating = web::read_rating(text)) {
        expect(1 <= rating->score && rating->score <= 5);
        expect(rating->reasons.size() <= web::low_reasons().size());
        for (const std::string& reason : rating->reasons)
            expect(std::ranges::count(web::low_reasons(), reason) == 1);
    }
    if (const auto word = web::read_word(text)) {
        expect(!word->text.empty() && word->text.size() <= model::kWordLimit);
        expect(base::is_utf8(word->text) && base::one_line(word->text) == word->text);
    }
    expect(!web::is_empty_object(text) || text.find('"') == std::string_view::npos);
}

/// Three lines: Host, Origin, Sec-Fetch-Site. Whoever does not say that he is of this host is not believed.
void read_origin(std::string_view text) {
    auto lines = base::split(text, '\n');
    lines.resize(3);
    const bool believed = web::is_same_origin({lines[0], lines[1], lines[2]}, "https://queue.example.org");
    if (believed && lines[1].empty())
        expect(lines[2] == "same-origin");
    if (believed && !lines[1].empty())
        expect(lines[1].size() == lines[0].size() + 7 || lines[1].size() == lines[0].size() + 8 ||
               lines[1].size() == 25);
    static_cast<void>(web::is_json(text));
}

void read_words(std::string_view text) {
    if (web::is_token(text))
        expect(text.size() == 20 && base::from_hex(text));
    const auto liked = web::preferred(text, kOffered);
    expect(liked.empty() || std::ranges::count(kOffered, liked) == 1);
    static_cast<void>(web::is_right_to_left(text));
}

/// A visitor's text stays a text.
void fill_page(std::string_view text) {
    static const web::Template page(R"(<p title="{{text}}">{{text}}</p>)");
    const std::string filled = page.fill({{"text", std::string(text)}});
    expect(std::ranges::count(filled, '<') == 2 && std::ranges::count(filled, '"') == 2);
    try {
        static_cast<void>(web::Template(text).fill({}));
    } catch (const std::runtime_error&) {
        return; // a hole, or no end: said in words
    }
}

} // namespace

// What a browser may write into a path, a head or a body, given to everything here that reads it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    read_bodies(text);
    read_origin(text);
    read_words(text);
    fill_page(text);
    return 0;
}
