#include "shared/admin/connection.h"
#include "shared/admin/print.h"
#include "shared/config/hall_config.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>

namespace admin {

namespace {

int status(const Settings& settings) {
    Connection connection(settings);
    const model::Board board = connection.snapshot();
    fmt::print("{}\n", settings.json ? wire::to_json(board) : text_of(board));
    return kDone;
}

/// A ticket by its name, and the language in which it is explained.
struct ExplainWish {
    std::string ticket;
    std::string language;
};

int explain(const Settings& settings, const ExplainWish& wish) {
    Connection connection(settings);
    const auto explanation = connection.explain({connection.ticket(wish.ticket), wish.language});
    if (!explanation)
        throw Stop(kRefused, std::string(model::sentence(explanation.error())));
    if (settings.json) {
        fmt::print("{}\n", wire::to_json(*explanation));
        return kDone;
    }
    for (const std::string& sentence : explanation->words)
        fmt::print("{}\n", sentence);
    return kDone;
}

/// What is wondered about, as it was typed.
struct Wonder {
    std::vector<int> open;
    std::vector<int> close;
    std::string preset;
};

int look_ahead(const Settings& settings, const Wonder& wonder) {
    Connection connection(settings);
    const auto ahead = connection.look_ahead({{wonder.open.begin(), wonder.open.end()},
                                              {wonder.close.begin(), wonder.close.end()},
                                              wonder.preset});
    if (!ahead)
        throw Stop(kRefused, std::string(model::sentence(ahead.error())));
    if (settings.json)
        fmt::print("{}\n", wire::to_json(*ahead));
    else
        fmt::print("{}", model::table_of(*ahead, base::Zone(connection.snapshot().hall.zone)));
    return kDone;
}

void add_ahead(CLI::App& app, Job& job) {
    CLI::App* ahead = app.add_subcommand(
        "ahead", "the next hours as the hall foresees them: who comes, who waits, how long");
    const auto wonder = std::make_shared<Wonder>();
    ahead->add_option("--open", wonder->open, "if these counters were opened now: 3,4")
        ->delimiter(',')
        ->type_name("N");
    ahead->add_option("--close", wonder->close, "if these counters were closed now")
        ->delimiter(',')
        ->type_name("N");
    ahead->add_option("--preset", wonder->preset, "if the calling rule had this preset")->type_name("P");
    ahead->callback([&job, wonder] {
        job = [wonder](const Settings& settings) { return look_ahead(settings, *wonder); };
    });
}

int check(const Settings& settings, const std::string& file) {
    const model::Hall hall = config::read_hall(file);
    if (settings.json)
        fmt::print("{{\"services\":{},\"channels\":{},\"counters\":{}}}\n", hall.services.size(),
                   hall.channels.size(), hall.counters.size());
    else
        fmt::print("{} is in order: {} services, {} channels, {} counters.\n", file, hall.services.size(),
                   hall.channels.size(), hall.counters.size());
    return kDone;
}

} // namespace

void add_questions(CLI::App& app, Job& job) {
    app.add_subcommand("status", "the hall now: counters, queues, devices")->callback([&job] {
        job = status;
    });

    CLI::App* explaining =
        app.add_subcommand("explain", "why a ticket was called when it was, and who passed it");
    const auto wish = std::make_shared<ExplainWish>();
    explaining->add_option("--ticket", wish->ticket, "the ticket, by id (17) or number (A017)")
        ->required()
        ->type_name("T");
    explaining->add_option("--language", wish->language, "of the sentences, such as zh-Hans; else English")
        ->type_name("L");
    explaining->callback(
        [&job, wish] { job = [wish](const Settings& settings) { return explain(settings, *wish); }; });

    add_ahead(app, job);

    CLI::App* checking = app.add_subcommand("check", "reads a hall.toml and names every error with its line");
    const auto file = std::make_shared<std::string>();
    checking->add_option("file", *file, "the file")->required()->type_name("FILE");
    checking->callback(
        [&job, file] { job = [file](const Settings& settings) { return check(settings, *file); }; });
}

} // namespace admin
