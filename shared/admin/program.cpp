#include "shared/admin/program.h"

#include "shared/admin/job.h"
#include "shared/config/error.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <cstdio>

namespace admin {

namespace {

int run_job(const Job& job, const Settings& settings) {
    try {
        return job(settings);
    } catch (const Stop& stop) {
        fmt::print(stderr, "{}\n", stop.what());
        return stop.code();
    } catch (const config::Errors& errors) {
        fmt::print(stderr, "{}\n", errors.what());
        return kBadUsage;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return kFailed;
    }
}

} // namespace

int run(int argc, char** argv) {
    Settings settings;
    Job job;
    CLI::App app("Jiaohao's command line: everything that can be asked of a hall.", "jiaohao");
    app.set_version_flag("--version", "jiaohao " JIAOHAO_VERSION);
    hall_link::add_common_options(app, settings.common);
    app.add_option("--state", settings.state, "the hall's state folder, on the hall's own machine")
        ->type_name("DIR");
    app.add_flag("--json", settings.json, "JSON instead of text");
    app.add_option("--patience", settings.patience, "seconds to wait for the hall")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, 3600));
    app.fallthrough(); // the shared options may stand behind the subcommand as well
    app.require_subcommand(1);
    add_commands(app, job);
    add_questions(app, job);
    add_export(app, job);
    add_report(app, job);
    add_import(app, job);
    add_backup(app, job);
    add_watch(app, job);
    add_keys(app, job);
    add_staff(app, job);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& stop) {
        return app.exit(stop) == 0 ? kDone : kBadUsage;
    }
    return run_job(job, settings);
}

} // namespace admin
