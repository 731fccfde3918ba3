#include "shared/base/text.h"

#include <catch2/catch.hpp>

using namespace std::string_view_literals;

TEST_CASE("Text: only well-formed UTF-8 is UTF-8", "[base][text]") {
    CHECK(base::is_utf8("叫号 A023 العربية"));
    CHECK_FALSE(base::is_utf8("\xC0\xAF"));         // overlong
    CHECK_FALSE(base::is_utf8("\xED\xA0\x80"));     // a surrogate
    CHECK_FALSE(base::is_utf8("\xF4\x90\x80\x80")); // above U+10FFFF
    CHECK_FALSE(base::is_utf8("\xE5\x8F"));         // cut short
}

TEST_CASE("Text: code points go out and come back", "[base][text]") {
    const std::string text = "a\u00E9叫\U0001F33F";

    std::string again;
    for (const char32_t c : base::code_points(text))
        base::append_utf8(again, c);

    CHECK(again == text);
    CHECK(base::code_points("\xFFok") == U"\uFFFDok");
}

TEST_CASE("Text: a label or a log line is one line", "[base][text]") {
    CHECK(base::one_line("a\nb\tc\x7F") == "a b c ");
}

TEST_CASE("Text: hexadecimal digits go out and come back", "[base][text]") {
    const auto bytes = base::from_hex("00ff1B");
    REQUIRE(bytes);
    CHECK(base::to_hex(*bytes) == "00ff1b");
    CHECK_FALSE(base::from_hex("0"));
    CHECK_FALSE(base::from_hex("zz"));
}

TEST_CASE("Text: a number is the whole text and fits", "[base][text]") {
    CHECK(base::parse_number<int>("12") == 12);
    CHECK_FALSE(base::parse_number<int>("12 "));
    CHECK_FALSE(base::parse_number<int>(""));
    CHECK_FALSE(base::parse_number<unsigned>("-1"));
    CHECK_FALSE(base::parse_number<int>("99999999999"));
}

TEST_CASE("Text: split keeps empty parts, trim takes white space only", "[base][text]") {
    CHECK(base::split("a,,b", ',') == std::vector{"a"sv, ""sv, "b"sv});
    CHECK(base::trim("  a b\n") == "a b");
    CHECK(base::trim(" \t") == "");
}
