// Files as older versions of the hall wrote them: their tables word by word as they were, a row for every
// kind of field.

#include "shared/store/journal.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <array>
#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using model::Event;
using model::EventKind;
using store::Journal;

namespace {

constexpr const char* kMetaAndSessions = R"(
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1), store INTEGER NOT NULL, boot INTEGER NOT NULL, probe INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
  client BLOB PRIMARY KEY, request INTEGER NOT NULL, answer BLOB NOT NULL, seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES (1, 77, 4, 0);
INSERT INTO session VALUES (x'000102030405060708090a0b0c0d0e0f6b696f736b2d31', 9, x'c0ffee', 1772434800000);
)";

constexpr const char* kIndexes = R"(
CREATE INDEX event_by_day ON event (day);
CREATE INDEX event_notices ON event (seq) WHERE kind = 20;
CREATE UNIQUE INDEX event_number_once ON event (day, number) WHERE kind = 2;
CREATE UNIQUE INDEX event_issued_once ON event (ticket) WHERE kind = 2;
)";

constexpr const char* kVersion1 = R"(
CREATE TABLE event (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind INTEGER NOT NULL, day INTEGER NOT NULL,
  ticket INTEGER NOT NULL, counter INTEGER NOT NULL, target INTEGER NOT NULL, service TEXT NOT NULL,
  channel TEXT NOT NULL, declared TEXT NOT NULL, clerk TEXT NOT NULL, device TEXT NOT NULL,
  number TEXT NOT NULL, language TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL,
  entry INTEGER NOT NULL, value INTEGER NOT NULL
) STRICT;
INSERT INTO event VALUES (1, 1772434800000, 2, 20260302, 1, 0, 0, 'loan', 'elderly', 'urgent', '', 'kiosk-1', 'B001',
                          'zh-Hans', 'ill', '', 1772434800000, 0);
INSERT INTO event VALUES (2, 1772434860000, 7, 20260302, 1, 3, 0, 'loan', '', '', '101', 'caller-3', 'B001', '', '',
                          'said', 0, 5);
PRAGMA user_version = 1;
)";

constexpr const char* kVersion2 = R"(
CREATE TABLE event (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind INTEGER NOT NULL, day INTEGER NOT NULL,
  ticket INTEGER NOT NULL, counter INTEGER NOT NULL, target INTEGER NOT NULL, service TEXT NOT NULL,
  channel TEXT NOT NULL, declared TEXT NOT NULL, clerk TEXT NOT NULL, device TEXT NOT NULL,
  number TEXT NOT NULL, language TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL,
  entry INTEGER NOT NULL, value INTEGER NOT NULL,
  foreseen_low INTEGER, foreseen_point INTEGER, foreseen_high INTEGER
) STRICT;
INSERT INTO event VALUES (1, 1772434800000, 2, 20260302, 1, 0, 0, 'loan', 'elderly', 'urgent', '', 'kiosk-1', 'B001',
                          'zh-Hans', 'ill', '', 1772434800000, 0, 60000, 120000, 300000);
INSERT INTO event VALUES (2, 1772434860000, 7, 20260302, 1, 3, 0, 'loan', '', '', '101', 'caller-3', 'B001', '', '',
                          'said', 0, 5, NULL, NULL, NULL);
PRAGMA user_version = 2;
)";

constexpr const char* kVersion3 = R"(
CREATE TABLE event (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind INTEGER NOT NULL, day INTEGER NOT NULL,
  ticket INTEGER NOT NULL, counter INTEGER NOT NULL, target INTEGER NOT NULL, service TEXT NOT NULL,
  channel TEXT NOT NULL, declared TEXT NOT NULL, clerk TEXT NOT NULL, device TEXT NOT NULL,
  number TEXT NOT NULL, language TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL,
  entry INTEGER NOT NULL, value INTEGER NOT NULL,
  foreseen_low INTEGER, foreseen_point INTEGER, foreseen_high INTEGER,
  count INTEGER NOT NULL DEFAULT 0, person TEXT NOT NULL DEFAULT '', token TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO event VALUES (1, 1772434800000, 2, 20260302, 1, 0, 0, 'loan', 'elderly', 'urgent', '', 'kiosk-1', 'B001',
                          'zh-Hans', 'ill', '', 1772434800000, 0, 60000, 120000, 300000, 2, 'somebody', 'token-1');
INSERT INTO event VALUES (2, 1772434860000, 7, 20260302, 1, 3, 0, 'loan', '', '', '101', 'caller-3', 'B001', '', '',
                          'said', 0, 5, NULL, NULL, NULL, 0, '', '');
PRAGMA user_version = 3;
)";

constexpr const char* kVersion4 = R"(
CREATE TABLE event (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind INTEGER NOT NULL, day INTEGER NOT NULL,
  ticket INTEGER NOT NULL, counter INTEGER NOT NULL, target INTEGER NOT NULL, service TEXT NOT NULL,
  channel TEXT NOT NULL, declared TEXT NOT NULL, clerk TEXT NOT NULL, device TEXT NOT NULL,
  number TEXT NOT NULL, language TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL,
  entry INTEGER NOT NULL, value INTEGER NOT NULL,
  foreseen_low INTEGER, foreseen_point INTEGER, foreseen_high INTEGER,
  count INTEGER NOT NULL DEFAULT 0, person TEXT NOT NULL DEFAULT '', token TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX event_follow_ups ON event (seq) WHERE kind IN (34, 35);
CREATE INDEX event_by_ticket ON event (ticket) WHERE ticket <> 0;
CREATE INDEX event_persons ON event (day) WHERE person <> '' OR token <> '';
CREATE INDEX event_texts ON event (day) WHERE note <> '';
CREATE INDEX event_reasons ON event (day) WHERE reason <> '' AND kind IN (2,11,12,15,22);
INSERT INTO event VALUES (1, 1772434800000, 2, 20260302, 1, 0, 0, 'loan', 'elderly', 'urgent', '', 'kiosk-1', 'B001',
                          'zh-Hans', 'ill', '', 1772434800000, 0, 60000, 120000, 300000, 2, 'somebody', 'token-1');
INSERT INTO event VALUES (2, 1772434860000, 7, 20260302, 1, 3, 0, 'loan', '', '', '101', 'caller-3', 'B001', '', '',
                          'said', 0, 5, NULL, NULL, NULL, 0, '', '');
PRAGMA user_version = 4;
)";

constexpr std::array kVersions{kVersion1, kVersion2, kVersion3, kVersion4};

void write_version(std::size_t version, const std::filesystem::path& file) {
    store::Database old(file);
    old.run("PRAGMA journal_mode=WAL");
    old.run(kMetaAndSessions);
    old.run(kVersions.at(version - 1));
    old.run(kIndexes);
}

/// The two events that all of them have, as far as the version knew them.
std::array<Event, 2> events_of(std::size_t version) {
    Event issued;
    issued.seq = 1;
    issued.at = issued.entry = base::WallTime(base::Duration(1772434800000));
    issued.kind = EventKind::TicketIssued;
    issued.day = 20260302;
    issued.ticket = {1};
    issued.service = {"loan"};
    issued.channel = {"elderly"};
    issued.declared = {"urgent"};
    issued.device = {"kiosk-1"};
    issued.number = "B001";
    issued.language = "zh-Hans";
    issued.reason = "ill";
    if (version >= 2)
        issued.foreseen =
            model::Foreseen{std::chrono::minutes(1), std::chrono::minutes(2), std::chrono::minutes(5)};
    if (version >= 3) {
        issued.count = 2;
        issued.person = "somebody";
        issued.token = "token-1";
    }
    Event later;
    later.seq = 2;
    later.at = base::WallTime(base::Duration(1772434860000));
    later.kind = static_cast<EventKind>(7);
    later.day = 20260302;
    later.ticket = {1};
    later.counter = {3};
    later.service = {"loan"};
    later.clerk = {"101"};
    later.device = {"caller-3"};
    later.number = "B001";
    later.note = "said";
    later.value = 5;
    return {issued, later};
}

} // namespace

TEST_CASE("Migration: a journal of every older version is brought up to date and loses nothing",
          "[store][migration]") {
    for (std::size_t version = 1; version <= kVersions.size(); ++version) {
        INFO("version " << version);
        const support::TemporaryFolder folder;
        write_version(version, folder / "journal.db");
        CHECK_THROWS_WITH(store::Reader(folder / "journal.db"), Catch::Contains("older version"));
        {
            Journal journal(folder / "journal.db");
            CHECK(journal.store() == 77);
            CHECK(journal.boot() == 5);
            const auto last = journal.recall(
                {{"kiosk-1"},
                 {std::byte{0}, std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}, std::byte{5},
                  std::byte{6}, std::byte{7}, std::byte{8}, std::byte{9}, std::byte{10}, std::byte{11},
                  std::byte{12}, std::byte{13}, std::byte{14}, std::byte{15}}});
            REQUIRE(last); // the request that was answered before the upgrade is not done again
            CHECK(last->request == 9);
            CHECK(last->answer == "\xc0\xff\xee");
            const auto events = journal.read(1, 100, 100);
            REQUIRE(events.size() == 2);
            CHECK(events[0] == events_of(version)[0]);
            CHECK(events[1] == events_of(version)[1]);
            Event next = events_of(3)[0];
            next.seq = 3;
            next.ticket = {2};
            next.number = "B002";
            journal.begin();
            journal.append(next);
            journal.commit();
        }
        store::Reader reader(folder / "journal.db");
        CHECK(reader.last_seq() == 3);
        CHECK(reader.last_issue() == 3);
    }
}

TEST_CASE("Migration: a number that an older version gave is not given again", "[store][migration]") {
    for (std::size_t version = 1; version <= kVersions.size(); ++version) {
        const support::TemporaryFolder folder;
        write_version(version, folder / "journal.db");
        Journal journal(folder / "journal.db");
        Event again = events_of(3)[0];
        again.seq = 3;
        journal.begin();
        CHECK_THROWS_AS(journal.append(again), store::DatabaseError);
        journal.roll_back();
    }
}

TEST_CASE("Migration: killed at any moment, it goes on at the next start", "[store][migration]") {
    for (int delay = 0; delay < 40; ++delay) {
        const support::TemporaryFolder folder;
        write_version(1, folder / "journal.db");
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                const Journal journal(folder / "journal.db");
            } catch (...) {
                ::_exit(1);
            }
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(delay * 150));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);

        Journal journal(folder / "journal.db");
        const auto events = journal.read(1, 100, 100);
        REQUIRE(events.size() == 2);
        CHECK(events[0] == events_of(1)[0]);
        CHECK(journal.store() == 77);
    }
}
