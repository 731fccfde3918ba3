#include "shared/ship/program.h"

#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/config/hall_config.h"
#include "shared/ship/archive.h"
#include "shared/ship/schema.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <cstdlib>

namespace ship {

namespace {

/// As they were typed; empty: not said.
struct Flags {
    std::string config;
    std::string state;
    std::string city;
    std::string hall;
    std::string login;
    ReportWish report;
    bool all = false;
    bool json = false;
};

/// What hall.toml says where no flag does.
void take_file(Flags& flags) {
    if (flags.config.empty())
        return;
    const auto file = config::read_hall_file(flags.config);
    const auto fill = [](std::string& flag, const std::string& said) {
        if (flag.empty())
            flag = said;
    };
    fill(flags.city, file.city.address);
    fill(flags.hall, file.city.hall);
    fill(flags.state, file.server.state);
}

void want_hall(const std::string& hall) {
    if (!is_hall_id(hall))
        throw std::runtime_error(
            fmt::format("'{}' is no hall's id (--hall ID, or `hall` of [city] in hall.toml): "
                        "lower-case letters, digits and '-', 32 at most, a '-' not first",
                        base::one_line(hall)));
}

Task task_of(const CLI::App& app, Flags& flags) {
    take_file(flags);
    if (flags.city.empty())
        throw std::runtime_error(
            "please say where the city's database is: --city postgresql://LOGIN@HOST/DATABASE, or "
            "`address` of [city] in hall.toml (--config)");
    check_address(flags.city);
    if (app.got_subcommand("schema"))
        return MakeSchema{flags.city};
    if (app.got_subcommand("overview"))
        return Overview{flags.city, flags.json};
    if (app.got_subcommand("report")) {
        flags.report.city = flags.city;
        flags.report.hall = flags.all ? "" : flags.hall;
        if (!flags.all)
            want_hall(flags.hall);
        return flags.report;
    }
    want_hall(flags.hall);
    if (app.got_subcommand("admit"))
        return Admit{flags.city, flags.hall, flags.login};
    return Freight{flags.state.empty() ? base::usual_state_folder() : std::filesystem::path(flags.state),
                   flags.config, flags.city, flags.hall};
}

void add_report(CLI::App& app, Flags& flags) {
    CLI::App* sub =
        app.add_subcommand("report", "a hall's report as the hall itself would make it, or all halls'");
    ReportWish& wish = flags.report;
    CLI::Option_group* time = sub->add_option_group("time", "one of");
    time->add_option("--day", wish.day, "2026-11-26, today or yesterday")->type_name("D");
    time->add_option("--week", wish.week, "Monday to Sunday: 2026-W48")->type_name("W");
    time->add_option("--month", wish.month, "2026-11")->type_name("M");
    time->require_option(1);
    sub->add_flag("--all", flags.all, "all halls: a folder for each, and halls.csv");
    sub->add_option("--out", wish.folder, "the folder for the files; made when it is not there")
        ->type_name("DIR")
        ->required();
    sub->add_option("--language", wish.language, "such as en; else each hall's own")->type_name("L");
    sub->add_option("--store", wish.store, "one journal alone, for after a restored backup")->type_name("N");
    sub->fallthrough();
}

int make_schema(const MakeSchema& task) {
    Line city(task.city);
    const int before = bring_up_to_date(city);
    fmt::print("{}: the tables are of version {}{}\n", city.place(), kSchema,
               before == kSchema ? ", as before"
               : before == 0     ? ", new"
                                 : fmt::format(", {} before", before));
    return EXIT_SUCCESS;
}

int show_overview(const Overview& task) {
    Archive archive(task.city);
    if (task.json) {
        fmt::print("{{\"halls\":{}}}\n", archive.overview_json());
        return EXIT_SUCCESS;
    }
    constexpr const char* kLine = "{:<16} {:>8}  {:<19}  {:<19}  {:>7} {:>9} {:>8} {:>6} {:>7}  {}\n";
    fmt::print(fmt::runtime(kLine), "hall", "day", "last event (UTC)", "heard of (UTC)", "waiting", "longest",
               "counters", "open", "served", "name");
    const Rows rows = archive.overview();
    for (int i = 0; i < rows.size(); ++i) {
        const auto text = [&](int column) {
            return rows.is_null(i, column) ? std::string("-") : base::one_line(rows.text(i, column));
        };
        fmt::print(fmt::runtime(kLine), text(0), text(1), text(2), text(3), text(4), text(5) + " s", text(6),
                   text(7), text(8), text(9));
    }
    return EXIT_SUCCESS;
}

/// One function for each kind of task.
struct Doing {
    const base::Clock& clock;

    int operator()(const Freight& task) const {
        loop::Loop loop(clock);
        const Shipper shipper(task, loop, clock);
        return loop.run();
    }
    int operator()(const MakeSchema& task) const { return make_schema(task); }
    int operator()(const Admit& task) const {
        Line city(task.city);
        admit(city, task.hall, task.login);
        fmt::print("{} may ship for {}\n", task.login, task.hall);
        return EXIT_SUCCESS;
    }
    int operator()(const Overview& task) const { return show_overview(task); }
    int operator()(const ReportWish& task) const { return make_reports(task, clock); }
};

} // namespace

std::expected<Task, int> parse_options(int argc, const char* const* argv, const std::string& version) {
    CLI::App app("Ships a hall's journal to the city's PostgreSQL, and reads there: reports, an overview of "
                 "all halls.",
                 "jiaohao-ship");
    Flags flags;
    app.set_version_flag("--version", "jiaohao-ship " + version);
    app.add_option("--config", flags.config,
                   "the hall's hall.toml; its [city] and [server] say what flags do not")
        ->type_name("FILE");
    app.add_option("--state", flags.state, "the hall's state folder (default: ~/.local/state/jiaohao)")
        ->type_name("DIR");
    app.add_option("--city", flags.city, "postgresql://LOGIN@HOST/DATABASE; its password is in ~/.pgpass")
        ->type_name("URI");
    app.add_option("--hall", flags.hall, "the hall's id in the city")->type_name("ID");
    app.require_subcommand(0, 1);
    app.add_subcommand("schema", "makes the city's tables, or brings them up to date; as their owner")
        ->fallthrough();
    CLI::App* admit =
        app.add_subcommand("admit", "lets a login ship for a hall; as the tables' owner")->fallthrough();
    admit->add_option("--login", flags.login, "a role of PostgreSQL")->type_name("ROLE")->required();
    CLI::App* overview = app.add_subcommand("overview", "all halls at a glance")->fallthrough();
    overview->add_flag("--json", flags.json, "one object");
    add_report(app, flags);
    try {
        app.parse(argc, argv);
        return task_of(app, flags);
    } catch (const CLI::ParseError& stop) {
        return std::unexpected(app.exit(stop) == 0 ? 0 : kBadUsage);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return std::unexpected(kBadUsage);
    }
}

int run(const Task& task, const base::Clock& clock) {
    return std::visit(Doing{clock}, task);
}

} // namespace ship
