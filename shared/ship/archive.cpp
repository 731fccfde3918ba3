#include "shared/ship/archive.h"

#include "shared/base/text.h"
#include "shared/queue/state.h"
#include "shared/ship/row.h"
#include "shared/ship/rows_to_events.h"
#include "shared/ship/schema.h"
#include "shared/wire/codec.h"

#include <fmt/core.h>

namespace ship {

namespace {

constexpr int kPage = 5000; ///< events held at a time

std::string as_bytes(std::string_view hex) {
    const auto bytes = base::from_hex(hex);
    if (!bytes)
        throw CityError("the city's description of a hall is no text of hexadecimal digits");
    return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

} // namespace

Archive::Archive(const std::string& address) : line_(address) {
    check_schema(line_);
    line_.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

std::vector<std::string> Archive::halls() {
    const Rows rows = line_.run("SELECT hall FROM jiaohao.hall ORDER BY hall");
    std::vector<std::string> halls;
    halls.reserve(static_cast<std::size_t>(rows.size()));
    for (int i = 0; i < rows.size(); ++i)
        halls.emplace_back(rows.text(i, 0));
    return halls;
}

model::Board Archive::board(const std::string& hall) {
    const Rows rows = line_.ask("SELECT encode(h.described, 'hex'), p.day, p.store FROM jiaohao.hall h JOIN "
                                "jiaohao.present p USING (hall) WHERE hall = $1",
                                {hall});
    if (rows.size() == 0)
        throw CityError(fmt::format("the city knows no hall '{}'; `jiaohao-ship overview` lists them", hall));
    if (rows.is_null(0, 0))
        throw CityError(
            fmt::format("{} has not told the city what its services and counters are called; please start "
                        "its jiaohao-ship with --config hall.toml",
                        hall));
    auto board = wire::decode_snapshot(as_bytes(rows.text(0, 0)));
    if (!board)
        throw CityError(fmt::format("the city's description of {} cannot be read: {}", hall,
                                    wire::sentence(board.error())));
    if (rows.is_null(0, 1))
        return std::move(*board);
    board->day = static_cast<int>(rows.number(0, 1));
    queue::State state(board->hall);
    const std::string store(rows.text(0, 2));
    const auto today = fmt::format("AND kind IN ({}, {})", static_cast<int>(model::EventKind::DayBegan),
                                   static_cast<int>(model::EventKind::ServicesAssigned));
    for (std::uint64_t after = 0;;) {
        const auto events = page(hall, board->day, store, after, today);
        if (events.empty())
            break;
        for (const model::Event& event : events)
            queue::apply(state, event);
        after = events.back().seq;
    }
    board->hall = state.hall();
    return std::move(*board);
}

std::vector<model::Event> Archive::page(const std::string& hall, int day, const std::string& store,
                                        std::uint64_t after, const std::string& kinds) {
    return events_of(
        line_.ask(fmt::format("SELECT {} FROM jiaohao.event WHERE hall = $1 AND day = $2 AND store = $3 "
                              "AND seq > $4 {} ORDER BY seq LIMIT {}",
                              kColumns, kinds, kPage),
                  {hall, std::to_string(day), store, std::to_string(after)}));
}

void Archive::read(const std::string& hall, int first, int last, std::optional<std::uint64_t> store,
                   const std::function<void(const model::Event&)>& see) {
    const std::string from = std::to_string(first), to = std::to_string(last);
    const Rows days = store ? line_.ask("SELECT DISTINCT day, store FROM jiaohao.event WHERE hall = $1 AND "
                                        "day BETWEEN $2 AND $3 AND "
                                        "store = $4 ORDER BY day",
                                        {hall, from, to, std::to_string(*store)})
                            : line_.ask("SELECT day, store FROM jiaohao.told WHERE hall = $1 AND day BETWEEN "
                                        "$2 AND $3 ORDER BY day",
                                        {hall, from, to});
    for (int i = 0; i < days.size(); ++i) {
        for (std::uint64_t after = 0;;) {
            const auto events =
                page(hall, static_cast<int>(days.number(i, 0)), std::string(days.text(i, 1)), after, {});
            if (events.empty())
                break;
            for (const model::Event& event : events)
                see(event);
            after = events.back().seq;
        }
    }
}

std::vector<std::uint64_t> Archive::older_journals(const std::string& hall, int first, int last) {
    const Rows rows =
        line_.ask("SELECT DISTINCT e.store FROM jiaohao.event e JOIN jiaohao.told t USING (hall, day) WHERE "
                  "e.hall = $1 AND e.day BETWEEN $2 AND $3 AND e.store <> t.store",
                  {hall, std::to_string(first), std::to_string(last)});
    std::vector<std::uint64_t> stores;
    stores.reserve(static_cast<std::size_t>(rows.size()));
    for (int i = 0; i < rows.size(); ++i)
        stores.push_back(static_cast<std::uint64_t>(rows.number(i, 0)));
    return stores;
}

std::string Archive::overview_json() {
    return std::string(line_.run("SELECT coalesce(json_agg(o), '[]') FROM jiaohao.overview o").text(0, 0));
}

Rows Archive::overview() {
    return line_.run("SELECT hall, day, to_char(last_event AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'), "
                     "to_char(heard AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'), waiting, longest_wait_s, "
                     "at_counters, counters_open, served, name FROM jiaohao.overview");
}

} // namespace ship
