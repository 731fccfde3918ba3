#include "kiosk/words.h"

#include "shared/base/day.h"
#include "shared/base/zone.h"
#include "shared/model/hours.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace kiosk {

std::string wait_words(const screen::Catalogue& catalogue, const model::RoundedWait& wait) {
    switch (wait.kind) {
    case model::RoundedWait::Kind::Unknown:
        return catalogue.tr("Wait not known yet");
    case model::RoundedWait::Kind::RightAway:
        return catalogue.tr("Right away");
    case model::RoundedWait::Kind::Between:
        if (wait.low <= 0)
            return catalogue.tr("Up to {1} minutes", wait.high);
        return catalogue.tr("About {1} to {2} minutes", wait.low, wait.high);
    case model::RoundedWait::Kind::MoreThan:
        return catalogue.tr("More than {1} minutes", wait.low);
    }
    return {};
}

std::string people_words(const screen::Catalogue& catalogue, int people) {
    if (people <= 0)
        return catalogue.tr("Nobody is waiting");
    return catalogue.tr_n("{1} person waiting", "{1} people waiting", people);
}

std::string ahead_words(const screen::Catalogue& catalogue, int people) {
    if (people <= 0)
        return catalogue.tr("You are next");
    return catalogue.tr_n("{1} person is before you", "{1} people are before you", people);
}

std::string outlook_words(const screen::Catalogue& catalogue, const model::Outlook& outlook) {
    return people_words(catalogue, outlook.waiting) + " · " +
           wait_words(catalogue, model::rounded(outlook.forecast));
}

model::Outlook outlook(const model::Board& board, const model::ServiceId& service) {
    const auto found = std::ranges::find(board.outlooks, service, &model::Outlook::service);
    return found != board.outlooks.end() ? *found : model::Outlook{service, 0, {}};
}

namespace {

/// Minutes since the service day began at midnight: beyond 24 h after the next one.
struct ServiceMinute {
    int day = 0;
    int minute = 0;
};

ServiceMinute service_minute(const model::Hall& hall, base::WallTime now) {
    const base::Zone zone(hall.zone);
    const base::LocalTime local = zone.local(now);
    const int day = zone.service_day(now, hall.roll_over_hour);
    const bool past_midnight = (local.year * 100 + local.month) * 100 + local.day != day;
    return {day, local.hour * 60 + local.minute + (past_midnight ? 24 * 60 : 0)};
}

} // namespace

bool is_after_hours(const model::Board& board, base::WallTime now) {
    return service_minute(board.hall, now).minute >= board.hall.closes;
}

std::string closed_words(const screen::Catalogue& catalogue, const model::Board& board,
                         const model::Service& service, base::WallTime now) {
    const auto [day, minute] = service_minute(board.hall, now);
    // After closing time somebody new is served only where a counter is still open for it.
    if (!board.accepting || (minute >= board.hall.closes && !outlook(board, service.id).forecast.known))
        return catalogue.tr("Closed for today");
    const auto pause = board.pauses.find(service.id);
    if (pause != board.pauses.end() && (!pause->second.until || now < *pause->second.until)) {
        const auto& until = pause->second.until;
        const base::LocalTime local = base::Zone(board.hall.zone).local(until.value_or(now));
        return until ? catalogue.tr("Opens today {1}", clock_words(local.hour, local.minute))
                     : catalogue.tr("Closed at present");
    }
    if (model::is_offered(service.hours, day, minute))
        return {};
    const auto next = model::next_opening(service.hours, board.hall.opens, day, minute);
    if (!next)
        return catalogue.tr("Closed at present");
    const std::string at = clock_words(next->at / 60, next->at % 60);
    if (next->days == 0)
        return catalogue.tr("Opens today {1}", at);
    if (next->days == 1)
        return catalogue.tr("Opens tomorrow {1}", at);
    constexpr std::array<const char*, 7> kOnWeekday{
        screen::msgid("Opens on Monday {1}"),    screen::msgid("Opens on Tuesday {1}"),
        screen::msgid("Opens on Wednesday {1}"), screen::msgid("Opens on Thursday {1}"),
        screen::msgid("Opens on Friday {1}"),    screen::msgid("Opens on Saturday {1}"),
        screen::msgid("Opens on Sunday {1}")};
    const int weekday = base::weekday(base::add_days(day, next->days));
    return catalogue.tr(kOnWeekday.at(static_cast<std::size_t>(weekday)), at);
}

std::string clock_words(int hour, int minute) {
    return fmt::format("{:02}:{:02}", hour, minute);
}

bool clock_is_set(base::WallTime now) {
    return now >= std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
}

std::string catalogue_tag(std::string_view language) {
    std::string tag(language);
    std::ranges::replace(tag, '-', '_');
    return tag;
}

} // namespace kiosk
