#include "display/voice/grammar.h"

#include <array>

namespace display {

namespace {

using Kind = voice::Piece::Kind;
using voice::is_chinese;
using voice::Phrase;

constexpr std::array kChineseDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr std::array kEnglishDigits = {"zero", "one", "two",   "three", "four",
                                       "five", "six", "seven", "eight", "nine"};
constexpr std::array kTeens = {"ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                               "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array kTens = {"",      "",      "twenty",  "thirty", "forty",
                              "fifty", "sixty", "seventy", "eighty", "ninety"};

/// The fixed words of a language.
struct Words {
    std::string_view before_number, after_number; ///< "请" A023 "号"
    std::string_view short_before;
    std::string_view go_to, short_go_to;
    std::string_view before_counter, after_counter;
    bool location_first; ///< "到一楼东大厅三号窗口", "to counter three, first floor"
};

constexpr Words kSimplified = {"请", "号", "", "到", "", "", "号窗口", true};
constexpr Words kTraditional = {"請", "號", "", "到", "", "", "號窗口", true};
constexpr Words kEnglish = {"Ticket", "", "", "please go to", "", "counter", "", false};

const Words& words_of(std::string_view language) {
    if (language == "zh-Hant" || language == "yue")
        return kTraditional;
    return is_chinese(language) ? kSimplified : kEnglish;
}

void add(Phrase& phrase, Kind kind, std::string_view text) {
    if (!text.empty())
        phrase.push_back({kind, std::string(text)});
}

void pause(Phrase& phrase) {
    phrase.push_back({Kind::Pause, {}});
}

void add_ticket(Phrase& phrase, std::string_view number, bool chinese, bool yao) {
    bool letters = false;
    for (const char c : number) {
        if (c >= 'A' && c <= 'Z') {
            add(phrase, Kind::Letter, std::string_view(&c, 1));
            letters = true;
        } else if (c >= '0' && c <= '9') {
            // English runs letter and digits together ("A oh two"); a breath keeps them apart.
            if (letters && !chinese)
                pause(phrase);
            letters = false;
            const auto digit = static_cast<std::size_t>(c - '0');
            const bool as_yao = chinese && yao && c == '1';
            add(phrase, Kind::Digit,
                as_yao ? "幺" : (chinese ? kChineseDigits.at(digit) : kEnglishDigits.at(digit)));
        }
    }
}

} // namespace

Phrase say_call(std::string_view number, model::CounterId counter, std::string_view location,
                std::string_view language, Length length, const Manner& manner) {
    const Words& words = words_of(language);
    const bool chinese = is_chinese(language);
    const bool full = length == Length::Full;
    const bool place = full && manner.with_location && !location.empty();

    Phrase phrase;
    add(phrase, Kind::Words, full ? words.before_number : words.short_before);
    add_ticket(phrase, number, chinese, manner.yao);
    add(phrase, Kind::Words, words.after_number);
    pause(phrase);
    add(phrase, Kind::Words, full ? words.go_to : words.short_go_to);
    if (place && words.location_first) {
        add(phrase, Kind::Place, location);
        pause(phrase);
    }
    add(phrase, Kind::Words, words.before_counter);
    add(phrase, Kind::Number, chinese ? chinese_number(counter.value) : english_number(counter.value));
    add(phrase, Kind::Words, words.after_counter);
    if (place && !words.location_first) {
        pause(phrase);
        add(phrase, Kind::Place, location);
    }
    return phrase;
}

std::string chinese_number(int number) {
    if (number < 0 || number > 9999)
        return std::to_string(number);
    if (number < 10)
        return kChineseDigits.at(static_cast<std::size_t>(number));
    constexpr std::array<std::pair<int, const char*>, 4> kUnits = {
        {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}}};
    std::string text;
    bool gap = false; // a zero inside is said once: 一千零五
    for (const auto& [unit, name] : kUnits) {
        const int digit = number / unit % 10;
        if (digit == 0) {
            gap = !text.empty();
            continue;
        }
        if (gap)
            text += "零";
        gap = false;
        if (!(digit == 1 && unit == 10 && text.empty())) // 十二, but 一百一十二
            text += kChineseDigits.at(static_cast<std::size_t>(digit));
        text += name;
    }
    return text;
}

std::string english_number(int number) {
    if (number < 0 || number > 9999)
        return std::to_string(number);
    const auto at = [](const auto& table, int index) {
        return std::string(table.at(static_cast<std::size_t>(index)));
    };
    if (number < 10)
        return at(kEnglishDigits, number);
    if (number < 20)
        return at(kTeens, number - 10);
    const auto with_rest = [](std::string text, int rest) {
        return rest == 0 ? text : text + " " + english_number(rest);
    };
    if (number < 100)
        return with_rest(at(kTens, number / 10), number % 10);
    if (number < 1000)
        return with_rest(english_number(number / 100) + " hundred", number % 100);
    return with_rest(english_number(number / 1000) + " thousand", number % 1000);
}

} // namespace display
