#include "shared/store/journal.h"

#include "shared/base/file.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <sys/resource.h>

#include <csignal>

using model::Event;
using model::EventKind;
using store::Client;
using store::DatabaseError;
using store::Journal;
using store::Remembered;

namespace {

constexpr base::WallTime kNoon =
    std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + std::chrono::hours(12);

Event issued_at_noon(std::uint64_t seq, int day = 20260302) {
    Event event;
    event.seq = seq;
    event.at = kNoon;
    event.kind = EventKind::TicketIssued;
    event.day = day;
    event.ticket = {seq};
    event.service = {"loan"};
    event.number = "A" + std::to_string(seq);
    event.entry = kNoon;
    return event;
}

Event full_event() {
    Event event = issued_at_noon(1);
    event.counter = {3};
    event.target = {4};
    event.channel = {"elderly"};
    event.declared = {"urgent"};
    event.clerk = {"101"};
    event.device = {"kiosk-1"};
    event.language = "zh-Hans";
    event.reason = "材料不全";
    event.note = std::string("a\0b", 3);
    event.value = -5;
    event.count = 7;
    event.person = "00ff";
    event.token = "abcdef";
    event.foreseen = model::Foreseen{base::Duration(1), base::Duration(2), base::Duration(0)};
    return event;
}

void commit(Journal& journal, const std::vector<Event>& events) {
    journal.begin();
    for (const Event& event : events)
        journal.append(event);
    journal.commit();
}

Client client(const char* device) {
    return {{device}, {std::byte{1}, std::byte{2}}};
}

/// While it lives, no file of this process may grow beyond so many bytes: the disk is full.
class FullDisk {
  public:
    explicit FullDisk(std::size_t bytes) : before_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &limit_);
        const rlimit small{bytes, limit_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &limit_);
        std::signal(SIGXFSZ, before_);
    }

  private:
    rlimit limit_{};
    void (*before_)(int);
};

} // namespace

TEST_CASE("Journal: gives back every field of an event after it was closed", "[store][journal]") {
    const support::TemporaryFolder folder;
    {
        Journal journal(folder / "journal.db");
        commit(journal, {full_event()});
    }

    Journal again(folder / "journal.db");
    const auto events = again.read(1, 100, 100);

    REQUIRE(events.size() == 1);
    CHECK(events.front() == full_event());
}

TEST_CASE("Journal: keeps its store and counts its boots", "[store][journal]") {
    const support::TemporaryFolder folder;
    std::uint64_t store = 0;
    {
        Journal journal(folder / "journal.db");
        store = journal.store();
        CHECK(journal.boot() == 1);
    }

    Journal again(folder / "journal.db");
    Journal other(folder / "other.db");

    CHECK(store != 0);
    CHECK(again.store() == store);
    CHECK(again.boot() == 2);
    CHECK(other.store() != store);
}

TEST_CASE("Journal: what was not committed has not happened", "[store][journal]") {
    const support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    commit(journal, {issued_at_noon(1)});

    journal.begin();
    journal.append(issued_at_noon(2));
    journal.remember(client("kiosk-1"), {7, "answer"}, kNoon);
    journal.roll_back();

    CHECK(journal.last_seq() == 1);
    CHECK_FALSE(journal.recall(client("kiosk-1")));
    commit(journal, {issued_at_noon(2)});
    CHECK(journal.last_seq() == 2);
}

TEST_CASE("Journal: the file itself refuses a number or a ticket that was given before", "[store][journal]") {
    const support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    commit(journal, {issued_at_noon(1)});
    Event same_number = issued_at_noon(2);
    same_number.number = issued_at_noon(1).number;
    Event same_ticket = issued_at_noon(2);
    same_ticket.ticket = issued_at_noon(1).ticket;

    for (const Event& twice : {same_number, same_ticket}) {
        journal.begin();
        CHECK_THROWS_AS(journal.append(twice), DatabaseError);
        journal.roll_back();
    }
    Event next_day = issued_at_noon(2, 20260303);
    next_day.number = issued_at_noon(1).number;
    commit(journal, {next_day});
    CHECK(journal.last_seq() == 2);
}

TEST_CASE("Journal: remembers each client's last answer, and two devices never share one",
          "[store][journal]") {
    const support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    journal.begin();
    journal.remember(client("kiosk-1"), {1, "first"}, kNoon);
    journal.remember(client("kiosk-1"), {2, "second"}, kNoon);
    journal.commit();

    const auto last = journal.recall(client("kiosk-1"));

    REQUIRE(last);
    CHECK(last->request == 2);
    CHECK(last->answer == "second");
    CHECK_FALSE(journal.recall(client("kiosk-2")));
}

TEST_CASE("Journal: forgets clients that were idle for long, and no others", "[store][journal]") {
    const support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    journal.begin();
    journal.remember(client("kiosk-1"), {1, "old"}, kNoon);
    journal.remember(client("kiosk-2"), {1, "new"}, kNoon + std::chrono::hours(2));

    journal.forget_clients(kNoon + std::chrono::hours(1));
    journal.commit();

    CHECK_FALSE(journal.recall(client("kiosk-1")));
    CHECK(journal.recall(client("kiosk-2")));
}

TEST_CASE("Journal: finds where a day begins", "[store][journal]") {
    const support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    commit(journal, {issued_at_noon(1, 20260302), issued_at_noon(2, 20260302), issued_at_noon(3, 20260305)});

    CHECK(journal.first_of_day(20260302) == 1);
    CHECK(journal.first_of_day(20260303) == 3);
    CHECK(journal.first_of_day(20260305) == 3);
    CHECK(journal.first_of_day(20260306) == 4);
    CHECK(journal.day_of({2}) == 20260302);
    CHECK(journal.day_of({9}) == 0);
}

TEST_CASE("Journal: on a full disk nothing has happened, and it goes on when there is room",
          "[store][journal]") {
    const support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    commit(journal, {issued_at_noon(1)});
    Event large = issued_at_noon(2);
    large.note = std::string(300'000, 'x');
    {
        const FullDisk full(200'000);
        CHECK_THROWS_AS(commit(journal, {large}), DatabaseError);
        journal.roll_back();
        CHECK(journal.last_seq() == 1);
    }

    CHECK(journal.writable());
    commit(journal, {large});
    CHECK(journal.read(2, 3, 1).front() == large);
}

TEST_CASE("Journal: a damaged file is not used", "[store][journal]") {
    const support::TemporaryFolder folder;
    {
        Journal journal(folder / "journal.db");
        for (std::uint64_t seq = 1; seq <= 2000; ++seq)
            commit(journal, {issued_at_noon(seq)});
    }
    std::string content = base::read_file(folder / "journal.db");
    REQUIRE(content.size() > 40'000);
    for (std::size_t at = 9000; at < 30'000; at += 7)
        content[at] = static_cast<char>(content[at] ^ 0x55);
    base::write_file(folder / "journal.db", content);

    CHECK_THROWS_AS(Journal(folder / "journal.db"), DatabaseError);
}

TEST_CASE("Journal: a file of something else or of a newer version is not used", "[store][journal]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "text.db", std::string(5000, 'x'));
    {
        store::Database newer(folder / "newer.db");
        newer.run("PRAGMA user_version=99");
    }

    CHECK_THROWS_AS(Journal(folder / "text.db"), DatabaseError);
    CHECK_THROWS_WITH(Journal(folder / "newer.db"), Catch::Contains("newer version"));
}

namespace {

/// A journal as version 1 wrote it, with one ticket.
void write_version_1(const std::filesystem::path& file) {
    store::Database old(file);
    old.run(R"(
        CREATE TABLE meta (one INTEGER PRIMARY KEY CHECK (one = 1), store INTEGER NOT NULL, boot INTEGER NOT NULL,
                           probe INTEGER NOT NULL) STRICT;
        CREATE TABLE event (
          seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind INTEGER NOT NULL, day INTEGER NOT NULL,
          ticket INTEGER NOT NULL, counter INTEGER NOT NULL, target INTEGER NOT NULL, service TEXT NOT NULL,
          channel TEXT NOT NULL, declared TEXT NOT NULL, clerk TEXT NOT NULL, device TEXT NOT NULL,
          number TEXT NOT NULL, language TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL,
          entry INTEGER NOT NULL, value INTEGER NOT NULL) STRICT;
        CREATE INDEX event_by_day ON event (day);
        CREATE INDEX event_notices ON event (seq) WHERE kind = 20;
        CREATE UNIQUE INDEX event_number_once ON event (day, number) WHERE kind = 2;
        CREATE UNIQUE INDEX event_issued_once ON event (ticket) WHERE kind = 2;
        CREATE TABLE session (client BLOB PRIMARY KEY, request INTEGER NOT NULL, answer BLOB NOT NULL,
                              seen INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO meta VALUES (1, 77, 4, 0);
        INSERT INTO event VALUES (1, 1000, 2, 20260302, 1, 0, 0, 'loan', '', '', '', '', 'A1', '', '', '', 1000, 0);
        PRAGMA user_version = 1;)");
}

} // namespace

TEST_CASE("Journal: a file of version 1 is brought up to date and loses nothing", "[store][journal]") {
    const support::TemporaryFolder folder;
    write_version_1(folder / "journal.db");
    CHECK_THROWS_WITH(store::Reader(folder / "journal.db"), Catch::Contains("older version"));
    {
        Journal journal(folder / "journal.db");
        CHECK(journal.store() == 77);
        Event next = issued_at_noon(2);
        next.foreseen = model::Foreseen{base::Duration(1), base::Duration(2), base::Duration(3)};
        commit(journal, {next});
    }

    store::Reader reader(folder / "journal.db");
    const auto events = reader.read(1, 100, 100);

    REQUIRE(events.size() == 2);
    CHECK(events[0].number == "A1");
    CHECK_FALSE(events[0].foreseen);
    CHECK(events[1].foreseen == model::Foreseen{base::Duration(1), base::Duration(2), base::Duration(3)});
}

namespace {

Event event_of(std::uint64_t seq, EventKind kind, int day, std::uint64_t ticket = 0) {
    Event event;
    event.seq = seq;
    event.at = kNoon;
    event.kind = kind;
    event.day = day;
    event.ticket = {ticket};
    event.reason = "reason";
    event.note = "note";
    event.value = 20260301;
    return event;
}

std::vector<Event> all(Journal& journal) {
    return journal.read(1, 1000, 1000);
}

template <typename Work>
void change(Journal& journal, const Work& work) {
    journal.begin();
    work();
    journal.commit();
}

} // namespace

TEST_CASE("Journal: whose a ticket was is forgotten with its day", "[store][retention]") {
    support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    Event today = issued_at_noon(2, 20260303);
    Event before = issued_at_noon(1, 20260302);
    today.person = before.person = "00ff";
    today.token = before.token = "abcdef";
    commit(journal, {before, today, event_of(3, EventKind::AppointmentsImported, 20260303)});
    change(journal, [&] { journal.forget_persons(20260302, 20260303); });

    const auto events = all(journal);
    CHECK(events[0].person.empty());
    CHECK(events[0].token.empty());
    CHECK(events[0].number == "A1");
    CHECK(events[1] == today);
    CHECK(events[2].note.empty()); // for 1 March
}

TEST_CASE("Journal: texts are forgotten, what is counted stays", "[store][retention]") {
    support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    commit(journal,
           {event_of(1, EventKind::WordLeft, 20260301, 7),
            event_of(2, EventKind::ServiceFinished, 20260301, 7),
            event_of(3, EventKind::TicketRated, 20260301, 7), event_of(4, EventKind::NoticesPosted, 20260301),
            event_of(5, EventKind::WordLeft, 20260302, 8)});
    change(journal, [&] { journal.forget_texts(20260302); });

    const auto events = all(journal);
    CHECK(events[0].note.empty());
    CHECK(events[1].note.empty());
    CHECK(events[1].reason == "reason"); // the outcome
    CHECK(events[2].reason.empty());     // in the visitor's own words
    CHECK(events[3].note == "note");
    CHECK(events[4].note == "note");
}

TEST_CASE("Journal: a visitor is forgotten, and nobody else; the bytes are overwritten",
          "[store][retention]") {
    support::TemporaryFolder folder;
    const auto file = folder / "journal.db";
    {
        Journal journal(file);
        Event mine = event_of(1, EventKind::WordLeft, 20260301, 7);
        mine.note = "my-very-own-words";
        commit(journal,
               {mine, event_of(2, EventKind::WordLeft, 20260301, 8),
                event_of(3, EventKind::VisitorErased, 20260301, 7)}); // issued on a day that is forgotten
        CHECK(journal.erased_on(20260301) == std::vector<model::TicketId>{{7}});
        CHECK(journal.erased_on(20260302).empty());
        change(journal, [&] { journal.forget_visitor({7}); });
        CHECK(all(journal)[0].note.empty());
        CHECK(all(journal)[1].note == "note");
    }
    CHECK(base::read_file(file).find("my-very-own-words") == std::string::npos); // the log was written back
}

TEST_CASE("Journal: a visitor is forgotten on later days as well", "[store][retention]") {
    support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    Event issued = issued_at_noon(7, 20260301);
    issued.seq = 1;
    issued.note = "note";
    commit(journal, {issued, event_of(2, EventKind::WordLeft, 20260301, 7),
                     event_of(3, EventKind::FollowUpStepped, 20260303, 7),
                     event_of(4, EventKind::FollowUpStepped, 20260303, 8)});
    change(journal, [&] { journal.forget_visitor({7}); });

    const auto events = all(journal);
    CHECK(events[0].note.empty());
    CHECK(events[1].note.empty());
    CHECK(events[2].note.empty());
    CHECK(events[3].note == "note");
}

TEST_CASE("Journal: days are found among what is left of forgotten ones", "[store][retention]") {
    support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    CHECK(journal.first_of_day(20260301) == 1); // empty
    std::vector<Event> events;
    for (const auto& [seq, day] :
         {std::pair{3, 20260301}, {9, 20260301}, {10, 20260303}, {40, 20260305}, {41, 20260305}})
        events.push_back(event_of(static_cast<std::uint64_t>(seq), EventKind::NoticesPosted, day));
    commit(journal, events);

    CHECK(journal.first_of_day(20260228) == 3);
    CHECK(journal.first_of_day(20260301) == 3);
    CHECK(journal.first_of_day(20260302) == 10);
    CHECK(journal.first_of_day(20260303) == 10);
    CHECK(journal.first_of_day(20260304) == 40);
    CHECK(journal.first_of_day(20260305) == 40);
    CHECK(journal.first_of_day(20260306) == 42);
}

TEST_CASE("Journal: all events are read page after page; a failure at work ends it", "[store][journal]") {
    support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    constexpr std::uint64_t kMany = 10'000;
    std::vector<Event> events;
    for (std::uint64_t seq = 1; seq <= kMany; ++seq)
        events.push_back(event_of(seq, EventKind::NoticesPosted, 20260301));
    commit(journal, events);

    std::uint64_t last = 1;
    int pages = 0;
    journal.read_all(2, kMany, [&](std::span<const Event> page) {
        ++pages;
        for (const Event& event : page)
            CHECK(event.seq == ++last);
    });
    CHECK(last == kMany - 1);
    CHECK(pages > 1);

    CHECK_THROWS_AS(journal.read_all(1, kMany, [](auto) { throw store::DatabaseError("no"); }),
                    store::DatabaseError);
    CHECK(journal.read(1, 2, 1).size() == 1); // it can be read again
}

TEST_CASE("Journal: whole days are forgotten, but for what later days need", "[store][retention]") {
    support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    const auto follow_up = [](std::uint64_t seq, EventKind kind, const char* name, int step) {
        Event event = event_of(seq, kind, 20260301);
        event.number = name;
        event.value = step;
        return event;
    };
    commit(journal, {event_of(1, EventKind::NoticesPosted, 20260301), issued_at_noon(2, 20260301),
                     event_of(3, EventKind::TicketCalled, 20260301, 2),
                     follow_up(4, EventKind::FollowUpOpened, "20260301-1", 1),
                     follow_up(5, EventKind::FollowUpOpened, "20260301-2", 1),
                     follow_up(6, EventKind::FollowUpStepped, "20260301-2", 3),
                     event_of(7, EventKind::DayBegan, 20260302)});
    CHECK(journal.follow_ups_before(6).size() == 2);
    change(journal, [&] { journal.forget_days(20260302); });

    std::vector<std::uint64_t> left;
    for (const Event& event : all(journal))
        left.push_back(event.seq);
    CHECK(left == std::vector<std::uint64_t>{1, 2, 4, 7}); // notices, the last issue, what is open
    CHECK(journal.last_issue() == 2);
}
