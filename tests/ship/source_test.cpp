#include "shared/ship/source.h"

#include "shared/store/journal.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <filesystem>

using model::Event;
using model::EventKind;
using store::Journal;

namespace {

Event long_issue(std::uint64_t seq) {
    Event event;
    event.seq = seq;
    event.kind = EventKind::TicketIssued;
    event.day = 20260302;
    event.ticket = {seq};
    event.number = "A" + std::to_string(seq);
    event.note = std::string(400, 'x');
    return event;
}

void commit(Journal& journal, std::uint64_t seq) {
    journal.begin();
    journal.append(long_issue(seq));
    journal.commit();
}

} // namespace

TEST_CASE("Source: sees the events of a hall that is started after it", "[ship][source]") {
    const support::TemporaryFolder folder;
    {
        Journal journal(folder / "journal.db");
        commit(journal, 1);
    }
    ship::Source source(folder.path());
    REQUIRE(source.reader().last_seq() == 1);
    REQUIRE(source.is_steady());

    Journal journal(folder / "journal.db");
    commit(journal, 2);

    CHECK_FALSE(source.is_steady()); // what was read may be torn
    CHECK(source.reader().last_seq() == 2);
}

TEST_CASE("Source: sees that another journal was put in the place of the first", "[ship][source]") {
    const support::TemporaryFolder folder;
    std::uint64_t first = 0;
    {
        Journal journal(folder / "journal.db");
        first = journal.store();
    }
    ship::Source source(folder.path());
    REQUIRE(source.reader().store() == first);
    {
        const Journal other(folder / "other.db");
    }

    std::filesystem::rename(folder / "other.db", folder / "journal.db");

    CHECK(source.reader().store() != first);
}

TEST_CASE("Source: an open reader does not keep the hall's log from being taken back", "[ship][source]") {
    const support::TemporaryFolder folder;
    Journal journal(folder / "journal.db");
    commit(journal, 1);
    ship::Source source(folder.path());
    std::uint64_t seq = 1;
    std::uintmax_t largest = 0;

    for (int batch = 0; batch < 40; ++batch) {
        for (int i = 0; i < 50; ++i)
            commit(journal, ++seq);
        REQUIRE(source.reader().read(seq - 49, seq + 1, 1000).size() == 50);
        largest = std::max(largest, std::filesystem::file_size(folder / "journal.db-wal"));
    }

    constexpr std::uintmax_t kFull = std::uintmax_t{4000} * 4096; // pages of 4 KiB
    CHECK(largest > kFull);
    CHECK(largest < kFull + (2U << 20U)); // their headers, and the transaction that went over it
}
