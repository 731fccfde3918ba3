// load-hall: writes the hall.toml of a city's hall, and plays its day at a hall that runs. See
// tests/e2e/load_day.py.
#include "tests/load/big_hall.h"
#include "tests/load/day.h"
#include "tests/load/devices.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace {

void add_line(CLI::App& command, wire::Line& line) {
    command.add_option("--hall", line.endpoint, "where the hall takes commands")->required();
    command.add_option("--hall-key", line.hall_key, "its public key")->required();
    command.add_option("--key", line.own_key, "a device's key")->required();
}

int play_day(const load::Plan& plan) {
    const auto told = load::play(plan);
    std::cout << told.dump(2) << '\n';
    return told["wrong"].empty() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App options("A city hall's load: its day at sixty times its speed, its devices.", "load-hall");
    options.require_subcommand(1);
    options.add_subcommand("hall", "prints the hall.toml")->callback([] {
        std::cout << load::big_hall_toml();
    });

    CLI::App* day = options.add_subcommand("day", "plays the day; prints one JSON object");
    load::Plan plan;
    add_line(*day, plan.line);
    day->add_option("--state", plan.state, "the hall's state folder")->required();
    day->add_option("--pid", plan.hall, "the hall's process")->required();
    day->add_option("--displays", plan.displays, "how many follow")->check(CLI::Range(1, 1000));
    day->add_flag("--whole", plan.whole_day, "the whole day, ten minutes; else its busiest half hour");

    CLI::App* devices = options.add_subcommand("devices", "displays and kiosks until standard input ends");
    load::DevicePlan device_plan;
    add_line(*devices, device_plan.line);
    devices->add_option("--followers", device_plan.followers)->check(CLI::Range(0, 2000));
    devices->add_option("--askers", device_plan.askers)->check(CLI::Range(0, 500));
    devices->add_flag("--boards", device_plan.boards, "tell what the displays show, too");
    devices->add_option("--pause-ms", device_plan.pause_ms)->check(CLI::Range(0, 60'000));

    int count = 1;
    CLI::App* deaf = options.add_subcommand("deaf", "subscribes and never reads");
    add_line(*deaf, device_plan.line);
    deaf->add_option("--count", count)->check(CLI::Range(1, 500));
    CLI::App* flood = options.add_subcommand("flood", "sends messages of very many parts");
    add_line(*flood, device_plan.line);
    flood->add_option("--count", count)->check(CLI::Range(1, 5'000'000));
    CLI11_PARSE(options, argc, argv);
    try {
        if (day->parsed())
            return play_day(plan);
        if (devices->parsed())
            return load::run_devices(device_plan);
        if (deaf->parsed())
            return load::run_deaf(device_plan.line, count);
        if (flood->parsed())
            return load::run_flood(device_plan.line, count);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
