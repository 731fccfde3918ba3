#include "shared/store/backup.h"

#include "shared/admin/connection.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>

namespace admin {

namespace {

void tell_kept(const Settings& settings, const store::Kept& kept, const std::string& sentence) {
    if (settings.json)
        fmt::print("{{\"events\":{},\"lastSeq\":{},\"lastDay\":{},\"files\":{}}}\n", kept.events,
                   kept.last_seq, kept.last_day, kept.files);
    else
        fmt::print("{}\n", sentence);
}

int back_up(const Settings& settings, const std::string& file) {
    const auto kept = store::back_up(state_of(settings), file);
    tell_kept(
        settings, kept,
        fmt::format(
            "{} has {} events up to number {}, and {} files beside the journal. It holds the hall's secret "
            "key: keep it as safe as the hall. hall.toml is not in it.",
            file, kept.events, kept.last_seq, kept.files));
    return kDone;
}

int restore(const Settings& settings, const std::string& file) {
    const auto kept = store::restore(file, state_of(settings));
    tell_kept(
        settings, kept,
        fmt::format(
            "{} is as it was at event {} of {}. Numbers that were given later are not known to this hall "
            "and may be given again: please call such tickets in before you start.",
            state_of(settings).string(), kept.last_seq, kept.last_day));
    return kDone;
}

} // namespace

void add_backup(CLI::App& app, Job& job) {
    CLI::App* backing = app.add_subcommand(
        "backup", "copies a hall, which may be running, into one file (on its own machine, --state DIR)");
    const auto to = std::make_shared<std::string>();
    backing->add_option("--out", *to, "the file; an older one is replaced when the new one is whole")
        ->required()
        ->type_name("FILE");
    backing->callback(
        [&job, to] { job = [to](const Settings& settings) { return back_up(settings, *to); }; });

    CLI::App* restoring =
        app.add_subcommand("restore", "makes a hall's state folder (--state DIR) out of a backup");
    const auto from = std::make_shared<std::string>();
    restoring->add_option("--from", *from, "the backup")->required()->type_name("FILE");
    restoring->callback(
        [&job, from] { job = [from](const Settings& settings) { return restore(settings, *from); }; });
}

} // namespace admin
