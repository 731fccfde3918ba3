#include "tests/bench/hall_replay.h"

#include "shared/queue/state.h"
#include "shared/store/journal.h"
#include "tests/bench/large_hall.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>

namespace bench {

namespace {

constexpr std::uint64_t kEvents = 1'000'000;
constexpr int kTicketsADay = 10'000;
constexpr std::size_t kPage = 10'000;

/// Whole visits, day after day: issued, called, begun, finished, at 30 counters in turn.
class Days {
  public:
    explicit Days(const model::Hall& hall) : hall_(hall) {}

    std::vector<model::Event> next_page() {
        std::vector<model::Event> page;
        for (; page.size() < kPage && seq_ < kEvents;)
            page.push_back(next());
        return page;
    }

  private:
    model::Event next() {
        using model::EventKind;
        model::Event event;
        event.seq = ++seq_;
        event.at = now_ += std::chrono::milliseconds(800);
        if (today_ == 0) {
            event.kind = EventKind::DayBegan;
            event.day = day_;
            today_ = 1;
            opened_ = 0;
            return event;
        }
        event.day = day_;
        if (opened_ < hall_.counters.size()) {
            event.kind = EventKind::CounterOpened;
            event.counter = hall_.counters[opened_++].id;
            event.clerk = {"101"};
            return event;
        }
        event.ticket.value = ticket_;
        const auto turn = static_cast<std::size_t>(ticket_);
        constexpr EventKind kSteps[] = {EventKind::TicketIssued, EventKind::TicketCalled,
                                        EventKind::ServiceStarted, EventKind::ServiceFinished};
        event.kind = kSteps[step_];
        const model::Service& service = hall_.services[turn % hall_.services.size()];
        if (step_ == 0) {
            event.service = service.id;
            event.channel = hall_.channels.front().id;
            event.number = fmt::format("{}{:03}", service.letter, today_);
            event.language = "zh";
            event.entry = event.at;
        } else {
            event.counter = hall_.counters[turn % hall_.counters.size()].id;
            event.clerk = {"101"};
        }
        if (++step_ == 4) {
            step_ = 0;
            ++ticket_;
            if (++today_ > kTicketsADay)
                begin_day();
        }
        return event;
    }
    void begin_day() {
        today_ = 0;
        ++day_;
        now_ = std::chrono::floor<std::chrono::days>(now_) + std::chrono::hours(33);
    }

    const model::Hall& hall_;
    base::WallTime now_{std::chrono::hours(9)};
    std::uint64_t seq_ = 0;
    std::uint64_t ticket_ = 1;
    std::size_t opened_ = 0;
    int today_ = 0, step_ = 0, day_ = 20260301;
};

double in_seconds(const Stopwatch& watch) {
    return watch.nanoseconds() / 1e9;
}

} // namespace

Figures hall_replay() {
    const support::TemporaryFolder folder;
    const queue::State large = large_hall({30, 8, 0});
    {
        store::Journal journal(folder / store::kJournalFile);
        Days days(large.hall());
        for (auto page = days.next_page(); !page.empty(); page = days.next_page()) {
            journal.begin();
            for (const model::Event& event : page)
                journal.append(event);
            journal.commit();
        }
    }
    const std::string file = folder / store::kJournalFile;
    const Stopwatch raw;
    std::int64_t rows = 0, bytes = 0;
    {
        store::Database database = store::Database::to_look_at(file);
        auto all = database.prepare("SELECT * FROM event ORDER BY seq");
        for (; all.step(); ++rows)
            bytes += all.number(0);
    }
    keep(bytes);
    const double raw_seconds = in_seconds(raw);

    store::Reader reader(file);
    const Stopwatch read_only;
    std::uint64_t read = 0;
    for (auto page = reader.read(1, kEvents + 1, kPage); !page.empty();
         page = reader.read(read + 1, kEvents + 1, kPage))
        read += page.size();
    const double reading = in_seconds(read_only);

    queue::State state(large.hall());
    double applying = 0;
    const Stopwatch both;
    reader.read_all(1, kEvents + 1, [&](std::span<const model::Event> page) {
        const Stopwatch apply_only;
        for (const model::Event& event : page)
            apply(state, event);
        applying += in_seconds(apply_only);
    });
    const double replaying = in_seconds(both);
    if (read != kEvents || rows != static_cast<std::int64_t>(kEvents) || state.seq() != kEvents)
        throw std::runtime_error("the replay is not of all events");
    const auto events = static_cast<double>(kEvents);
    return {{"replay_events", kEvents},
            {"replay_apply_only_million_per_s", events / applying / 1e6},
            {"replay_read_only_million_per_s", events / reading / 1e6},
            {"replay_million_per_s", events / replaying / 1e6},
            {"replay_raw_sqlite_rows_million_per_s", events / raw_seconds / 1e6},
            {"replay_ratio_to_raw", replaying / raw_seconds}};
}

} // namespace bench
