#include "display/voice/grammar.h"

#include <array>

namespace display {

namespace {

using Kind = voice::Piece::Kind;
using voice::Phrase;

using Digits = std::array<std::string_view, 10>;

constexpr Digits kChineseDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr Digits kEnglishDigits = {"zero", "one", "two",   "three", "four",
                                   "five", "six", "seven", "eight", "nine"};
constexpr Digits kJapaneseDigits = {"ゼロ", "いち", "に",   "さん", "よん",
                                    "ご",   "ろく", "なな", "はち", "きゅう"};
constexpr Digits kKoreanDigits = {"공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"};
constexpr Digits kRussianDigits = {"ноль", "один",  "два",  "три",    "четыре",
                                   "пять", "шесть", "семь", "восемь", "девять"};
constexpr Digits kSpanishDigits = {"cero",  "uno",  "dos",   "tres", "cuatro",
                                   "cinco", "seis", "siete", "ocho", "nueve"};
constexpr Digits kFrenchDigits = {"zéro", "un",  "deux", "trois", "quatre",
                                  "cinq", "six", "sept", "huit",  "neuf"};
// With its vowels: espeak-ng guesses none.
constexpr Digits kArabicDigits = {"صِفْر",  "وَاحِد", "اِثْنَان", "ثَلَاثَة",  "أَرْبَعَة",
                                  "خَمْسَة", "سِتَّة",  "سَبْعَة",  "ثَمَانِيَة", "تِسْعَة"};

constexpr std::array kTeens = {"ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                               "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array kTens = {"",      "",      "twenty",  "thirty", "forty",
                              "fifty", "sixty", "seventy", "eighty", "ninety"};

/// The fixed words around "A023" and "3".
struct Form {
    std::string_view before_number, after_number;
    std::string_view before_counter, after_counter;
};

/// How many digits say themselves: the synthesiser reads "12" as its language does.
std::string in_digits(int number) {
    return std::to_string(number);
}

/// よん and なな, as at a counter, where the synthesiser would say し and しち.
std::string japanese_number(int number) {
    if (number < 1 || number > 99)
        return std::to_string(number);
    std::string text;
    if (number >= 20)
        text += kJapaneseDigits.at(static_cast<std::size_t>(number / 10));
    if (number >= 10)
        text += "じゅう";
    if (number % 10 != 0)
        text += kJapaneseDigits.at(static_cast<std::size_t>(number % 10));
    return text;
}

/// How one language calls.
struct Tongue {
    std::string_view language; ///< with its regions
    Form full, brief;
    std::string_view now_called, nobody_called;
    bool location_first; ///< "到一楼东大厅三号窗口", "to counter three, first floor"
    const Digits& digits;
    std::string (*number)(int);
};

// The first one whose language begins the tag; English, the last, is everybody's.
constexpr std::array kTongues = {Tongue{"zh-Hant",
                                        {"請", "號", "到", "號窗口"},
                                        {"", "號", "", "號窗口"},
                                        "現在叫到的號碼是",
                                        "現在沒有叫號",
                                        true,
                                        kChineseDigits,
                                        chinese_number},
                                 Tongue{"yue",
                                        {"請", "號", "到", "號窗口"},
                                        {"", "號", "", "號窗口"},
                                        "現在叫到的號碼是",
                                        "現在沒有叫號",
                                        true,
                                        kChineseDigits,
                                        chinese_number},
                                 Tongue{"zh",
                                        {"请", "号", "到", "号窗口"},
                                        {"", "号", "", "号窗口"},
                                        "现在叫到的号码是",
                                        "现在没有叫号",
                                        true,
                                        kChineseDigits,
                                        chinese_number},
                                 Tongue{"ja",
                                        {"", "番のお客様", "", "番窓口へお越しください"},
                                        {"", "番", "", "番窓口"},
                                        "ただいまお呼びしている番号は",
                                        "ただいまお呼びしている番号はございません",
                                        true,
                                        kJapaneseDigits,
                                        japanese_number},
                                 Tongue{"ko",
                                        {"", "번 고객님", "", "번 창구로 오십시오"},
                                        {"", "번", "", "번 창구"},
                                        "현재 호출 중인 번호는",
                                        "현재 호출 중인 번호가 없습니다",
                                        true,
                                        kKoreanDigits,
                                        in_digits},
                                 Tongue{"ru",
                                        {"Талон", "", "пройдите, пожалуйста, к окну номер", ""},
                                        {"", "", "окно", ""},
                                        "Сейчас вызваны",
                                        "Сейчас никто не вызван",
                                        false,
                                        kRussianDigits,
                                        in_digits},
                                 Tongue{"es",
                                        {"Turno", "", "por favor, pase a la ventanilla", ""},
                                        {"", "", "ventanilla", ""},
                                        "Turnos llamados ahora",
                                        "Ahora no se llama a ningún turno",
                                        false,
                                        kSpanishDigits,
                                        in_digits},
                                 Tongue{"fr",
                                        {"Ticket", "", "veuillez vous présenter au guichet", ""},
                                        {"", "", "guichet", ""},
                                        "Numéros appelés en ce moment",
                                        "Aucun numéro n'est appelé en ce moment",
                                        false,
                                        kFrenchDigits,
                                        in_digits},
                                 Tongue{"ar",
                                        {"اَلتَّذْكِرَة رَقْم", "", "يُرْجَى التَّوَجُّهُ إِلَى الشُّبَّاكِ رَقْم", ""},
                                        {"", "", "اَلشُّبَّاك", ""},
                                        "اَلْأَرْقَامُ الَّتِي تُنَادَى الآن",
                                        "لَا يُنَادَى أَيُّ رَقْمٍ الآن",
                                        false,
                                        kArabicDigits,
                                        in_digits},
                                 Tongue{"en",
                                        {"Number", "", "please go to counter", ""},
                                        {"", "", "counter", ""},
                                        "Now called",
                                        "No number is called now",
                                        false,
                                        kEnglishDigits,
                                        english_number}};

bool speaks(const Tongue& tongue, std::string_view language) {
    const std::string_view own = tongue.language;
    return language.starts_with(own) && (language.size() == own.size() || language[own.size()] == '-');
}

const Tongue& tongue_of(std::string_view language) {
    for (const Tongue& tongue : kTongues)
        if (speaks(tongue, language))
            return tongue;
    return kTongues.back();
}

void add(Phrase& phrase, Kind kind, std::string_view text) {
    if (!text.empty())
        phrase.push_back({kind, std::string(text)});
}

void pause(Phrase& phrase) {
    phrase.push_back({Kind::Pause, {}});
}

void add_ticket(Phrase& phrase, std::string_view number, const Tongue& tongue, bool yao) {
    const bool chinese = &tongue.digits == &kChineseDigits;
    // English is understood better without a breath before the digits; others run them together.
    const bool breath = !chinese && &tongue.digits != &kEnglishDigits;
    bool letters = false;
    for (const char c : number) {
        if (c >= 'A' && c <= 'Z') {
            add(phrase, Kind::Letter, std::string_view(&c, 1));
            letters = true;
        } else if (c >= '0' && c <= '9') {
            if (letters && breath)
                pause(phrase);
            letters = false;
            const bool as_yao = chinese && yao && c == '1';
            add(phrase, Kind::Digit, as_yao ? "幺" : tongue.digits.at(static_cast<std::size_t>(c - '0')));
        }
    }
}

void add_call(Phrase& phrase, const Tongue& tongue, std::string_view number, model::CounterId counter,
              std::string_view location, Length length, bool yao) {
    const Form& form = length == Length::Full ? tongue.full : tongue.brief;
    add(phrase, Kind::Words, form.before_number);
    add_ticket(phrase, number, tongue, yao);
    add(phrase, Kind::Words, form.after_number);
    pause(phrase);
    add(phrase, Kind::Words, form.before_counter);
    if (!location.empty() && tongue.location_first) {
        add(phrase, Kind::Place, location);
        pause(phrase);
    }
    add(phrase, Kind::Number, tongue.number(counter.value));
    add(phrase, Kind::Words, form.after_counter);
    if (!location.empty() && !tongue.location_first) {
        pause(phrase);
        add(phrase, Kind::Place, location);
    }
}

} // namespace

std::string spoken_language(std::string_view language) {
    const Tongue& tongue = tongue_of(language);
    return std::string(speaks(tongue, language) ? language : tongue.language);
}

Phrase say_call(std::string_view number, model::CounterId counter, std::string_view location,
                std::string_view language, Length length, const Manner& manner) {
    const bool place = length == Length::Full && manner.with_location;
    Phrase phrase;
    add_call(phrase, tongue_of(language), number, counter, place ? location : "", length, manner.yao);
    return phrase;
}

Phrase say_current(std::span<const Shown> shown, std::string_view language, const Manner& manner) {
    const Tongue& tongue = tongue_of(language);
    Phrase phrase;
    add(phrase, Kind::Words, shown.empty() ? tongue.nobody_called : tongue.now_called);
    for (const Shown& one : shown) {
        pause(phrase);
        add_call(phrase, tongue, one.number, one.counter, {}, Length::Short, manner.yao);
    }
    return phrase;
}

std::string chinese_number(int number) {
    if (number < 0 || number > 9999)
        return std::to_string(number);
    if (number < 10)
        return std::string(kChineseDigits.at(static_cast<std::size_t>(number)));
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
