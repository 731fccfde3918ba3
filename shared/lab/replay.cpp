#include "shared/lab/replay.h"

#include "shared/lab/journal.h"
#include "shared/lab/people.h"
#include "shared/queue/now.h"

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
    store::Reader journal = journal_in(folder);
    const int day = day_of(journal, wanted, Unfinished::Avoided);
    return {journal.read(journal.first_of_day(day), journal.first_of_day(day + 1), kMostEvents),
            day < journal.last_day()};
}

} // namespace

Comparison replay(const ReplayOptions& options) {
    const model::Hall hall = read_hall_of_days(options.config);
    Comparison comparison;
    comparison.told = !options.was.empty();
    if (comparison.told)
        comparison.likely.hall = read_hall_of_days(options.was);
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
