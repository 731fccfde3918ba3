#include "shared/admin/appointments.h"
#include "shared/admin/connection.h"
#include "shared/admin/day.h"
#include "shared/admin/print.h"
#include "shared/base/day.h"
#include "shared/base/file.h"
#include "shared/base/text.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace admin {

namespace {

constexpr std::size_t kLargestTable = 16U << 20U;
constexpr std::size_t kErrorsShown = 20;

struct Import {
    std::string file;
    std::string day;
    std::string person_key;
    bool add = false;
    bool dry_run = false;
};

Csv read_table(const std::string& file) {
    try {
        DecodedText decoded = admin::decoded(read_private_text(file, kLargestTable));
        if (decoded.encoding == Encoding::Gb18030)
            fmt::print(stderr, "{} is not UTF-8; it was read as GB18030.\n", file);
        return Csv(std::move(decoded.text));
    } catch (const base::FileError& error) {
        throw Stop(kBadUsage, error.what());
    } catch (const std::runtime_error& error) {
        throw Stop(kBadUsage, fmt::format("{}: {}", file, error.what()));
    }
}

std::optional<wire::PersonKey> read_key(const std::string& file) {
    if (file.empty())
        return std::nullopt;
    try {
        return wire::PersonKey::read(file);
    } catch (const std::runtime_error& error) {
        throw Stop(kBadUsage, error.what());
    }
}

int chosen_day(const std::string& text, int today) {
    if (text.empty())
        return today;
    const int last = base::add_days(today, model::kAppointmentDays);
    const auto day = day_of(text);
    if (!day)
        throw Stop(kBadUsage,
                   fmt::format("'{}' is not a day; please write it as 2026-03-02.", base::one_line(text)));
    if (*day < today || *day > last)
        throw Stop(kBadUsage,
                   fmt::format("Appointments are imported for a day from {} to {}; {} is none of them.",
                               text_of_day(today), text_of_day(last), text_of_day(*day)));
    return *day;
}

/// As hall.toml's own appointments: without such a channel nobody could come by one.
void need_channel(const model::Hall& hall) {
    if (std::ranges::find(hall.channels, model::Verification::Booking, &model::Channel::verification) ==
        hall.channels.end())
        throw Stop(kBadUsage, "This hall has no channel for appointments. Please add one with verified = "
                              "\"booking\" to its hall.toml.");
}

/// The table and the key are out of memory when it returns.
AppointmentList list_of(Csv csv, const Import& wanted, const model::Board& board) {
    const auto key = read_key(wanted.person_key);
    const int day = chosen_day(wanted.day, board.day);
    return read_appointments(csv, wanted.file, {board.hall, board.day, day, key ? &*key : nullptr});
}

[[noreturn]] void refuse_table(const std::vector<config::Error>& errors) {
    std::string text;
    for (std::size_t i = 0; i < std::min(errors.size(), kErrorsShown); ++i)
        text += errors[i].text() + '\n';
    if (errors.size() > kErrorsShown)
        text += fmt::format("And {} more like these.\n", errors.size() - kErrorsShown);
    throw Stop(kBadUsage, text + "Nothing was imported.");
}

/// What a page that did not get through leaves behind. The answer to it may be what was lost, hence "at
/// least".
std::string left_behind(std::size_t imported, std::size_t all, bool answered) {
    return fmt::format("\n{}{} of {} appointments were imported. Running the same command again is safe.",
                       answered ? "" : "At least ", imported, all);
}

void send(Connection& connection, const std::vector<model::ImportAppointments>& pages, std::size_t all) {
    std::size_t imported = 0;
    for (const model::ImportAppointments& page : pages) {
        model::Answer answer;
        try {
            answer = connection.send(page);
        } catch (const Stop& stop) {
            throw Stop(stop.code(), stop.what() + left_behind(imported, all, stop.code() == kRefused));
        }
        if (!answer.ok())
            throw Stop(kRefused, refusal_text(answer) + left_behind(imported, all, true));
        imported += page.appointments.size();
    }
}

void tell_list(const Settings& settings, const AppointmentList& list, bool dry_run) {
    std::string days;
    for (const auto& [day, appointments] : list.days)
        days += settings.json ? fmt::format("{}\"{}\":{}", days.empty() ? "" : ",", day, appointments.size())
                              : fmt::format("{}{} on {}", days.empty() ? "" : ", ", appointments.size(),
                                            text_of_day(day));
    if (settings.json)
        fmt::print("{{\"imported\":{},\"days\":{{{}}}}}\n", dry_run ? 0 : list.size(), days);
    else if (dry_run)
        fmt::print("The table is in order: {}. Nothing was imported.\n", days);
    else
        fmt::print("Imported: {}.\n", days);
}

int import_table(const Settings& settings, const Import& wanted) {
    Csv csv = read_table(wanted.file);
    Connection connection(settings);
    const model::Board board = connection.snapshot();
    need_channel(board.hall);
    const AppointmentList list = list_of(std::move(csv), wanted, board);
    if (!list.errors.empty())
        refuse_table(list.errors);
    for (const std::string& column : list.unused)
        fmt::print(stderr, "The column {} is not used.\n", column);
    if (!wanted.dry_run)
        send(connection, pages_of(list.days, !wanted.add), list.size());
    tell_list(settings, list, wanted.dry_run);
    return kDone;
}

} // namespace

void add_import(CLI::App& app, Job& job) {
    CLI::App* appointments =
        app.add_subcommand("appointments", "what was agreed elsewhere, for the hall to know");
    appointments->require_subcommand(1);
    CLI::App* importing =
        appointments->add_subcommand("import", "reads a CSV table: code, service, time, date, id_number");
    const auto wanted = std::make_shared<Import>();
    importing->add_option("file", wanted->file, "the table")->required()->type_name("FILE");
    importing
        ->add_option("--day", wanted->day, "of the rows without a date, 2026-03-02; else the hall's today")
        ->type_name("DAY");
    importing->add_option("--person-key", wanted->person_key, "the hall's person key, for citizen numbers")
        ->type_name("FILE");
    importing->add_flag("--add", wanted->add, "keeps what was imported for these days before");
    importing->add_flag("--dry-run", wanted->dry_run, "only says whether the table is in order");
    importing->callback([&job, wanted] {
        job = [wanted](const Settings& settings) { return import_table(settings, *wanted); };
    });
}

} // namespace admin
