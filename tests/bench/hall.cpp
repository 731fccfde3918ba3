#include "shared/wire/codec.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/hall_crowd.h"
#include "tests/bench/hall_ideal.h"
#include "tests/bench/hall_replay.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <stdexcept>

namespace bench {

namespace {

constexpr int kClients = 64, kRounds = 3, kWaiting = 100;
constexpr std::size_t kWarmUp = 200, kPublished = 100;
constexpr double kUs = 1000;

/// How many commands a round has: about a second's worth.
struct Load {
    int clients;
    std::size_t commands;
};
constexpr std::array kLoads{Load{1, 600}, Load{8, 3000}, Load{kClients, 6000}};

/// Counters beyond the test hall's eight, so that each client has one.
std::string more_counters() {
    std::string text;
    for (int counter = 9; counter <= kClients; ++counter)
        text += fmt::format("[[counters]]\nid = {}\nservices = [\"*\"]\nlocation = {{ en = \"Left\" }}\n",
                            counter);
    return text;
}

/// The real hall, with its counters open, and some visitors who wait.
class RealHall {
  public:
    explicit RealHall(const std::filesystem::path& folder)
        : hall_(folder, "tcp://127.0.0.1:*", more_counters()) {
        if (!hall_.start())
            throw std::runtime_error("the hall does not start: " + hall_.process().errors());
        support::Device admin(hall_.line("admin"));
        const auto done = [&](const model::Command& command) {
            if (const auto answer = admin.ask(command); !answer || !answer->ok())
                throw std::runtime_error("the hall cannot be made ready: " + (answer ? answer->detail : ""));
        };
        for (int counter = 1; counter <= kClients; ++counter)
            done(model::OpenCounter{{counter}, {fmt::format("10{}", counter)}});
        for (int i = 0; i < kWaiting; ++i)
            done(model::TakeTicket{{"deposit"}, {}, {}, {}});
    }

    HallDoor door() const {
        const wire::Line line = hall_.line("admin");
        return {line.endpoint, line.updates, wire::load_public_key(line.hall_key),
                wire::load_key_pair(line.own_key)};
    }

    double resident_mb() {
        std::ifstream status(fmt::format("/proc/{}/status", hall_.process().pid()));
        for (std::string word; status >> word;)
            if (word == "VmRSS:") {
                double kib = 0;
                status >> kib;
                return kib * 1024 / 1e6;
            }
        throw std::runtime_error("the hall is gone");
    }

  private:
    support::RunningHall hall_;
};

/// Byte for byte what the hall says to a ticket that is taken, and to a call by a counter that is busy.
std::pair<Spoken, Spoken> overheard(const HallDoor& door) {
    Crowd one(door, 1);
    Audience audience(door, 1);
    one.take();
    audience.hear(1);
    one.call(); // the counter is busy from here on
    audience.hear(1);
    const Spoken take{one.take(), audience.hear(1)};
    Spoken call{one.call(), {}};
    const auto answer = wire::decode_answer(call.answer), before = wire::decode_answer(take.answer);
    call.updates = audience.hear(answer->seq - before->seq);
    return {take, call};
}

/// The middle one of several rounds' figures.
double middle(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

struct Served {
    double per_second = 0, p50 = 0, p99 = 0;
};

/// Rounds of both in turn: what disturbs the machine disturbs both.
std::array<Served, 2> serve(const std::array<HallDoor, 2>& doors, const Load& load) {
    std::array<std::array<std::vector<double>, 3>, 2> seen;
    std::array<Crowd, 2> crowds{Crowd(doors[0], load.clients), Crowd(doors[1], load.clients)};
    for (Crowd& crowd : crowds)
        crowd.run(kWarmUp);
    for (int round = 0; round < kRounds; ++round)
        for (std::size_t who = 0; who < crowds.size(); ++who) {
            const auto done = crowds[who].run(load.commands);
            const Times times(done.nanoseconds);
            seen[who][0].push_back(static_cast<double>(load.commands) / done.seconds);
            seen[who][1].push_back(times.quantile(0.5) / kUs);
            seen[who][2].push_back(times.quantile(0.99) / kUs);
        }
    std::array<Served, 2> result;
    for (std::size_t who = 0; who < result.size(); ++who)
        result[who] = {middle(seen[who][0]), middle(seen[who][1]), middle(seen[who][2])};
    return result;
}

void add_served(Figures& figures, const std::array<Served, 2>& served, int clients) {
    const auto& [hall, ideal] = served;
    const auto add = [&](const char* what, double ours, double raw) {
        figures[fmt::format("clients_{}_{}", clients, what)] = ours;
        figures[fmt::format("clients_{}_ideal_{}", clients, what)] = raw;
        figures[fmt::format("clients_{}_ratio_of_{}", clients, what)] = ours / raw;
    };
    add("commands_per_s", hall.per_second, ideal.per_second);
    add("p50_us", hall.p50, ideal.p50);
    add("p99_us", hall.p99, ideal.p99);
}

/// From the answer of a taken ticket until the last follower has its update; rounds of both in turn.
std::array<std::vector<double>, 2> spread(const std::array<HallDoor, 2>& doors, int followers) {
    std::array<std::vector<double>, 2> times;
    for (int round = 0; round < kRounds; ++round)
        for (std::size_t who = 0; who < doors.size(); ++who) {
            Crowd one(doors[who], 1);
            Audience audience(doors[who], followers);
            for (std::size_t i = 0; i < kPublished; ++i) {
                one.take();
                const Stopwatch watch;
                audience.hear(1);
                times[who].push_back(watch.nanoseconds());
            }
        }
    return times;
}

void add_spread(Figures& figures, const std::array<HallDoor, 2>& doors, int followers) {
    const auto times = spread(doors, followers);
    const Times hall(times[0]), ideal(times[1]);
    const auto key = [&](const char* what) { return fmt::format("followers_{}_{}", followers, what); };
    figures[key("last_p50_ms")] = hall.quantile(0.5) / kMs;
    figures[key("last_p99_ms")] = hall.quantile(0.99) / kMs;
    figures[key("raw_xpub_last_p50_ms")] = ideal.quantile(0.5) / kMs;
    figures[key("raw_xpub_last_p99_ms")] = ideal.quantile(0.99) / kMs;
    figures[key("ratio_of_p50")] = hall.quantile(0.5) / ideal.quantile(0.5);
}

} // namespace

Figures hall() {
    const support::TemporaryFolder folder;
    IdealHall ideal(folder.path());
    RealHall real(folder.path());
    const double resident_before = real.resident_mb();
    const auto [take, call] = overheard(real.door());
    const std::array doors{real.door(), ideal.open(take, call)};

    Figures figures{{"take_answer_bytes", take.answer.size()},
                    {"call_answer_bytes", call.answer.size()},
                    {"take_updates", take.updates.size()},
                    {"call_updates", call.updates.size()},
                    {"visitors_waiting", kWaiting}};
    for (const Load& load : kLoads)
        add_served(figures, serve(doors, load), load.clients);
    for (const int followers : {10, 100, 500})
        add_spread(figures, doors, followers);
    figures["hall_rss_at_start_mb"] = resident_before;
    figures["hall_rss_after_load_mb"] = real.resident_mb();
    figures.update(hall_replay());
    return figures;
}

} // namespace bench
