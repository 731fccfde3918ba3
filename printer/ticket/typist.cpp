#include "printer/ticket/typist.h"

#include "printer/escpos/cell.h"
#include "printer/ticket/page.h"
#include "printer/ticket/painter.h"
#include "printer/ticket/sheet_canvas.h"
#include "shared/base/text.h"
#include "shared/screen/line_breaks.h"
#include "shared/screen/translations.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace printer {
namespace {

using escpos::Place;

constexpr int kDigitRows = 17; // of a digit in its cell
constexpr std::size_t kLines = 3;
constexpr int kHanziTimes = 2; // FS ! knows no more

Place place_of(screen::Align align) {
    return align == screen::Align::Leading    ? Place::Left
           : align == screen::Align::Trailing ? Place::Right
                                              : Place::Centre;
}

int columns_in(std::span<const Letter> letters) {
    int sum = 0;
    for (const auto& letter : letters)
        sum += letter.columns;
    return sum;
}

/// Where one line of a text begins and ends.
struct Line {
    std::size_t begin;
    std::size_t end;
};

/// Types one layout. The first character that is lacking is remembered, and the rest is for nothing.
class Typing {
  public:
    Typing(const Layout& layout, const Template& look, const Profile& profile, const Paper& paper,
           Speller& speller, screen::Fonts& fonts, screen::Icons& icons)
        : layout_(layout), look_(look), profile_(profile), paper_(paper), speller_(speller), fonts_(fonts),
          icons_(icons) {}

    std::expected<Sheet, std::string> type() {
        sheet_.begin();
        bool first = true;
        for (const auto& block : layout_.blocks) {
            part_ = &block.look;
            if (!std::exchange(first, false))
                separate();
            std::visit([this](const auto& content) { type(content); }, block.content);
        }
        if (look_.beep)
            if (const auto beep = escpos::beep(profile_.beeper); !beep.empty())
                sheet_.append(beep);
        sheet_.append(escpos::cut(profile_.cut));
        if (lacking_)
            return std::unexpected(
                fmt::format("the printer has no letter U+{:04X}", static_cast<unsigned>(*lacking_)));
        return std::move(sheet_);
    }

  private:
    int dots(double millimetres) const { return paper_.dots_of(millimetres); }

    /// How many times its own size a font of the printer comes nearest to a size.
    int times_of(double millimetres) const {
        const int nearest = (dots(millimetres) + kCellRows / 2) / kCellRows;
        return std::clamp(nearest, 1, profile_.largest);
    }

    std::string second(const Pair& text) const { return part_->second > 0 ? text.second : std::string(); }

    // The state of the printer's font, changed only when it must be.
    void set_place(Place place) {
        if (std::exchange(place_, place) != place)
            sheet_.append(escpos::place(place));
    }
    void set_bold(bool bold) {
        if (std::exchange(bold_, bold) != bold)
            sheet_.append(escpos::bold(bold));
    }
    void set_times(int times) {
        if (std::exchange(times_, times) == times)
            return;
        sheet_.append(escpos::size(times));
        if (profile_.hanzi_size == Profile::HanziSize::OfItsOwn)
            sheet_.append(escpos::hanzi_size(times));
    }
    void set_double_byte(bool on) {
        if (std::exchange(double_byte_, on) != on)
            sheet_.append(on ? escpos::kanji_on() : escpos::kanji_off());
    }
    void set_page(int number) {
        set_double_byte(false); // letters from 80 on would be halves of hanzi
        if (std::exchange(page_, number) != number)
            sheet_.append(escpos::code_page(number));
    }

    void put(std::span<const Letter> letters) {
        for (const auto& letter : letters) {
            if (letter.set == Letter::Set::CodePage)
                set_page(letter.page);
            if (letter.set == Letter::Set::DoubleByte)
                set_double_byte(true);
            put_bytes(letter.bytes);
        }
    }
    void put_bytes(std::string_view bytes) {
        Bytes character;
        for (const auto each : bytes)
            character.push_back(static_cast<std::byte>(each));
        sheet_.append(character);
    }
    void put_blanks(int columns) {
        for (int i = 0; i < columns; ++i)
            put_bytes(" ");
    }
    void end_line() {
        put_bytes("\n");
        sheet_.advance(std::max(kLineSpacing, kCellRows * times_));
    }
    void feed(int rows) {
        sheet_.append(escpos::feed(rows));
        sheet_.advance(rows);
    }

    std::vector<Letter> spell(std::u32string_view text, const std::string& language) {
        auto letters = speller_.spell(text, language);
        if (letters)
            return std::move(*letters);
        lacking_ = lacking_.value_or(letters.error());
        return std::vector<Letter>(text.size());
    }
    bool has(char32_t character) { return speller_.spell({&character, 1}, layout_.language).has_value(); }

    // Lines as the language breaks them; a word that is longer than a line is broken anywhere.
    static std::vector<Line> lines_of(std::u32string_view text, std::span<const Letter> letters,
                                      const std::string& language, int columns, std::size_t most) {
        const auto breaks = screen::line_breaks(text, language);
        const auto seen_end = [&](std::size_t begin, std::size_t end) {
            while (end > begin && (text[end - 1] == U' ' || letters[end - 1].columns == 0))
                --end;
            return end;
        };
        const auto fits = [&](std::size_t begin, std::size_t end) {
            return columns_in(letters.subspan(begin, seen_end(begin, end) - begin)) <= columns;
        };
        std::vector<Line> lines;
        for (std::size_t begin = 0; begin < text.size() && lines.size() < most;) {
            std::size_t end = begin;
            for (const auto stop : breaks)
                if (stop > begin && fits(begin, stop))
                    end = stop;
            for (std::size_t next = begin + 1; end == begin && next <= text.size(); ++next)
                if (next == text.size() || !fits(begin, next + 1))
                    end = next;
            lines.push_back({begin, seen_end(begin, end)});
            begin = end;
        }
        return lines;
    }

    // No line of one word or one hanzi: as narrow as it may be without needing another line.
    static std::vector<Line> balanced(std::vector<Line> lines, std::u32string_view text,
                                      std::span<const Letter> letters, const std::string& language,
                                      int columns) {
        int longest_word = 1;
        std::size_t begin = 0;
        for (const auto stop : screen::line_breaks(text, language)) {
            longest_word = std::max(longest_word, columns_in(letters.subspan(begin, stop - begin)));
            begin = stop;
        }
        while (lines.size() > 1 && --columns >= longest_word) {
            auto narrower = lines_of(text, letters, language, columns, lines.size() + 1);
            if (narrower.size() > lines.size())
                break;
            lines = std::move(narrower);
        }
        return lines;
    }

    struct Indent {
        std::vector<Letter> first; ///< stands before the first line; the others are moved in as far
    };

    void type_text(const std::string& utf8, const std::string& language, int times, bool bold, Place place,
                   std::size_t most, const Indent& indent = {}) {
        if (utf8.empty())
            return;
        const auto text = base::code_points(utf8);
        const auto letters = spell(text, language);
        const int moved_in = columns_in(indent.first);
        if (profile_.hanzi_size == Profile::HanziSize::OfItsOwn && times > kHanziTimes)
            times = kHanziTimes;
        const int columns = (paper_.columns - moved_in) / times;
        if (layout_.whole)
            most = text.size();
        auto lines = lines_of(text, letters, language, columns, most);
        if (place == Place::Centre)
            lines = balanced(std::move(lines), text, letters, language, columns);
        set_place(place);
        for (const auto& line : lines) {
            set_times(times);
            set_bold(bold);
            if (&line == &lines.front())
                put(indent.first);
            else
                put_blanks(moved_in);
            put(std::span(letters).subspan(line.begin, line.end - line.begin));
            end_line();
        }
    }

    void type_pair(const Pair& text, bool bold, std::size_t most = kLines) {
        type_text(text.first, layout_.language, times_of(part_->size), bold, place_of(part_->align), most);
        type_text(second(text), layout_.local_language, times_of(std::max(2.0, part_->second)), false,
                  place_of(part_->align), most);
    }

    void rule() {
        set_place(Place::Left);
        set_times(1);
        set_bold(false);
        for (int i = 0; i < paper_.columns; ++i)
            put_bytes(part_->above == Part::Rule::Line || i % 2 == 0 ? "-" : " ");
        end_line();
    }

    void separate() {
        constexpr int kMostDots = 255;
        const int rows = std::min(kMostDots, dots(part_->space));
        if (rows > 0)
            feed(rows);
        if (part_->above != Part::Rule::None)
            rule();
    }

    void picture(const Bitmap& dots, Place place) {
        if (dots.height() == 0)
            return;
        set_place(place);
        for (const auto& command : escpos::picture(dots, profile_))
            sheet_.append(command);
        sheet_.advance(dots.height());
    }

    void type(const Logo& /*logo*/) { picture(draw_logo(*part_, paper_), place_of(part_->align)); }
    void type(const Words& words) { type_pair(words.text, part_->bold); }

    void type(const Digits& digits) {
        const auto text = base::code_points(digits.number);
        const auto letters = spell(text, "en");
        const int columns = std::max(1, columns_in(letters));
        const int times =
            std::min({profile_.largest, paper_.columns / columns, dots(part_->size) / kDigitRows});
        if (times * kDigitRows < dots(kLeastDigits))
            return picture(painted_number(digits), Place::Centre);
        set_place(Place::Centre);
        set_times(times);
        set_bold(part_->bold);
        put(letters);
        end_line();
    }

    // As wide as its ink: what is white costs time on a slow line.
    Bitmap painted_number(const Digits& digits) const {
        const auto style =
            screen::TextStyle{screen::TextStyle::for_capitals(dots(part_->size)), screen::Weight::Bold};
        const auto size = fonts_.measure(digits.number, style, "en");
        Paper narrow = paper_;
        narrow.dots = std::min(paper_.dots, size.width * 20 / 19 + 2);
        SheetCanvas canvas(narrow, 0, fonts_, icons_, "en", "en");
        canvas.number(digits.number, dots(part_->size), screen::Weight::Bold);
        return canvas.finish();
    }

    void type(const Mark& mark) {
        set_place(Place::Centre);
        set_times(1);
        set_bold(true);
        if (mark.leaf) {
            screen::Pixels leaf({kCellRows, kCellRows});
            screen::Canvas(leaf).draw(icons_.icon("leaf", kCellRows), {0, 0}, kBlack);
            sheet_.append(escpos::column_picture(to_bitmap(leaf)));
            put_blanks(1);
        } else
            put_bytes("* ");
        put(spell(base::code_points(mark.text.first), layout_.language));
        if (!second(mark.text).empty()) {
            put_blanks(2);
            put(spell(base::code_points(mark.text.second), layout_.local_language));
        }
        if (!mark.leaf)
            put_bytes(" *");
        end_line();
        type_text(mark.note.first, layout_.language, 1, false, Place::Centre, kLines);
        type_text(second(mark.note), layout_.local_language, 1, false, Place::Centre, kLines);
    }

    // What it is at the left, how much at the right, the other language below.
    void type(const Figures& figures) {
        for (const auto& figure : figures.figures) {
            const auto label = spell(base::code_points(figure.label.first), layout_.language);
            const auto value = spell(base::code_points(figure.value), layout_.language);
            const int times = times_of(part_->size);
            const int blanks = paper_.columns - columns_in(label) - columns_in(value) * times;
            set_place(Place::Left);
            set_times(1);
            set_bold(false);
            put(label);
            if (blanks < 1)
                end_line();
            put_blanks(blanks < 1 ? paper_.columns - columns_in(value) * times : blanks);
            set_times(times);
            set_bold(true);
            put(value);
            end_line();
            type_text(second(figure.label), layout_.local_language, 1, false, Place::Left, kLines);
        }
    }

    void heading(const Pair& text, Place place) {
        const auto other = second(text);
        const int columns = columns_in(spell(base::code_points(text.first), layout_.language)) +
                            columns_in(spell(base::code_points(other), layout_.local_language)) + 2;
        if (other.empty() || columns > paper_.columns) {
            type_text(text.first, layout_.language, 1, true, place, kLines);
            return type_text(other, layout_.local_language, 1, false, place, kLines);
        }
        set_place(place);
        set_times(1);
        set_bold(true);
        put(spell(base::code_points(text.first), layout_.language));
        set_bold(false);
        put_blanks(2);
        put(spell(base::code_points(other), layout_.local_language));
        end_line();
    }

    void type(const Notice& notice) {
        heading(notice.heading, place_of(part_->align));
        type_pair(notice.text, part_->bold);
    }

    void type(const Checklist& list) {
        heading(list.heading, Place::Left);
        auto mark = has(U'□') ? spell(U"□ ", layout_.language) : spell(U"[ ] ", layout_.language);
        int number = 0;
        for (const auto& item : list.items) {
            if (list.numbered) {
                const int places = list.items.size() < 10 ? 1 : 2;
                mark = spell(base::code_points(fmt::format("{:>{}}. ", ++number, places)), layout_.language);
            }
            const std::vector<Letter> below(static_cast<std::size_t>(columns_in(mark)),
                                            {Letter::Set::Any, 0, " ", 1});
            type_text(item.first, layout_.language, 1, false, Place::Left, kDocumentLines, {mark});
            type_text(second(item), layout_.local_language, 1, false, Place::Left, kDocumentLines, {below});
        }
    }

    void type(const Link& link) {
        const int module = module_of(link.code, *part_, paper_);
        if (module == 0)
            return;
        if (profile_.qr) {
            set_place(Place::Centre);
            feed(screen::kQuietModules * module);
            for (const auto& command : escpos::qr(link.url, module))
                sheet_.append(command);
            sheet_.advance(link.code.side * module);
            feed(screen::kQuietModules * module);
        } else
            picture(drawn(link.code, module), Place::Centre);
        type_text(link.text.first, layout_.language, 1, true, Place::Centre, kLines);
        type_text(second(link.text), layout_.local_language, 1, false, Place::Centre, kLines);
    }

    // At its sides stands enough white already.
    static Bitmap drawn(const screen::QrCode& code, int module) {
        const int quiet = screen::kQuietModules * module;
        Bitmap dots(code.side * module, code.side * module + 2 * quiet);
        for (int y = 0; y < code.side * module; ++y)
            for (int x = 0; x < code.side * module; ++x)
                if (code.at(x / module, y / module))
                    dots.set(x, y + quiet);
        return dots;
    }

    const Layout& layout_;
    const Template& look_;
    const Profile& profile_;
    Paper paper_;
    Speller& speller_;
    screen::Fonts& fonts_;
    screen::Icons& icons_;
    const Part* part_ = nullptr;
    Sheet sheet_;
    std::optional<char32_t> lacking_;

    Place place_ = Place::Left; // as ESC @ leaves the printer
    bool bold_ = false;
    int times_ = 1;
    bool double_byte_ = false; // Sheet::begin() switches it off
    int page_ = -1;            // which one a printer begins with is set at its switches
};

} // namespace

std::expected<Sheet, std::string> Typist::type(const Layout& layout, const Template& look, const Paper& paper,
                                               screen::Fonts& fonts, screen::Icons& icons) {
    for (const auto& language : {layout.language, layout.local_language})
        if (screen::direction_of(language) == screen::Direction::RightToLeft)
            return std::unexpected("the printer writes from left to right only");
    return Typing(layout, look, profile_, paper, speller_, fonts, icons).type();
}

} // namespace printer
