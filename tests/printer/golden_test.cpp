// Tickets as they come out, by language, width and way to print: the bytes go through the virtual printer, so
// that a picture shows what a printer makes of them. The code is read by zbar, the number by tesseract.

#include "printer/ticket/dither.h"
#include "tests/printer/print_shop.h"
#include "tests/printer/sample_jobs.h"
#include "tests/support/golden.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

namespace printer {
namespace {

struct Sample {
    const char* name;
    const char* language;
    const char* local; ///< the hall's own
    const char* profile;
    int roll;
    Profile::Mode mode;
};

constexpr auto kRaster = Profile::Mode::Raster;
constexpr auto kText = Profile::Mode::Text;

constexpr std::array kSheets{
    Sample{"sheet-80-zh-Hans", "zh-Hans", "zh-Hans", "generic-80", 80, kRaster},
    Sample{"sheet-80-en", "en", "zh-Hans", "generic-80", 80, kRaster},
    Sample{"sheet-80-ar", "ar", "zh-Hans", "generic-80", 80, kRaster},
    Sample{"sheet-58-en", "en", "zh-Hans", "generic-58", 58, kRaster},
    Sample{"sheet-80-text-zh-Hans", "zh-Hans", "zh-Hans", "epson-tm-t20iii-china", 80, kText},
    Sample{"sheet-80-text-en", "en", "zh-Hans", "xprinter-xp-80", 80, kText},
};

constexpr std::array kSamples{
    Sample{"80-zh-Hans", "zh-Hans", "zh-Hans", "generic-80", 80, kRaster},
    Sample{"80-zh-Hant", "zh-Hant", "zh-Hans", "generic-80", 80, kRaster},
    Sample{"80-en", "en", "zh-Hans", "generic-80", 80, kRaster},
    Sample{"80-ar", "ar", "zh-Hans", "generic-80", 80, kRaster},
    Sample{"80-he", "he", "zh-Hans", "generic-80", 80, kRaster},
    Sample{"80-th", "th", "zh-Hans", "generic-80", 80, kRaster},
    Sample{"80-ja", "ja", "zh-Hans", "generic-80", 80, kRaster},
    Sample{"80-ko", "ko", "zh-Hans", "generic-80", 80, kRaster},
    Sample{"80-ru", "ru", "zh-Hans", "generic-80", 80, kRaster},
    Sample{"58-zh-Hans", "zh-Hans", "zh-Hans", "generic-58", 58, kRaster},
    Sample{"58-en", "en", "zh-Hans", "generic-58", 58, kRaster},
    Sample{"80-180dpi-zh-Hans", "zh-Hans", "zh-Hans", "epson-tm-t70", 80, kRaster},
    Sample{"80-180dpi-en", "en", "zh-Hans", "epson-tm-t88vi", 80, kRaster},
    Sample{"80-text-zh-Hans", "zh-Hans", "zh-Hans", "epson-tm-t20iii-china", 80, kText},
    Sample{"80-text-zh-Hant", "zh-Hant", "zh-Hant", "epson-tm-t88v-taiwan", 80, kText},
    Sample{"80-text-en", "en", "zh-Hans", "xprinter-xp-80", 80, kText},
    Sample{"80-text-ru", "ru", "zh-Hans", "epson-tm-t20iii-china", 80, kText},
    Sample{"58-text-zh-Hans", "zh-Hans", "zh-Hans", "pos-5890", 58, kText},
};

/// Rows of ink with white above and below them.
struct Strip {
    int top = 0, bottom = 0, left = 0, right = 0;
    long black = 0;
    int height() const { return bottom - top; }
    int width() const { return right - left; }
};

std::vector<Strip> strips_of(const Bitmap& page) {
    std::vector<Strip> strips;
    bool inside = false;
    for (int y = 0; y < page.height(); ++y) {
        const bool ink = std::ranges::any_of(page.row(y), [](auto dots) { return dots != 0; });
        if (ink && !inside)
            strips.push_back({y, y, page.width(), 0, 0});
        inside = ink;
        for (int x = 0; ink && x < page.width(); ++x)
            if (page.at(x, y)) {
                auto& strip = strips.back();
                strip.bottom = y + 1;
                strip.left = std::min(strip.left, x);
                strip.right = std::max(strip.right, x + 1);
                ++strip.black;
            }
    }
    return strips;
}

/// The heaviest strip that is high enough and twice as wide: no code, no logo, no frame.
Strip number_of(const Bitmap& page, int least_height) {
    auto strips = strips_of(page);
    std::erase_if(strips, [&](const Strip& each) {
        return each.height() < least_height || each.width() < 2 * each.height();
    });
    REQUIRE_FALSE(strips.empty());
    return *std::ranges::max_element(strips, {}, &Strip::black);
}

/// What tesseract reads in a part of a strip, as it looks from afar, where the steps of a printer's letters
/// are not seen.
std::string read_part(const Bitmap& page, Strip part, const std::string& how) {
    constexpr int kBorder = 40; // tesseract wants white around what it reads
    constexpr int kHeight = 60;
    screen::Pixels cut({part.width() + 2 * kBorder, part.height() + 2 * kBorder});
    for (int y = part.top; y < part.bottom; ++y)
        for (int x = part.left; x < part.right; ++x)
            if (page.at(x, y))
                cut.row(y - part.top + kBorder)[x - part.left + kBorder] = 0xff000000U;
    const support::TemporaryFolder folder;
    screen::save_png(resized(cut, {cut.width() * kHeight / cut.height(), kHeight}), folder / "part.png");
    return output_of("OMP_THREAD_LIMIT=1 tesseract " + (folder / "part.png").string() + " - --dpi 203 " +
                     how + " 2>/dev/null");
}

/// The letter and the digits, each read as what it is: O and 0 are told apart by their place.
std::string read_number(const Bitmap& page, const Paper& paper) {
    const auto number = number_of(page, paper.dots_of(8));
    const auto has_ink = [&](int x) {
        for (int y = number.top; y < number.bottom; ++y)
            if (page.at(x, y))
                return true;
        return false;
    };
    auto letter = number, digits = number;
    letter.right = number.left;
    while (letter.right < number.right && has_ink(letter.right))
        ++letter.right;
    digits.left = letter.right;
    while (digits.left < number.right && !has_ink(digits.left))
        ++digits.left;
    return read_part(page, letter, "--psm 10 -c tessedit_char_whitelist=ABCDEFGHIJKLMNOPQRSTUVWXYZ") +
           read_part(page, digits, "--psm 7 -c tessedit_char_whitelist=0123456789");
}

TEST_CASE("Goldens: every ticket looks as it should, its code is scanned, its number read",
          "[printer][golden]") {
    for (const auto& sample : kSamples) {
        INFO(sample.name);
        auto setup = PrintShop::setup(sample.profile, sample.roll);
        setup.profile.mode = sample.mode;
        Press press(setup);
        auto job = full_job(sample.language);
        job.local_language = sample.local;

        const auto sheet = press.print(job, false);
        const auto page = press.proof(sheet);

        CHECK((sample.mode == kText) == (sheet.bytes().size() < 25000)); // else it fell back to a picture
        CHECK(support::matches_golden(to_pixels(page), std::string("printer/") + sample.name));
        CHECK(read_code(page) == job.link);
        CHECK(read_number(page, press.paper()) == job.number);
    }
}

TEST_CASE("Goldens: every information sheet looks as it should, and has no code unless there is a link",
          "[printer][golden]") {
    for (const auto& sample : kSheets) {
        INFO(sample.name);
        auto setup = PrintShop::setup(sample.profile, sample.roll);
        setup.profile.mode = sample.mode;
        Press press(setup);
        auto job = sheet_job(sample.language);
        job.local_language = sample.local;

        const auto sheet = press.print(job, false);
        const auto page = press.proof(sheet);

        CHECK((sample.mode == kText) == (sheet.bytes().size() < 25000)); // else it fell back to a picture
        CHECK(support::matches_golden(to_pixels(page), std::string("printer/") + sample.name));
        CHECK(read_code(page).empty());
        job.link = "https://fund.example.cn/guide/withdrawal";
        CHECK(read_code(press.proof(press.print(job, false))) == job.link);
    }
}

TEST_CASE("Goldens: a copy, a ticket with little on it, and the test page look as they should",
          "[printer][golden]") {
    Press press(PrintShop::setup("generic-80"));
    CHECK(support::matches_golden(to_pixels(press.proof(press.print(full_job("en"), true))),
                                  "printer/80-copy-en"));
    CHECK(support::matches_golden(to_pixels(press.proof(press.print(plain_job(), false))),
                                  "printer/80-plain-zh-Hans"));

    Press able(PrintShop::setup("xprinter-xp-80"));
    CHECK(support::matches_golden(to_pixels(able.proof(able.test_page())), "printer/test-page"));
}

} // namespace
} // namespace printer
