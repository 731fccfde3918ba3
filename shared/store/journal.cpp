#include "shared/store/journal.h"

#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace store {

namespace {

// STRICT: a text in a number's column is an error, not a surprise years later. The two unique indexes are the
// last line of defence: a number or ticket given twice is refused by the file itself. Each index costs every
// ticket something: days and tickets only grow with seq, and are found by it.
constexpr const char* kTables = R"(
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1), store INTEGER NOT NULL, boot INTEGER NOT NULL, probe INTEGER NOT NULL
) STRICT;
CREATE TABLE event (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind INTEGER NOT NULL, day INTEGER NOT NULL,
  ticket INTEGER NOT NULL, counter INTEGER NOT NULL, target INTEGER NOT NULL, service TEXT NOT NULL,
  channel TEXT NOT NULL, declared TEXT NOT NULL, clerk TEXT NOT NULL, device TEXT NOT NULL,
  number TEXT NOT NULL, language TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL,
  entry INTEGER NOT NULL, value INTEGER NOT NULL,
  foreseen_low INTEGER, foreseen_point INTEGER, foreseen_high INTEGER,
  count INTEGER NOT NULL DEFAULT 0, person TEXT NOT NULL DEFAULT '', token TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX event_notices ON event (seq) WHERE kind = 20;
CREATE INDEX event_follow_ups ON event (seq) WHERE kind IN (34, 35);
CREATE INDEX event_texts ON event (day) WHERE note <> '';
CREATE INDEX event_reasons ON event (day) WHERE reason <> '' AND kind IN (2,11,12,15,22);
CREATE UNIQUE INDEX event_number_once ON event (day, number) WHERE kind = 2;
CREATE UNIQUE INDEX event_issued_once ON event (ticket) WHERE kind = 2;
CREATE TABLE session (
  client BLOB PRIMARY KEY, request INTEGER NOT NULL, answer BLOB NOT NULL, seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)";

/// What brings a file of the version to the next one, from version 1 on.
constexpr std::array kSteps{
    "ALTER TABLE event ADD COLUMN foreseen_low INTEGER; ALTER TABLE event ADD COLUMN foreseen_point INTEGER;"
    "ALTER TABLE event ADD COLUMN foreseen_high INTEGER;",
    "ALTER TABLE event ADD COLUMN count INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE event ADD COLUMN person TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE event ADD COLUMN token TEXT NOT NULL DEFAULT '';",
    "CREATE INDEX event_follow_ups ON event (seq) WHERE kind IN (34, 35);"
    "CREATE INDEX event_by_ticket ON event (ticket) WHERE ticket <> 0;"
    "CREATE INDEX event_persons ON event (day) WHERE person <> '' OR token <> '';"
    "CREATE INDEX event_texts ON event (day) WHERE note <> '';"
    "CREATE INDEX event_reasons ON event (day) WHERE reason <> '' AND kind IN (2,11,12,15,22);",
    "DROP INDEX event_by_day; DROP INDEX event_by_ticket; DROP INDEX event_persons;",
};

constexpr std::string_view kInsertEvent =
    "INSERT INTO event VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,"
    "?21,?22,?23,?24)";
constexpr std::string_view kInsertSession = "INSERT INTO session VALUES (?1,?2,?3,?4) ON CONFLICT (client) "
                                            "DO UPDATE SET request=?2, answer=?3, seen=?4";
constexpr std::string_view kSelectSession = "SELECT request, answer FROM session WHERE client=?1";

/// SQLite's integers are signed; the bits are kept.
constexpr std::int64_t stored(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

std::int64_t milliseconds(base::WallTime time) {
    return time.time_since_epoch().count();
}

std::string key_of(const Client& client) {
    std::string key(sizeof client.session, '\0');
    std::memcpy(key.data(), client.session.data(), key.size());
    return key + client.device.value;
}

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text));
}

std::optional<std::int64_t> milliseconds(const model::Event& event, base::Duration model::Foreseen::* bound) {
    return event.foreseen ? std::optional(((*event.foreseen).*bound).count()) : std::nullopt;
}

/// Happens whole or not at all.
void change(Database& database, const std::string& statements, std::string_view step,
            const Journal::Steps& steps) {
    database.run("BEGIN IMMEDIATE");
    database.run(statements);
    if (steps)
        steps(step);
    database.run("COMMIT");
}

/// Opens and sets what must hold before a statement is prepared.
Database opened(const std::filesystem::path& file, int schema, const Journal::Steps& steps) {
    Database database(file);
    if (database.value("PRAGMA journal_mode=WAL") != "wal")
        throw DatabaseError(fmt::format(
            "the journal {} cannot use a write-ahead log; is it on a network drive?", file.string()));
    database.run("PRAGMA synchronous=FULL");
    database.run("PRAGMA secure_delete=ON"); // what is to be forgotten is overwritten
    // In a rush the same pages change again and again: the later the log is written back, the less there is
    // to write. 16 MB are read in a moment at the start.
    database.run("PRAGMA wal_autocheckpoint=4000");
    if (database.value("PRAGMA synchronous") != "2")
        throw DatabaseError(
            "this SQLite does not keep synchronous=FULL; the journal would not survive a power cut");
    if (database.value("PRAGMA user_version") == "0")
        change(database,
               fmt::format("{}INSERT INTO meta VALUES (1,{},0,0);PRAGMA user_version={}", kTables,
                           stored(random_store()), schema),
               "new-journal", steps);
    return database;
}

/// An older file becomes one of this version, step by step; each step happens whole or not at all.
void bring_up_to_date(Database& database, int schema, const std::filesystem::path& file,
                      const Journal::Steps& steps) {
    const int found = base::parse_number<int>(database.value("PRAGMA user_version")).value_or(0);
    for (int version = std::max(found, 1); version < schema; ++version) {
        change(database,
               fmt::format("{};PRAGMA user_version={}", kSteps.at(static_cast<std::size_t>(version - 1)),
                           version + 1),
               "migration", steps);
        base::log_info("journal", "{} was brought from version {} to {}", file.string(), version,
                       version + 1);
    }
}

} // namespace

std::uint64_t random_store() {
    std::array<std::byte, 8> bytes{};
    base::fill_random(bytes);
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data(), bytes.size());
    return value >> 1U | 1U; // positive in SQLite and never 0
}

Journal::Journal(const std::filesystem::path& file, const Steps& steps)
    : Reader([&] {
          Database database = opened(file, kSchema, steps);
          bring_up_to_date(database, kSchema, file, steps);
          check(database, file);
          return database;
      }()),
      insert_event_(database_.prepare(kInsertEvent)), insert_session_(database_.prepare(kInsertSession)),
      select_session_(database_.prepare(kSelectSession)) {
    database_.run("UPDATE meta SET boot = boot + 1");
    auto meta = database_.prepare("SELECT boot FROM meta");
    meta.step();
    boot_ = static_cast<std::uint64_t>(meta.number(0));
    if (steps)
        steps("boot");
}

void Journal::begin() {
    database_.run("BEGIN");
}

void Journal::append(const model::Event& event) {
    insert_event_
        .bind(stored(event.seq), milliseconds(event.at), static_cast<std::int64_t>(event.kind),
              std::int64_t{event.day}, stored(event.ticket.value), std::int64_t{event.counter.value},
              std::int64_t{event.target.value}, std::string_view(event.service.value),
              std::string_view(event.channel.value), std::string_view(event.declared.value),
              std::string_view(event.clerk.value), std::string_view(event.device.value),
              std::string_view(event.number), std::string_view(event.language),
              std::string_view(event.reason), std::string_view(event.note), milliseconds(event.entry),
              std::int64_t{event.value}, milliseconds(event, &model::Foreseen::low),
              milliseconds(event, &model::Foreseen::point), milliseconds(event, &model::Foreseen::high),
              std::int64_t{event.count}, std::string_view(event.person), std::string_view(event.token))
        .run();
}

void Journal::remember(const Client& client, const Remembered& last, base::WallTime now) {
    const std::string key = key_of(client);
    insert_session_.bind(bytes_of(key), stored(last.request), bytes_of(last.answer), milliseconds(now)).run();
}

void Journal::forget_clients(base::WallTime idle_since) {
    database_.prepare("DELETE FROM session WHERE seen < ?1").bind(milliseconds(idle_since)).run();
}

void Journal::forget_persons(int from, int day) {
    database_
        .prepare("UPDATE event SET person='', token='' WHERE seq >= ?1 AND seq < ?2 AND "
                 "(person <> '' OR token <> '')")
        .bind(stored(first_of_day(from)), stored(first_of_day(day)))
        .run();
    database_.prepare("UPDATE event SET note='' WHERE kind = 24 AND value < ?1 AND note <> ''")
        .bind(std::int64_t{day})
        .run();
}

void Journal::forget_texts(int day) {
    // Notices and alarms (20, 30) are no person's; what closed a counter or paused it is a word of the house.
    database_
        .prepare("UPDATE event SET note='' WHERE day < ?1 AND note <> '' AND kind IN (2,3,6,8,10,17,33,35)")
        .bind(std::int64_t{day})
        .run();
    database_
        .prepare("UPDATE event SET reason='' WHERE day < ?1 AND reason <> '' AND kind IN (2,11,12,15,22)")
        .bind(std::int64_t{day})
        .run();
}

void Journal::forget_visitor(model::TicketId ticket) {
    database_
        .prepare("UPDATE event SET note='', person='', token='', language='', reason=CASE WHEN kind IN "
                 "(2,8,11,12,15,22) THEN '' ELSE reason END WHERE ticket = ?1 AND "
                 "seq >= (SELECT ifnull(min(seq), 0) FROM event WHERE ticket = ?1 AND kind = 2)")
        .bind(stored(ticket.value))
        .run();
}

void Journal::forget_days(int day) {
    const std::int64_t end = stored(first_of_day(day));
    database_.prepare("DELETE FROM event WHERE seq < ?1 AND kind NOT IN (20,34,35) AND seq <> ?2")
        .bind(end, stored(last_issue()))
        .run();
    database_
        .prepare("DELETE FROM event WHERE seq < ?1 AND kind IN (34,35) AND number IN "
                 "(SELECT number FROM event WHERE kind = 35 AND value = 3)")
        .bind(end)
        .run();
}

void Journal::commit() {
    database_.run("COMMIT");
}

void Journal::roll_back() noexcept {
    try {
        insert_event_.reset();
        insert_session_.reset();
        if (database_.in_transaction()) // some errors have ended it already
            database_.run("ROLLBACK");
    } catch (const DatabaseError& error) {
        base::log_error("journal", "{}", error.what());
    }
}

std::optional<Remembered> Journal::recall(const Client& client) {
    const std::string key = key_of(client);
    std::optional<Remembered> last;
    select_session_.bind(bytes_of(key));
    if (select_session_.step())
        last = Remembered{static_cast<std::uint64_t>(select_session_.number(0)), select_session_.text(1)};
    select_session_.reset();
    return last;
}

bool Journal::writable() noexcept {
    try {
        database_.run("UPDATE meta SET probe = probe + 1");
        return true;
    } catch (const DatabaseError&) {
        return false;
    }
}

} // namespace store
