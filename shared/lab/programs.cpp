#include "shared/lab/programs.h"

#include "shared/base/file.h"
#include "shared/config/error.h"
#include "shared/lab/ahead.h"
#include "shared/lab/day.h"
#include "shared/lab/input.h"
#include "shared/lab/replay.h"
#include "shared/lab/shadow.h"
#include "shared/lab/simulate.h"
#include "shared/store/database.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <cstdio>

namespace lab {

namespace {

constexpr std::size_t kLargestInput = 256U << 20U;

struct DayOptions {
    std::string scenario;
    std::string trace;
};

struct SimulateOptions {
    std::string params;
    std::uint64_t customers = 1'000'000;
    std::uint64_t seed = 1;
};

struct ShadowOptions {
    std::string scenario;
    std::vector<std::string> training;
    std::string trace;
};

void run_day_program(const DayOptions& options) {
    const Scenario scenario = read_scenario(base::read_file(options.scenario, kLargestInput));
    std::string calls;
    std::string trace;
    run_day(scenario, [&](const DayEvent& event) {
        if (!options.trace.empty())
            trace += trace_line(scenario, event) + '\n';
        if (event.kind == DayEvent::Kind::Call)
            calls += fmt::format("{},{},{}\n", event.at.time_since_epoch().count(),
                                 scenario.visitors[event.visitor].id, scenario.counters[event.counter].id);
    });
    if (!options.trace.empty())
        base::write_file(options.trace, trace);
    fmt::print("{}", calls);
}

void run_simulate_program(const SimulateOptions& options) {
    const QueueModel model = read_queue_model(base::read_file(options.params, kLargestInput));
    fmt::print("{}\n", to_json(simulate(model, options.customers, options.seed)));
}

void run_shadow_program(const ShadowOptions& options) {
    const Scenario config = read_config(base::read_file(options.scenario, kLargestInput));
    const auto trace_in = [&](const std::string& file) {
        return read_trace(base::read_file(file, kLargestInput), config, file);
    };
    Shadow shadow(config);
    for (const std::string& file : options.training)
        shadow.follow(trace_in(file), [](const ShadowForecast&) {});
    shadow.follow(trace_in(options.trace),
                  [](const ShadowForecast& foreseen) { fmt::print("{}\n", trace_line(foreseen)); });
}

void run_replay_program(const ReplayOptions& options) {
    const Comparison comparison = replay(options);
    if (!options.svg.empty())
        base::write_file(options.svg, to_svg(comparison));
    fmt::print("{}", options.json ? to_json(comparison) + '\n' : to_text(comparison));
}

void run_ahead_program(const AheadOptions& options) {
    const Foreseen foreseen = look_ahead(options);
    fmt::print("{}", options.json ? to_json(foreseen) + '\n' : to_text(foreseen));
}

} // namespace

int run(int argc, char** argv) {
    CLI::App app("Jiaohao's laboratory: the hall's own calling rule on simulated and journalled days.",
                 "jiaohao-lab");
    app.set_version_flag("--version", "jiaohao-lab " JIAOHAO_VERSION);
    app.require_subcommand(1);

    DayOptions day;
    CLI::App* day_command =
        app.add_subcommand("day", "one simulated day; prints a line t,ticket,counter for each call");
    day_command->add_option("--scenario", day.scenario, "the day, JSON")->required();
    day_command->add_option("--trace", day.trace, "writes what happened, a JSON object a line");

    SimulateOptions simulation;
    CLI::App* simulate_command =
        app.add_subcommand("simulate", "one M/M/c or M/G/c queue under a rule; prints mean waits");
    simulate_command->add_option("--params", simulation.params, "the queue, JSON")->required();
    simulate_command->add_option("--customers", simulation.customers, "customers counted after the warm-up")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000}));
    simulate_command->add_option("--seed", simulation.seed, "the same seed gives the same answer");

    ShadowOptions shadow;
    CLI::App* shadow_command = app.add_subcommand(
        "shadow", "foresees each ticket's wait beside another system, as if live; prints forecast lines");
    shadow_command->add_option("--scenario", shadow.scenario, "the hall, JSON")->required();
    shadow_command->add_option("--train", shadow.training, "traces of earlier days, the oldest first");
    shadow_command->add_option("--trace", shadow.trace, "the day's trace")->required();

    ReplayOptions journalled;
    CLI::App* replay_command = app.add_subcommand(
        "replay", "a journalled day under another configuration, beside the day as it was");
    replay_command->add_option("--journal", journalled.journal, "the hall's state folder; it may be running")
        ->required();
    replay_command->add_option("--config", journalled.config, "the other configuration, hall.toml")
        ->required();
    replay_command->add_option("--was", journalled.was,
                               "the day's own hall.toml (default: what explains most of its calls)");
    replay_command->add_option("--day", journalled.day,
                               "YYYYMMDD (default: the last complete day, or else the last)");
    replay_command->add_option("--svg", journalled.svg, "draws the waits through the day");
    replay_command->add_flag("--json", journalled.json, "prints one JSON object");

    AheadOptions hours;
    CLI::App* ahead_command = app.add_subcommand(
        "ahead", "the next hours as the hall would have foreseen them at one moment, beside what came");
    ahead_command->add_option("--journal", hours.journal, "the hall's state folder; it may be running")
        ->required();
    ahead_command->add_option("--config", hours.config, "its hall.toml")->required();
    ahead_command->add_option("--day", hours.day, "YYYYMMDD (default: the last one)");
    ahead_command->add_option("--at", hours.at, "HH:MM (default: the last moment that is journalled)");
    std::vector<int> opened;
    std::vector<int> closed;
    ahead_command->add_option("--open", opened, "if these counters were opened then: 3,4")->delimiter(',');
    ahead_command->add_option("--close", closed, "if these counters were closed then")->delimiter(',');
    ahead_command->add_option("--preset", hours.what_if.preset, "if the calling rule had this preset");
    ahead_command->add_flag("--json", hours.json, "prints one JSON object");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    try {
        if (day_command->parsed())
            run_day_program(day);
        if (simulate_command->parsed())
            run_simulate_program(simulation);
        if (shadow_command->parsed())
            run_shadow_program(shadow);
        if (replay_command->parsed())
            run_replay_program(journalled);
        if (ahead_command->parsed()) {
            hours.what_if.open = {opened.begin(), opened.end()};
            hours.what_if.close = {closed.begin(), closed.end()};
            run_ahead_program(hours);
        }
        return 0;
    } catch (const InputError& error) {
        fmt::print(stderr, "jiaohao-lab: {}\n", error.what());
        return 2;
    } catch (const config::Errors& errors) {
        fmt::print(stderr, "{}\n", errors.what());
        return 2;
    } catch (const store::DatabaseError& error) {
        fmt::print(stderr, "jiaohao-lab: {}\n", error.what());
        return 2;
    } catch (const base::FileError& error) {
        fmt::print(stderr, "jiaohao-lab: {}\n", error.what());
        return 2;
    } catch (const std::exception& error) {
        fmt::print(stderr, "jiaohao-lab: stops: {}\n", error.what());
        return 1;
    }
}

} // namespace lab
