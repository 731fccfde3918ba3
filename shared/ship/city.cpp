#include "shared/ship/city.h"

#include "shared/base/text.h"
#include "shared/ship/row.h"
#include "shared/ship/rows_to_events.h"
#include "shared/ship/schema.h"

#include <fmt/core.h>

namespace ship {

namespace {

constexpr int kAtOnce = 5000; ///< rows a statement takes away of older journals

std::uint64_t number(const Rows& rows, int column) {
    return static_cast<std::uint64_t>(rows.number(0, column));
}

} // namespace

City::City(const std::string& address, std::string hall, std::uint64_t store)
    : line_(address), hall_(std::move(hall)), store_(store),
      own_(fmt::format("hall = {} AND store = {}", line_.quoted(hall_), store_)) {
    check_schema(line_);
    if (line_.ask("SELECT FROM jiaohao.hall WHERE hall = $1", {hall_}).size() == 0)
        throw CityError(
            fmt::format("the city knows no hall '{}' for this login; please run `jiaohao-ship admit --city "
                        "… --hall {} --login LOGIN` as the owner of the city's tables",
                        hall_, hall_));
    line_.ask("INSERT INTO jiaohao.journal (hall, store) VALUES ($1, $2) ON CONFLICT DO NOTHING",
              {hall_, std::to_string(store_)});
    const Rows rows =
        line_.run(fmt::format("SELECT compared, (SELECT coalesce(max(seq), 0) FROM jiaohao.event WHERE "
                              "{}) FROM jiaohao.journal WHERE {}",
                              own_, own_));
    compared_ = number(rows, 0);
    last_ = number(rows, 1);
    line_.run("CREATE TEMPORARY TABLE shipment (LIKE jiaohao.event) ON COMMIT DELETE ROWS; "
              "ALTER TABLE shipment DROP COLUMN hall, DROP COLUMN store");
}

std::vector<model::Event> City::last_event() {
    return events_of(line_.run(
        fmt::format("SELECT {} FROM jiaohao.event WHERE {} ORDER BY seq DESC LIMIT 1", kColumns, own_)));
}

bool City::begin() {
    // Whoever waits for the lock reads what the other one has committed: each statement sees the present.
    const Rows rows = line_.run(fmt::format("BEGIN; SELECT FROM jiaohao.journal WHERE {} FOR UPDATE; "
                                            "SELECT coalesce(max(seq), 0) FROM jiaohao.event WHERE {}",
                                            own_, own_));
    if (const std::uint64_t there = number(rows, 0); there != last_) {
        line_.run("ROLLBACK");
        last_ = there;
        return false;
    }
    return true;
}

void City::insert(const std::vector<model::Event>& events) {
    std::string lines;
    for (const model::Event& event : events)
        append_row(lines, shippable(event));
    // COPY straight into the table does not obey its row-level security; a temporary one is nobody else's.
    line_.copy(fmt::format("COPY shipment ({}) FROM STDIN", kColumns), lines);
    line_.run(fmt::format("INSERT INTO jiaohao.event (hall, store, {}) SELECT {}, {}, {} FROM shipment",
                          kColumns, line_.quoted(hall_), store_, kColumns));
}

void City::commit(const std::vector<model::Event>& events) {
    line_.run(fmt::format("UPDATE jiaohao.journal SET heard = now() WHERE {}; COMMIT", own_));
    if (!events.empty())
        last_ = events.back().seq;
}

bool City::beat() {
    line_.run(fmt::format("UPDATE jiaohao.journal SET heard = now() WHERE {}", own_));
    return line_
               .ask(fmt::format(
                        "SELECT FROM jiaohao.journal WHERE hall = $1 AND store <> $2 AND heard > now() - "
                        "interval '{} ms'",
                        kCompany.count()),
                    {hall_, std::to_string(store_)})
               .size() == 0;
}

void City::describe(const std::string& snapshot, const std::string& name) {
    line_.ask("UPDATE jiaohao.hall SET described = decode($1, 'hex'), name = $2 WHERE hall = $3 AND "
              "(described, name) IS DISTINCT FROM (decode($1, 'hex'), $2)",
              {base::to_hex(snapshot), name, hall_});
}

std::uint64_t City::first() {
    return number(line_.run(fmt::format("SELECT coalesce(min(seq), 0) FROM jiaohao.event WHERE {}", own_)),
                  0);
}

store::Tally City::tally(std::uint64_t from, std::uint64_t end) {
    const Rows rows = line_.run(fmt::format(
        "SELECT count(*), count(*) FILTER (WHERE language <> ''), count(*) FILTER (WHERE reason <> ''), "
        "count(*) FILTER (WHERE note <> '' AND kind <> 24) FROM jiaohao.event WHERE {} AND seq >= {} AND seq "
        "< {}",
        own_, from, end));
    return {number(rows, 0), number(rows, 1), number(rows, 2), number(rows, 3)};
}

void City::replace(std::uint64_t from, std::uint64_t end, const std::vector<model::Event>& events) {
    line_.run(fmt::format("BEGIN; SELECT FROM jiaohao.journal WHERE {} FOR UPDATE; "
                          "DELETE FROM jiaohao.event WHERE {} AND seq >= {} AND seq < {}",
                          own_, own_, from, end));
    insert(events);
    commit({});
}

void City::set_compared(std::uint64_t before) {
    line_.run(fmt::format("UPDATE jiaohao.journal SET compared = {} WHERE {}", before, own_));
    compared_ = before;
}

bool City::forget_older(int day) {
    const std::string hall = line_.quoted(hall_);
    const std::string older = fmt::format("hall = {} AND store IN (SELECT store FROM jiaohao.journal WHERE "
                                          "hall = {} AND number < (SELECT number FROM "
                                          "jiaohao.journal WHERE {}))",
                                          hall, hall, own_);
    const auto some = [&](const std::string& which) {
        return fmt::format(
            "(hall, store, seq) IN (SELECT hall, store, seq FROM jiaohao.event WHERE {} AND ({}) LIMIT {})",
            older, which, kAtOnce);
    };
    const Rows words = line_.run(fmt::format(
        "WITH gone AS (UPDATE jiaohao.event SET language = '', note = CASE WHEN kind IN (20, 30) THEN note "
        "ELSE '' END, "
        "reason = CASE WHEN kind IN (2, 8, 11, 12, 15, 22) THEN '' ELSE reason END WHERE {} RETURNING seq) "
        "SELECT count(*) FROM gone",
        some("language <> '' OR note <> '' AND kind NOT IN (20, 30) OR reason <> '' AND kind IN "
             "(2, 8, 11, 12, 15, 22)")));
    if (number(words, 0) > 0 || day == 0)
        return number(words, 0) > 0;
    const Rows days = line_.run(fmt::format(
        "WITH gone AS (DELETE FROM jiaohao.event WHERE {} RETURNING seq) SELECT count(*) FROM gone",
        some(fmt::format("day < {}", day))));
    return number(days, 0) > 0;
}

} // namespace ship
