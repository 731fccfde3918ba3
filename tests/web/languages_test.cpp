#include "shared/web/languages.h"

#include <catch2/catch.hpp>

#include <string>

using web::preferred;

namespace {

const std::vector<std::string> kOffered{"zh-Hans", "zh-Hant", "en", "ja", "ar", "fr"};

} // namespace

TEST_CASE("Languages: a browser's wish finds the hall's language, by its script where that matters",
          "[web][languages]") {
    CHECK(preferred("fr-CA,en;q=0.8", kOffered) == "fr");
    CHECK(preferred("zh-CN,zh;q=0.9,en;q=0.8", kOffered) == "zh-Hans");
    CHECK(preferred("zh-TW,zh;q=0.9", kOffered) == "zh-Hant");
    CHECK(preferred("zh-Hant-HK", kOffered) == "zh-Hant");
    CHECK(preferred("de, AR;q=0.5, en;q=0.4", kOffered) == "ar");
    CHECK(preferred("en;q=0.2,ja;q=0.3", kOffered) == "ja");
}

TEST_CASE("Languages: a wish that nobody can read wishes nothing", "[web][languages]") {
    CHECK(preferred("", kOffered).empty());
    CHECK(preferred("de,nl", kOffered).empty());
    CHECK(preferred("en;q=0", kOffered).empty());
    CHECK(preferred("en;q=x", kOffered).empty());
    CHECK(preferred(";;;,,,;q=1", kOffered).empty());
    CHECK(preferred(std::string(100'000, 'e'), kOffered).empty());
    CHECK(preferred("en", {}).empty());
}

TEST_CASE("Languages: Arabic and Hebrew are written from the right", "[web][languages]") {
    CHECK(web::is_right_to_left("ar"));
    CHECK(web::is_right_to_left("he"));
    CHECK_FALSE(web::is_right_to_left("zh-Hans"));
    CHECK_FALSE(web::is_right_to_left("en"));
}

TEST_CASE("Languages: all ten languages of the kiosk are spoken, an unknown one is English",
          "[web][languages]") {
    const web::Languages languages;

    for (const char* tag : {"zh-Hans", "zh-Hant", "en", "ja", "ko", "ru", "ar", "he", "es", "fr"})
        CHECK(languages.speaks(tag));
    CHECK_FALSE(languages.speaks("qps"));
    CHECK(languages.of("fr").tr("Why this order?") == "Pourquoi cet ordre ?");
    CHECK(languages.of("xx").tr("Why this order?") == "Why this order?");
}
