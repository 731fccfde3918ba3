#pragma once

#include "shared/model/board.h"
#include "shared/model/words.h"
#include "shared/screen/translations.h"

#include <string>

namespace kiosk {

// What the kiosk says of numbers, in one place for all its screens.

/// "About 10–20 minutes" …
std::string wait_words(const screen::Catalogue& catalogue, const model::RoundedWait& wait);

/// "3 people ahead of you", "Nobody is waiting".
std::string people_words(const screen::Catalogue& catalogue, int people);

/// "3 people are before you", "You are next".
std::string ahead_words(const screen::Catalogue& catalogue, int people);

/// Waiting people and the interval, on one line.
std::string outlook_words(const screen::Catalogue& catalogue, const model::Outlook& outlook);

/// The outlook of a service; nobody waiting and nothing known when the hall said nothing of it.
model::Outlook outlook(const model::Board& board, const model::ServiceId& service);

/// Why no number of this service is given now and when it opens: "Opens today 13:30"; empty while it is open.
std::string closed_words(const screen::Catalogue& catalogue, const model::Board& board,
                         const model::Service& service, base::WallTime now);

/// The hall's closing time is over; who waits is served.
bool is_after_hours(const model::Board& board, base::WallTime now);

/// "09:00" of a minute of the day.
std::string clock_words(int hour, int minute);

/// False of a clock that was never set: it tells a year before this program.
bool clock_is_set(base::WallTime now);

/// The catalogue's tag of a BCP 47 one: "zh-Hans" is "zh_Hans".
std::string catalogue_tag(std::string_view language);

} // namespace kiosk
