#include "shared/lab/journal.h"

#include "shared/config/hall_config.h"
#include "shared/lab/input.h"

#include <fmt/core.h>

#include <algorithm>

namespace lab {

namespace fs = std::filesystem;

store::Reader journal_in(const fs::path& folder) {
    const fs::path file = folder / store::kJournalFile;
    if (!fs::exists(file))
        throw InputError(
            fmt::format("there is no journal in {}; --journal names a hall's state folder, which "
                        "holds {}",
                        folder.string(), store::kJournalFile));
    store::Reader journal(file);
    if (journal.days().empty())
        throw InputError(fmt::format("no ticket was ever issued in the journal {}", file.string()));
    return journal;
}

int day_of(store::Reader& journal, int wanted, Unfinished unfinished) {
    const std::vector<int> days = journal.days();
    const int last = journal.last_day();
    int day = wanted;
    if (day == 0 && unfinished == Unfinished::Avoided && days.size() > 1 && days.back() == last)
        day = days[days.size() - 2];
    else if (day == 0)
        day = days.back();
    if (std::ranges::find(days, day) == days.end())
        throw InputError(
            fmt::format("no ticket was issued on the day {}; the journal has tickets of {} to {}", day,
                        days.front(), days.back()));
    return day;
}

model::Hall read_hall_of_days(const fs::path& file) {
    model::Hall hall = config::read_hall(file);
    if (hall.channels.empty() || hall.counters.empty())
        throw InputError(fmt::format("{} describes no channel or no counter", file.string()));
    return hall;
}

} // namespace lab
