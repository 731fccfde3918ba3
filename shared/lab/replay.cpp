#include "shared/lab/replay.h"

#include "shared/config/hall_config.h"
#include "shared/lab/input.h"
#include "shared/lab/people.h"
#include "shared/queue/now.h"
#include "shared/store/reader.h"

#include <fmt/core.h>

#include <algorithm>

namespace lab {

namespace {

namespace fs = std::filesystem;

/// More than a hall of many counters sees in a day.
constexpr std::size_t kMostEvents = 5'000'000;

struct JournalledDay {
    std::vector<model::Event> events;
    bool complete = false;
};

JournalledDay read_day(const fs::path& folder, int wanted) {
    const fs::path file = folder / store::kJournalFile;
    if (!fs::exists(file))
        throw InputError(
            fmt::format("there is no journal in {}; --journal names a hall's state folder, which "
                        "holds {}",
                        folder.string(), store::kJournalFile));
    store::Reader journal(file);
    const std::vector<int> days = journal.days();
    if (days.empty())
        throw InputError(fmt::format("no ticket was ever issued in the journal {}", file.string()));
    const std::uint64_t end = journal.last_seq() + 1;
    const int last = journal.read(end - 1, end, 1).front().day;
    int day = wanted;
    if (day == 0) // of the last day, more may be to come
        day = days.size() > 1 && days.back() == last ? days[days.size() - 2] : days.back();
    if (std::ranges::find(days, day) == days.end())
        throw InputError(
            fmt::format("no ticket was issued on the day {}; the journal has tickets of {} to {}", day,
                        days.front(), days.back()));
    return {journal.read(journal.first_of_day(day), journal.first_of_day(day + 1), kMostEvents), day < last};
}

model::Hall checked(model::Hall hall, const fs::path& file) {
    if (hall.channels.empty() || hall.counters.empty())
        throw InputError(fmt::format("{} describes no channel or no counter", file.string()));
    return hall;
}

} // namespace

Comparison replay(const ReplayOptions& options) {
    const model::Hall hall = checked(config::read_hall(options.config), options.config);
    Comparison comparison;
    comparison.told = !options.was.empty();
    if (comparison.told)
        comparison.likely.hall = checked(config::read_hall(options.was), options.was);
    const JournalledDay day = read_day(options.journal, options.day);
    if (comparison.told)
        comparison.likely.agreement = agreement(comparison.likely.hall, day.events);
    else
        comparison.likely = as_it_was(hall, day.events);

    const model::Hall& was = comparison.likely.hall;
    const People people = people_of(was, day.events, day.complete);
    comparison.day = people.day;
    comparison.zone = hall.zone;
    comparison.midnight =
        queue::now_in(base::Zone(hall.zone), people.visitors.front().at, hall.roll_over_hour).midnight;
    comparison.complete = day.complete;
    comparison.name = options.config.filename();
    comparison.was = measure(was, day.events, people.ends);
    comparison.again = measure(was, rerun(people, was, UnusedCounters::StayClosed).events, people.ends);
    comparison.rerun = rerun(people, hall, UnusedCounters::Open);
    comparison.other = measure(hall, comparison.rerun.events, people.ends);
    return comparison;
}

} // namespace lab
