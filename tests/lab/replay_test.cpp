// A journalled day, happening again. The days are made by people of their own (busy_day.h), who ask the
// hall's own queue; what the laboratory makes of the journal must come out the same.

#include "shared/lab/replay.h"

#include "shared/base/file.h"
#include "shared/config/error.h"
#include "shared/lab/input.h"
#include "shared/lab/people.h"
#include "shared/store/journal.h"
#include "tests/lab/busy_day.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <algorithm>

using namespace std::chrono_literals;
using model::Event;
using model::EventKind;
using support::busy_day;
using support::DayPlan;
using support::hall_of;
using support::hall_toml;

namespace {

/// Who was called where and when: a line a call.
std::vector<std::string> calls_of(const std::vector<Event>& events) {
    std::vector<std::string> calls;
    for (const Event& event : events)
        if (event.kind == EventKind::TicketCalled)
            calls.push_back(fmt::format("{},{},{}", event.at.time_since_epoch().count(), event.number,
                                        event.counter.value));
    return calls;
}

/// Empty when both are the same.
std::string first_difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto [in_a, in_b] = std::ranges::mismatch(a, b);
    if (in_a == a.end() && in_b == b.end())
        return {};
    return fmt::format("call {} of {} and {}: {} / {}", in_a - a.begin(), a.size(), b.size(),
                       in_a == a.end() ? "-" : *in_a, in_b == b.end() ? "-" : *in_b);
}

lab::Rerun again(const model::Hall& was, const std::vector<Event>& events, const model::Hall& hall,
                 lab::UnusedCounters unused = lab::UnusedCounters::StayClosed) {
    return lab::rerun(lab::people_of(was, events, true), hall, unused);
}

lab::Figures figures_of(const model::Hall& hall, const std::vector<Event>& events) {
    return lab::measure(hall, events, events.back().at);
}

base::Duration green_mean(const lab::Figures& figures) {
    return figures.by_channel.at({"elderly"}).mean;
}

std::string with_counters(std::initializer_list<int> more) {
    std::string toml = hall_toml();
    for (const int id : more)
        toml += support::general_counter(id);
    return toml;
}

/// A state folder with a day in it, and a configuration beside it.
class ReplayBench {
  public:
    explicit ReplayBench(const DayPlan& plan = {}) : events(busy_day(hall_of(hall_toml()), plan)) {
        support::write_journal(folder.path(), events);
        base::write_file(folder / "hall.toml", hall_toml());
    }

    support::Ended lab(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {support::program("jiaohao-lab"), "replay"});
        return support::run(arguments);
    }
    support::Ended replay(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"--journal", folder.path(), "--config", folder / "hall.toml"});
        return lab(std::move(more));
    }

    support::TemporaryFolder folder;
    std::vector<Event> events;
};

} // namespace

TEST_CASE("Replay: under its own configuration a day of prompt clerks happens again, call by call",
          "[lab][replay]") {
    const model::Hall hall = hall_of(hall_toml());
    for (const std::uint64_t seed : {1, 2, 3}) {
        DayPlan plan;
        plan.seed = seed;
        const auto events = busy_day(hall, plan);
        REQUIRE(calls_of(events).size() >= 280);

        CHECK(first_difference(calls_of(again(hall, events, hall).events), calls_of(events)) == "");
    }
}

TEST_CASE("Replay: so does a day with lunches, parked, missed, transferred and cancelled tickets",
          "[lab][replay]") {
    const model::Hall hall = hall_of(hall_toml());
    for (const std::uint64_t seed : {1, 2, 3}) {
        DayPlan plan;
        plan.seed = seed;
        plan.ordinary = false;
        const auto events = busy_day(hall, plan);
        for (const EventKind kind :
             {EventKind::TicketParked, EventKind::TicketNoShow, EventKind::TicketReturned,
              EventKind::TicketTransferred, EventKind::TicketCancelled, EventKind::TicketApproved,
              EventKind::CounterPaused})
            REQUIRE(std::ranges::count(events, kind, &Event::kind) > 0);

        CHECK(first_difference(calls_of(again(hall, events, hall).events), calls_of(events)) == "");
    }
}

TEST_CASE("Replay: where clerks take their time before a call, waits come out nearly the same",
          "[lab][replay]") {
    const model::Hall hall = hall_of(hall_toml());
    for (const std::uint64_t seed : {1, 2, 3}) {
        DayPlan plan;
        plan.seed = seed;
        plan.ordinary = false;
        plan.promptly = false;
        const auto events = busy_day(hall, plan);

        // A clerk who would have called is at times forestalled by a colleague; how long he would have taken
        // is not journalled, and from the first such call on single tickets fare differently. The day does
        // not.
        const lab::Figures was = figures_of(hall, events);
        const lab::Figures simulated = figures_of(hall, again(hall, events, hall).events);

        CHECK(std::abs(simulated.called - was.called) <= 2); // a call may come before somebody gives up
        CHECK(std::abs(simulated.no_shows - was.no_shows) <= 2);
        CHECK(std::chrono::abs(simulated.all.mean - was.all.mean) < was.all.mean / 10);
        CHECK(std::chrono::abs(simulated.all.nine_in_ten - was.all.nine_in_ten) < was.all.nine_in_ten / 6);
        CHECK(lab::off_by(was, simulated) < was.all.mean / 3);
    }
}

TEST_CASE("Replay: in order of arrival green visitors wait longer than under the rule, and others less",
          "[lab][replay]") {
    const model::Hall balanced = hall_of(hall_toml());
    const model::Hall fifo = hall_of(hall_toml({{"preset = \"balanced\"", "preset = \"fifo\""}}));
    const auto events = busy_day(balanced);
    const auto in_order = busy_day(fifo);

    const lab::Figures was = figures_of(balanced, events);
    const lab::Figures would = figures_of(fifo, again(balanced, events, fifo).events);
    const lab::Figures was_in_order = figures_of(fifo, in_order);
    const lab::Figures would_by_rule = figures_of(balanced, again(fifo, in_order, balanced).events);

    CHECK(green_mean(would) > green_mean(was));
    CHECK(would.by_channel.at({"ordinary"}).mean < was.by_channel.at({"ordinary"}).mean);
    CHECK(green_mean(would_by_rule) < green_mean(was_in_order));
    CHECK(would_by_rule.by_channel.at({"ordinary"}).mean > was_in_order.by_channel.at({"ordinary"}).mean);
    CHECK(would.most_overtakes < was.most_overtakes);
    CHECK(would.called == was.called);
}

TEST_CASE("Replay: two more counters shorten every channel's and service's waits, and lose nobody",
          "[lab][replay]") {
    DayPlan plan;
    plan.visitors = 330; // a day on which it is worth while
    const model::Hall hall = hall_of(hall_toml());
    const auto events = busy_day(hall, plan);

    const lab::Rerun rerun = again(hall, events, hall_of(with_counters({7, 8})), lab::UnusedCounters::Open);
    const lab::Figures was = figures_of(hall, events);
    const lab::Figures would = figures_of(hall_of(with_counters({7, 8})), rerun.events);

    CHECK(rerun.added == std::vector<model::CounterId>{{7}, {8}});
    CHECK(would.all.mean < was.all.mean / 2);
    CHECK(would.all.nine_in_ten < was.all.nine_in_ten);
    CHECK(would.all.longest <= was.all.longest);
    for (const auto& [channel, waits] : was.by_channel)
        CHECK(would.by_channel.at(channel).mean <= waits.mean);
    for (const auto& [service, waits] : was.by_service)
        CHECK(would.by_service.at(service).mean <= waits.mean);
    CHECK(would.called == was.called);
    CHECK(would.no_shows == was.no_shows);
    CHECK(*would.last_served <= *was.last_served);
    CHECK(would.busy_share() < was.busy_share());
}

TEST_CASE("Replay: a counter fewer lengthens waits; whoever is left stays until all are served",
          "[lab][replay]") {
    const model::Hall hall = hall_of(with_counters({7}));
    const auto events = busy_day(hall);

    const lab::Rerun rerun = again(hall, events, hall_of(hall_toml()), lab::UnusedCounters::Open);
    const lab::Figures was = figures_of(hall, events);
    const lab::Figures would = figures_of(hall_of(hall_toml()), rerun.events);

    CHECK(rerun.missing == std::vector<model::CounterId>{{7}});
    CHECK(would.all.mean > was.all.mean);
    CHECK(would.called == was.called);
    CHECK_FALSE(would.counters.contains({7}));
}

TEST_CASE("Replay: a visitor's work at another counter takes as long as that one's clerk takes",
          "[lab][replay]") {
    const model::Hall hall = hall_of(hall_toml());
    DayPlan plan;
    plan.visitors = 300;
    lab::People people = lab::people_of(hall, busy_day(hall, plan), true);
    CHECK(people.clerks.at({1}).speed < people.clerks.at({6}).speed);

    people.visitors.resize(1);
    lab::Visitor& only = people.visitors.front();
    only.service = {"fund-deposit"};
    only.stays.resize(1);
    only.stays.front().counter = {6};
    only.stays.front().walk = 20s;
    only.stays.front().work = 10min;
    people.clerks.at({6}).speed = 1000;
    people.clerks.at({1}).speed = 800;
    std::erase_if(people.clerks,
                  [](const auto& entry) { return entry.first.value > 1 && entry.first.value < 6; });
    people.clerks.at({6}).shifts.clear();

    const auto events = lab::rerun(people, hall, lab::UnusedCounters::StayClosed).events;

    const auto end = std::ranges::find(events, EventKind::ServiceFinished, &Event::kind);
    const auto call = std::ranges::find(events, EventKind::TicketCalled, &Event::kind);
    REQUIRE((end != events.end() && call != events.end()));
    CHECK(end->counter.value == 1);
    CHECK(end->at - call->at == 20s + 8min);
}

TEST_CASE("Replay: finds the rule and the counters under which a day passed", "[lab][replay]") {
    for (const char* preset : {"balanced", "strong", "fifo"}) {
        const std::string changed = "preset = \"" + std::string(preset) + "\"";
        const model::Hall hall = hall_of(hall_toml({{"preset = \"balanced\"", changed}}));
        DayPlan plan;
        plan.visitors = 330;
        const auto events = busy_day(hall, plan);

        const lab::Likely likely =
            lab::as_it_was(hall_of(hall_toml({{"preset = \"balanced\"", "preset = \"gentle\""}})), events);

        CHECK(likely.rule == preset);
        CHECK(likely.agreement.explained >= likely.agreement.calls - 5);
    }
}

TEST_CASE("Replay: counters of the file that the day did not have are not taken for the day's",
          "[lab][replay]") {
    const auto events = busy_day(hall_of(hall_toml()));
    const std::string changed =
        hall_toml({{"services = [\"fund-loan\"]\nbackup = [\"fund-withdrawal\"]", "services = [\"*\"]"}});

    const lab::Likely likely = lab::as_it_was(hall_of(changed), events);

    CHECK(likely.own_counters);
    CHECK(likely.agreement.share() > 0.9);
}

TEST_CASE("Replay: measures overtakes, windows and counters as they are", "[lab][replay]") {
    const model::Hall fifo = hall_of(hall_toml({{"preset = \"balanced\"", "preset = \"fifo\""}}));
    const auto in_order = busy_day(fifo);
    const model::Hall balanced = hall_of(hall_toml());

    const lab::Figures ruled = figures_of(balanced, busy_day(balanced));
    const lab::Figures ordered = figures_of(fifo, in_order);

    CHECK(ruled.most_overtakes > ordered.most_overtakes);
    CHECK(ruled.widest_window <= 60min); // the urgent channel's cap is the widest
    CHECK(ruled.counters.size() == 6);
    CHECK(ruled.busy_share() > 0.5);
    CHECK(ruled.busy_share() <= 1);
    CHECK(ruled.issued == 280);
    CHECK(ruled.all.half <= ruled.all.nine_in_ten);
    CHECK(ruled.all.nine_in_ten <= ruled.all.longest);
}

TEST_CASE("Replay: the program tells both days side by side and changes nothing of the journal",
          "[lab][replay]") {
    const ReplayBench bench;
    const std::string before = base::read_file(bench.folder / "journal.db");

    const auto told = bench.replay();
    const auto json = lab::parse_json(bench.replay({"--json", "--day", "20260302"}).output, "the answer");

    CHECK(told.code == 0);
    CHECK(told.errors.empty());
    for (const char* expected :
         {"2026-03-02, 280 tickets", "channel elderly", "service pension", "Calibration", "most overtakes",
          "last visitor served at", "counters busy while open"})
        CHECK(told.output.find(expected) != std::string::npos);
    CHECK(json["as_it_was"] == json["other"]);
    CHECK(json["calibration_off_by_s"] == 0);
    CHECK(json["as_it_was"]["called"] == 280);
    CHECK(base::read_file(bench.folder / "journal.db") == before);
    CHECK_FALSE(std::filesystem::exists(bench.folder / "journal.db-wal"));
}

TEST_CASE("Replay: a hall goes on writing while its journal is replayed, and finds it as it left it",
          "[lab][replay]") {
    const ReplayBench bench;
    store::Journal hall(bench.folder / "journal.db"); // as a running hall has it open
    const auto files = [&] {
        return base::read_file(bench.folder / "journal.db") +
               base::read_file(bench.folder / "journal.db-wal");
    };
    const std::string before = files();

    CHECK(bench.replay().code == 0);

    CHECK(files() == before);
    Event next;
    next.seq = hall.last_seq() + 1;
    next.day = 20260303;
    hall.begin();
    hall.append(next);
    hall.commit();
    CHECK(bench.replay().code == 0);
    CHECK(store::Journal(bench.folder / "journal.db").boot() == hall.boot() + 1); // no other was counted
}

TEST_CASE("Replay: a day that is not over is told as of the last event", "[lab][replay]") {
    DayPlan plan;
    plan.over = false;
    ReplayBench bench(plan);
    bench.events.resize(bench.events.size() / 2);
    std::filesystem::remove(bench.folder / "journal.db");
    support::write_journal(bench.folder.path(), bench.events);

    const auto told = bench.replay();
    const auto json = lab::parse_json(bench.replay({"--json"}).output, "the answer");

    CHECK(told.output.find("The day is not over") != std::string::npos);
    CHECK(json["complete"] == false);
    CHECK(json["calibration_off_by_s"] == 0);
}

TEST_CASE("Replay: the picture is an SVG with axes and both legends", "[lab][replay]") {
    const ReplayBench bench;
    const std::filesystem::path picture = bench.folder / "waits.svg";
    base::write_file(bench.folder / "a<b&c.toml", with_counters({7, 8}));

    const auto told = bench.lab(
        {"--journal", bench.folder.path(), "--config", bench.folder / "a<b&c.toml", "--svg", picture});

    REQUIRE(told.code == 0);
    const std::string svg = base::read_file(picture);
    for (const char* expected : {"<svg ", "as it was", "with a&lt;b&amp;c.toml", "minutes waited", "10:00",
                                 "how many began to wait", "</svg>"})
        CHECK(svg.find(expected) != std::string::npos);
    // Well-formed: judged by a parser that is not ours.
    CHECK(support::run({"python3", "-c", "import sys, xml.dom.minidom as m; m.parse(sys.argv[1])", picture})
              .code == 0);
}

TEST_CASE("Replay: what cannot be used is refused with a sentence and exit code 2", "[lab][replay]") {
    const ReplayBench bench;
    const auto refused = [&](const std::vector<std::string>& arguments, const std::string& sentence) {
        const auto ended = bench.lab(arguments);
        INFO(ended.errors);
        CHECK(ended.code == 2);
        CHECK(ended.output.empty());
        CHECK(ended.errors.find(sentence) != std::string::npos);
    };
    const std::string state = bench.folder.path();
    const std::string config = bench.folder / "hall.toml";
    const support::TemporaryFolder empty;
    const support::TemporaryFolder other;
    store::Journal(other / "journal.db");
    const support::TemporaryFolder damaged;
    std::string content = base::read_file(bench.folder / "journal.db");
    for (std::size_t at = 5000; at < content.size(); at += 11)
        content[at] = static_cast<char>(content[at] ^ 0x55);
    base::write_file(damaged / "journal.db", content);
    base::write_file(bench.folder / "wrong.toml",
                     hall_toml({{"opens = \"00:00\"", "opens = 7\nunknown = 1"}}));

    refused({"--journal", empty.path(), "--config", config}, "there is no journal in");
    refused({"--journal", "/no/such/folder", "--config", config}, "there is no journal in");
    refused({"--journal", other.path(), "--config", config}, "no ticket was ever issued");
    refused({"--journal", damaged.path(), "--config", config}, "the journal");
    refused({"--journal", state, "--config", config, "--day", "20260303"},
            "no ticket was issued on the day 20260303");
    refused({"--journal", state, "--config", bench.folder / "wrong.toml"}, "wrong.toml:");
    refused({"--journal", state, "--config", bench.folder / "missing.toml"}, "missing.toml");
    refused({"--journal", state, "--config", config, "--was", bench.folder / "missing.toml"}, "missing.toml");
    refused({"--journal", state}, "--config is required");
}
