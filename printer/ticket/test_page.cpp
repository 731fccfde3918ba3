#include "printer/ticket/test_page.h"

#include "printer/escpos/charset.h"
#include "printer/escpos/speller.h"
#include "printer/ticket/dither.h"
#include "printer/ticket/page.h"
#include "printer/ticket/sheet_canvas.h"
#include "shared/base/text.h"
#include "shared/screen/qr.h"

#include <fmt/format.h>

#include <algorithm>

namespace printer {
namespace {

using escpos::Place;
using screen::Align;
using screen::Weight;

constexpr std::string_view kSampleCode = "https://example.org/jiaohao-test-page";
constexpr std::string_view kHanziSample = "叫号系統測試：一二三四五六七八九十，欢迎光临。";

std::string_view word(Profile::Graphics graphics) {
    return graphics == Profile::Graphics::Raster   ? "GS v 0"
           : graphics == Profile::Graphics::Stored ? "GS ( L"
                                                   : "GS 8 L";
}
std::string_view word(Profile::Cut cut) {
    return cut == Profile::Cut::None ? "no knife" : cut == Profile::Cut::Partial ? "partial cut" : "full cut";
}
std::string_view word(Profile::Confirms confirms) {
    switch (confirms) {
    case Profile::Confirms::Ask:
        return "how it confirms is found out";
    case Profile::Confirms::Done:
        return "confirms by GS ( H";
    case Profile::Confirms::InOrder:
        return "confirms by GS r";
    case Profile::Confirms::No:
        return "cannot confirm";
    }
    return {};
}

/// Puts the test page together, section by section.
class TestPage {
  public:
    TestPage(const Profile& profile, const Paper& paper, screen::Fonts& fonts, screen::Icons& icons)
        : profile_(profile), paper_(paper), fonts_(fonts), icons_(icons) {}

    Sheet make() {
        sheet_.begin();
        drawn_head();
        sizes();
        code_pages();
        hanzi();
        codes();
        greys();
        if (const auto beep = escpos::beep(profile_.beeper); !beep.empty())
            sheet_.append(beep);
        sheet_.append(escpos::cut(profile_.cut));
        return std::move(sheet_);
    }

  private:
    int dots(double millimetres) const { return paper_.dots_of(millimetres); }

    void picture(const Bitmap& dots) {
        for (const auto& command : escpos::picture(dots, profile_))
            sheet_.append(command);
    }
    void letters(std::string_view ascii) {
        for (const auto each : ascii)
            sheet_.append({static_cast<std::byte>(each)});
    }
    void line(std::string_view ascii) {
        letters(ascii);
        letters("\n");
    }

    std::string facts() const {
        return fmt::format("{} dots, {} dpi, {} columns\n{}, bands of {} rows; {}\n{}; {}", paper_.dots,
                           paper_.dpi, paper_.columns, word(profile_.graphics), profile_.band,
                           word(profile_.cut), word(profile_.confirms),
                           profile_.qr ? "own QR codes" : "QR codes drawn");
    }

    void drawn_head() {
        SheetCanvas canvas(paper_, dots(1.5), fonts_, icons_, "en", "en");
        canvas.space(dots(2));
        canvas.text(profile_.name, "en", {dots(4.5), Weight::Bold}, Align::Centre);
        canvas.text(profile_.id, "en", {dots(3), Weight::Regular}, Align::Centre);
        canvas.text(facts(), "en", {dots(3), Weight::Regular}, Align::Centre);
        canvas.space(dots(2));
        picture(canvas.finish());
        picture(ruler());
    }

    // Both ends must be seen: else the profile has too many dots.
    Bitmap ruler() const {
        const int height = dots(5);
        screen::Pixels pixels({paper_.dots, height + dots(4)});
        screen::Canvas canvas(pixels);
        canvas.fill({0, 0, paper_.dots, 2}, kBlack);
        canvas.fill({0, 0, 2, height}, kBlack);
        canvas.fill({paper_.dots - 2, 0, 2, height}, kBlack);
        for (int millimetre = 1; dots(millimetre) < paper_.dots - 2; ++millimetre) {
            const int length = millimetre % 10 == 0  ? height
                               : millimetre % 5 == 0 ? height * 2 / 3
                                                     : height / 3;
            canvas.fill({dots(millimetre), 0, 2, length}, kBlack);
            if (millimetre % 10 == 0 && dots(millimetre + 4) < paper_.dots)
                fonts_.text(canvas, {dots(millimetre) - dots(5), height, dots(10), dots(4)},
                            std::to_string(millimetre), {dots(2.8), Weight::Regular}, kBlack, Align::Centre,
                            "en");
        }
        return to_bitmap(pixels);
    }

    void sizes() {
        sheet_.append(escpos::feed(dots(2)));
        std::string all;
        for (int i = 0; i < paper_.columns; ++i)
            all += static_cast<char>('0' + (i + 1) % 10);
        line(all); // one line and no more: else the profile has too many columns
        sheet_.append(escpos::bold(true));
        line("Bold ABCabc 0123456789");
        sheet_.append(escpos::bold(false));
        for (const auto& [place, name] :
             {std::pair{Place::Left, "left"}, {Place::Centre, "centre"}, {Place::Right, "right"}}) {
            sheet_.append(escpos::place(place));
            line(name);
        }
        sheet_.append(escpos::place(Place::Left));
        for (int times = 1; times <= profile_.largest; ++times) {
            sheet_.append(escpos::size(times));
            line(fmt::format("{}A", times));
        }
        sheet_.append(escpos::size(1));
    }

    // The upper half of each table, letters only: what stands there in the manual must come out.
    void code_pages() {
        for (const auto& [number, name] : profile_.code_pages) {
            sheet_.append(escpos::kanji_off());
            sheet_.append(escpos::code_page(number));
            line(fmt::format("ESC t {}: {}", number, name));
            const Charset charset(name);
            int column = 0;
            for (unsigned code = 0x80; code <= 0xff; ++code) {
                const char byte = static_cast<char>(code);
                if (const auto letter = charset.decode({&byte, 1}); !letter || *letter < 0xa0)
                    continue;
                letters({&byte, 1});
                if (++column % std::min(32, paper_.columns) == 0)
                    letters("\n");
            }
            letters("\n");
        }
    }

    void hanzi() {
        if (profile_.double_byte.empty())
            return;
        line(fmt::format("FS &: {}", profile_.double_byte));
        Profile only = profile_;
        only.code_pages.clear();
        Speller speller(only);
        sheet_.append(escpos::kanji_on());
        for (const auto character : base::code_points(kHanziSample))
            if (const auto letter = speller.spell({&character, 1}, "zh_Hans"))
                letters(letter->front().bytes);
        letters("\n");
        sheet_.append(escpos::kanji_off());
    }

    void codes() {
        sheet_.append(escpos::feed(dots(2)));
        if (profile_.qr) {
            line("GS ( k: the printer's own QR code");
            sheet_.append(escpos::feed(dots(2)));
            for (const auto& command : escpos::qr(kSampleCode, dots(0.5)))
                sheet_.append(command);
            sheet_.append(escpos::feed(dots(2)));
        }
        SheetCanvas canvas(paper_, dots(1.5), fonts_, icons_, "en", "en");
        canvas.code(*screen::make_qr(kSampleCode), dots(0.5), "A drawn QR code", "", dots(3), dots(3));
        picture(canvas.finish());
    }

    // From white to black, by each of the three ways.
    void greys() {
        const int width = paper_.dots - paper_.dots % 8, height = dots(6);
        screen::Pixels ramp({width, height});
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const auto grey = static_cast<std::uint32_t>(255 - 255 * x / width);
                ramp.row(y)[x] = 0xff000000U | grey << 16U | grey << 8U | grey;
            }
        for (const auto& [how, name] : {std::pair{Dither::Ordered, "greys, ordered"},
                                        {Dither::Diffusion, "greys, diffused"},
                                        {Dither::None, "black and white only"}}) {
            line(name);
            picture(dithered(ramp, how));
        }
    }

    Profile profile_;
    Paper paper_;
    screen::Fonts& fonts_;
    screen::Icons& icons_;
    Sheet sheet_;
};

} // namespace

Sheet test_page(const Profile& profile, const Paper& paper, screen::Fonts& fonts, screen::Icons& icons) {
    return TestPage(profile, paper, fonts, icons).make();
}

} // namespace printer
