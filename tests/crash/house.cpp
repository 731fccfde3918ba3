#include "tests/crash/house.h"

#include "shared/store/reader.h"

#include <fmt/core.h>

#include <cerrno>
#include <csignal>
#include <limits>
#include <set>
#include <stdexcept>
#include <thread>

namespace crash {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration kLives = 150ms;  // most, before it is killed at random
constexpr base::Duration kStarts = 120ms; // a start takes about so long
constexpr base::Duration kBound = 20s;    // after which a test has failed that waits

constexpr int kDied = 128 + SIGKILL;

std::vector<model::Event> events_of(store::Reader& reader) {
    return reader.read(1, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max());
}

bool dies_on_the_way_up(std::string_view where) {
    static const std::set<std::string_view> places{"new-journal", "migration", "boot", "replay",
                                                   "enrolment",   "doors",     "open"};
    return places.contains(where);
}

} // namespace

int Tally::all() const {
    int sum = 0;
    for (const auto& [where, count] : kills)
        sum += count;
    return sum;
}

/// The first start is killed twice: what a new hall makes for itself, it makes whole.
House::House(Random& random, Tally& tally)
    : random_(random), tally_(tally), hall_(folder_.path()), faults_(folder_.path(), hall_.state()) {
    hall_.set_environment(faults_.environment());
    for (const char* where : {"new-journal", "enrolment"})
        kill(where);
    start();
    crowd_.emplace(hall_, random_);
    crowd_->begin();
    live(kLives);
    ++tally_.kills[std::string(kAnywhere)];
    hall_.kill();
    ++tally_.halls;
}

base::Duration House::some(base::Duration most) {
    return base::Duration(random_() % static_cast<std::uint64_t>(most.count() + 1));
}

void House::start(const std::string& failpoint) {
    if (!hall_.start(failpoint) && hall_.process().wait() != kDied)
        throw std::runtime_error("the hall does not start: " + hall_.process().errors());
    if (crowd_)
        crowd_->renew();
}

void House::expect_death(const std::string& where) {
    const auto gone = [&] { return !hall_.process().running(); };
    const bool ended =
        crowd_ ? support::turn_until(crowd_->loop(), gone, kBound) : support::eventually(gone, kBound);
    if (!ended)
        throw std::runtime_error("the hall did not come to " + where);
    if (const auto code = hall_.process().wait(); code != kDied)
        throw std::runtime_error(
            fmt::format("the hall ended with {} at {}: {}", *code, where, hall_.process().errors()));
}

void House::live(base::Duration duration) {
    const base::SystemClock clock;
    const auto end = clock.steady() + duration;
    while (clock.steady() < end && hall_.process().running())
        crowd_->loop().turn(std::min(end - clock.steady(), base::Duration(5)));
}

void House::kill(std::string_view where) {
    ++tally_.kills[std::string(where)];
    if (where == "migration")
        make_older();
    if (dies_on_the_way_up(where)) {
        start(std::string(where) + ":1");
        return expect_death(std::string(where));
    }
    if (where == kWhileStarting) {
        support::Process starting({hall_.command(), faults_.environment()});
        std::this_thread::sleep_for(some(kStarts));
        return starting.kill();
    }
    dies_under_load(where);
}

void House::dies_under_load(std::string_view where) {
    const std::string name(where);
    if (where == kAnywhere || where == kWhileEnding) {
        start();
        live(some(kLives));
        if (where == kWhileEnding) {
            hall_.process().signal(SIGTERM);
            std::this_thread::sleep_for(some(base::Duration(10)));
        }
        return hall_.kill();
    }
    if (where == "roll-back") {
        start("roll-back:1");
        faults_.fail_writes(random_() % 2 == 0 ? ENOSPC : EIO);
        expect_death(name);
        return faults_.fail_writes(0);
    }
    if (where == "roll-over" || where == "forgetting") {
        if (random_() % 2 == 0)
            next_day(); // it begins when the hall starts
        start(name + ":1");
        if (hall_.process().running())
            next_day();
        return expect_death(name);
    }
    const int passes = where == "snapshot" ? 2 : where == "batch" || where == "mid-replies" ? 60 : 20;
    start(fmt::format("{}:{}", name, some(passes)));
    expect_death(name);
}

/// A day passes, while the hall is down or while everybody goes on; not before everybody had a new answer.
void House::next_day() {
    const auto answered = [&] { return crowd_->all_were_answered(); };
    if (!hall_.process().running() && !answered())
        return;
    if (hall_.process().running() && !support::turn_until(crowd_->loop(), answered, kBound))
        throw std::runtime_error("somebody gets no answer");
    faults_.set_clock(faults_.clock() + 24h);
    ++tally_.days;
}

/// The journal as the version before wrote it; whoever adds a version puts its way back before these.
void House::make_older() {
    store::Database journal(hall_.state() / store::kJournalFile);
    journal.run("BEGIN; CREATE INDEX event_by_day ON event (day);"
                "DROP INDEX event_follow_ups;"
                "DROP INDEX event_texts; DROP INDEX event_reasons; PRAGMA user_version=3; COMMIT");
}

support::Complaints House::judge() {
    start();
    crowd_->finish();
    if (!support::turn_until(crowd_->loop(), [&] { return !crowd_->busy(); }, kBound))
        throw std::runtime_error("somebody gets no answer at the end");
    std::vector<model::Event> journal;
    std::uint64_t store = 0;
    const auto shown = [&] {
        store::Reader reader(hall_.state() / store::kJournalFile);
        journal = events_of(reader);
        return crowd_->displays_show(journal.size());
    };
    const bool up_to_date = support::turn_until(crowd_->loop(), shown, kBound);
    for (const auto* board : crowd_->boards())
        if (board != nullptr)
            store = board->store;
    hall_.process().signal(SIGTERM);
    const auto code = hall_.process().wait();

    auto complaints = support::judge(crowd_->history(), journal);
    const auto add = [&](const support::Complaints& more) {
        complaints.insert(complaints.end(), more.begin(), more.end());
    };
    add(support::judge_published(crowd_->heard(), journal, store));
    for (const auto* board : crowd_->boards())
        if (board != nullptr)
            add(support::judge_board(*board, journal));
    if (!up_to_date)
        complaints.emplace_back("a display does not show what the journal holds");
    if (code != 0)
        complaints.push_back(fmt::format("the hall ended with {}", code.value_or(-1)));

    std::set<std::pair<std::string, std::uint64_t>> answered;
    for (const auto& operation : crowd_->history()) {
        if (!operation.returned)
            continue;
        const bool first = answered.emplace(operation.client, operation.request).second;
        ++(first ? tally_.acknowledged : tally_.repeated);
    }
    tally_.requests += crowd_->history().size();
    tally_.events += journal.size();
    for (const auto& heard : crowd_->heard())
        tally_.heard += heard.event ? 1 : 0;
    return complaints;
}

} // namespace crash
