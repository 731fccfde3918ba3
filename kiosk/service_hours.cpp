#include "kiosk/service_hours.h"

#include "kiosk/words.h"

#include <fmt/format.h>
#include <unicode/dtfmtsym.h>

namespace kiosk {

namespace {

constexpr int kDays = 7;

/// Of Monday, 0, to Sunday, 6.
std::vector<std::string> day_names(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale::forLanguageTag(language, status), status);
    std::int32_t count = 0;
    const icu::UnicodeString* const names =
        symbols.getWeekdays(count, icu::DateFormatSymbols::STANDALONE, icu::DateFormatSymbols::ABBREVIATED);
    std::vector<std::string> days(kDays);
    for (int day = 0; day < kDays && count > kDays; ++day)
        names[(day + 1) % kDays + 1].toUTF8String(days[static_cast<std::size_t>(day)]); // from Sunday, at 1
    return days;
}

bool is_on(unsigned weekdays, int day) {
    return (weekdays >> static_cast<unsigned>(day) & 1U) != 0;
}

/// "Mon–Fri", "Mon, Wed": days in a row as one.
std::string days_words(unsigned weekdays, const std::string& language) {
    const auto names = day_names(language);
    std::string words;
    for (int day = 0; day < kDays; ++day) {
        if (!is_on(weekdays, day))
            continue;
        int last = day;
        while (last + 1 < kDays && is_on(weekdays, last + 1))
            ++last;
        words += words.empty() ? "" : ", ";
        words += names[static_cast<std::size_t>(day)];
        if (last > day)
            words += (last == day + 1 ? ", " : "–") + names[static_cast<std::size_t>(last)];
        day = last;
    }
    return words;
}

std::string span_words(const model::Span& span) {
    return clock_words(span.from / 60, span.from % 60) + "–" + clock_words(span.to / 60, span.to % 60);
}

} // namespace

model::Names service_hours(const model::Hall& hall, const model::Service& service) {
    std::string times;
    for (const model::Span& span : service.hours.spans)
        times += (times.empty() ? "" : ", ") + span_words(span);
    if (times.empty() && hall.closes - hall.opens < 24 * 60)
        times = span_words({hall.opens, hall.closes});
    const bool every_day = service.hours.weekdays == model::Hours::kAllWeek;
    std::map<std::string, std::string> words;
    for (const std::string& language : hall.languages) {
        std::string text = every_day ? times : days_words(service.hours.weekdays, language) + " " + times;
        if (!text.empty())
            words[language] = std::move(text);
    }
    return model::Names(std::move(words));
}

} // namespace kiosk
