#include "shared/admin/connection.h"
#include "shared/admin/day.h"
#include "shared/base/quoting.h"
#include "shared/base/text.h"
#include "shared/model/words.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>

namespace admin {

namespace {

constexpr const char* kCsvHeading =
    "seq,at,kind,day,ticket,number,counter,target,service,channel,declared,clerk,"
    "device,language,reason,note,entry_at,value";

struct Export {
    std::string from;
    std::string to;
    bool csv = false;
    std::string ticket; ///< of one visitor only
    std::string token;
};

int wanted_day(const std::string& text) {
    if (const auto day = day_of(text))
        return *day;
    throw Stop(kBadUsage,
               fmt::format("'{}' is not a day; please write it as 2026-03-02.", base::one_line(text)));
}

std::string csv_line(const model::Event& event) {
    const auto milliseconds = [](base::WallTime time) { return time.time_since_epoch().count(); };
    return fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}", event.seq, milliseconds(event.at),
        word(event.kind), event.day, event.ticket.value, base::csv_field(event.number), event.counter.value,
        event.target.value, base::csv_field(event.service.value), base::csv_field(event.channel.value),
        base::csv_field(event.declared.value), base::csv_field(event.clerk.value),
        base::csv_field(event.device.value), base::csv_field(event.language), base::csv_field(event.reason),
        base::csv_field(event.note), milliseconds(event.entry), event.value);
}

/// Whose events alone are wanted; nothing: everybody's.
std::optional<model::TicketId> wanted_ticket(Connection& connection, const Export& wanted) {
    if (!wanted.token.empty()) {
        const model::Answer found = connection.find(wanted.token);
        if (!found.ok() || !found.ticket)
            throw Stop(kRefused, std::string(model::sentence(found.refusal)));
        return found.ticket->id;
    }
    return wanted.ticket.empty() ? std::nullopt : std::optional(connection.ticket(wanted.ticket));
}

int print_events(const Settings& settings, const Export& wanted) {
    wire::ExportRequest request{wanted_day(wanted.from), wanted_day(wanted.to), 0};
    Connection connection(settings);
    const auto ticket = wanted_ticket(connection, wanted);
    if (wanted.csv)
        fmt::print("{}\n", kCsvHeading);
    do {
        const wire::ExportPage page = connection.export_page(request);
        if (page.refusal != model::Refusal::None)
            throw Stop(kRefused, std::string(model::sentence(page.refusal)));
        for (const model::Event& event : page.events)
            if (!ticket || event.ticket == *ticket)
                fmt::print("{}\n", wanted.csv ? csv_line(event) : wire::to_json(event));
        request.from_seq = page.next;
    } while (request.from_seq != 0);
    return kDone;
}

} // namespace

void add_export(CLI::App& app, Job& job) {
    CLI::App* sub = app.add_subcommand("export", "the journal of some days, one event a line, JSON or CSV");
    const auto wanted = std::make_shared<Export>();
    sub->add_option("--from", wanted->from, "the first day, 2026-03-02")->required()->type_name("DAY");
    sub->add_option("--to", wanted->to, "the last day")->required()->type_name("DAY");
    sub->add_flag("--csv", wanted->csv,
                  "comma-separated, with a heading; times are milliseconds since 1970 UTC");
    auto* ticket = sub->add_option("--ticket", wanted->ticket,
                                   "what is known of one visitor only: the ticket, by id or number of today");
    ticket->type_name("T");
    sub->add_option("--token", wanted->token, "the same, by the token on today's ticket")
        ->type_name("TOKEN")
        ->excludes(ticket);
    sub->callback([&job, wanted] {
        job = [wanted](const Settings& settings) { return print_events(settings, *wanted); };
    });
}

} // namespace admin
