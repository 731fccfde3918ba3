#include "shared/store/reader.h"

#include "shared/base/file.h"
#include "shared/store/journal.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <map>

using model::Event;
using model::EventKind;
using store::DatabaseError;
using store::Journal;
using store::Reader;

namespace {

Event issued_on(std::uint64_t seq, int day) {
    Event event;
    event.seq = seq;
    event.kind = EventKind::TicketIssued;
    event.day = day;
    event.ticket = {seq};
    event.number = "A" + std::to_string(seq);
    return event;
}

void commit_one(Journal& journal, const Event& event) {
    journal.begin();
    journal.append(event);
    journal.commit();
}

/// What a folder holds. The log's index (-shm) is memory that SQLite's processes share, and no memory of
/// events: readers leave their marks in it while they read.
std::map<std::string, std::string> content_of(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const bool shared_memory = entry.path().string().ends_with("-shm");
        files[entry.path().filename()] = shared_memory ? std::string() : base::read_file(entry.path());
    }
    return files;
}

} // namespace

TEST_CASE("Reader: sees what a running hall has committed, and changes none of its files",
          "[store][reader]") {
    const support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    commit_one(journal, issued_on(1, 20260302));
    const auto before = content_of(folder.path());
    {
        Reader reader(folder / "journal.db");
        CHECK(reader.read(1, 100, 100).size() == 1);
        CHECK(content_of(folder.path()) == before);

        commit_one(journal, issued_on(2, 20260302));
        CHECK(reader.last_seq() == 2);
    }
    Journal again(folder / "journal.db");

    CHECK(again.boot() == journal.boot() + 1); // looking is no boot
}

TEST_CASE("Reader: leaves the folder of a hall that has ended as it was", "[store][reader]") {
    const support::TemporaryFolder folder;
    {
        Journal journal(folder / "50% of it? #1.db");
        commit_one(journal, issued_on(1, 20260302));
    }
    const auto before = content_of(folder.path());
    REQUIRE(before.size() == 1);

    Reader reader(folder / "50% of it? #1.db");

    CHECK(reader.last_seq() == 1);
    CHECK(content_of(folder.path()) == before);
}

TEST_CASE("Reader: tells the days on which tickets were issued", "[store][reader]") {
    const support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    commit_one(journal, issued_on(1, 20260302));
    commit_one(journal, issued_on(2, 20260302));
    Event holiday = issued_on(3, 20260303);
    holiday.kind = EventKind::DayBegan;
    commit_one(journal, holiday);
    commit_one(journal, issued_on(4, 20260304));

    CHECK(Reader(folder / "journal.db").days() == std::vector{20260302, 20260304});
}

TEST_CASE("Reader: a file that is no journal is refused, and none is made", "[store][reader]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "text.db", std::string(5000, 'x'));
    base::write_file(folder / "empty.db", "");

    CHECK_THROWS_AS(Reader(folder / "text.db"), DatabaseError);
    CHECK_THROWS_WITH(Reader(folder / "empty.db"), Catch::Contains("not the journal of a hall"));
    CHECK_THROWS_AS(Reader(folder / "missing.db"), DatabaseError);
    CHECK_FALSE(std::filesystem::exists(folder / "missing.db"));
}
