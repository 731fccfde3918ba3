#include "shared/store/backup.h"

#include "shared/base/file.h"
#include "shared/base/lock.h"
#include "shared/store/journal.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <optional>
#include <thread>

namespace fs = std::filesystem;
using model::Event;
using store::Journal;

namespace {

Event loan_issued(std::uint64_t number) {
    Event event;
    event.seq = number;
    event.at = base::WallTime(base::Duration(1772434800000 + static_cast<std::int64_t>(number)));
    event.kind = model::EventKind::TicketIssued;
    event.day = 20260302;
    event.ticket = {number};
    event.service = {"loan"};
    event.number = "B" + std::to_string(number);
    return event;
}

void append(Journal& journal, std::uint64_t number) {
    journal.begin();
    journal.append(loan_issued(number));
    journal.commit();
}

/// A hall's state folder with ten events, keys and devices.
struct BackupBench {
    BackupBench() {
        fs::create_directories(state() / "keys");
        base::write_file(state() / "keys" / "hall.key", "secret", 0600);
        base::write_file(state() / "keys" / "hall.pub", "public", 0600);
        base::write_file(state() / "devices.conf", "devices", 0600);
        for (std::uint64_t number = 1; number <= 10; ++number)
            append(*journal, number);
    }

    fs::path state() const { return folder / "state"; }
    fs::path backup() const { return folder / "hall.backup"; }
    fs::path other() const { return folder / "other"; }

    support::TemporaryFolder folder;
    const bool made = fs::create_directories(folder / "state");
    std::optional<Journal> journal = std::optional<Journal>(std::in_place, folder / "state" / "journal.db");
};

unsigned mode_of(const fs::path& file) {
    return static_cast<unsigned>(fs::status(file).permissions());
}

} // namespace

TEST_CASE("Backup: a hall is itself again on another machine, with another store", "[store][backup]") {
    BackupBench bench;

    const auto kept = store::back_up(bench.state(), bench.backup());
    append(*bench.journal, 11); // the hall goes on
    const auto restored = store::restore(bench.backup(), bench.other());

    CHECK(kept.events == 10);
    CHECK(kept.last_seq == 10);
    CHECK(kept.last_day == 20260302);
    CHECK(kept.files == 3);
    CHECK(restored.last_seq == 10);
    CHECK(restored.files == 3);
    CHECK(mode_of(bench.backup()) == 0600);
    for (const char* name : {"keys/hall.key", "keys/hall.pub", "devices.conf"}) {
        CHECK(base::read_file(bench.other() / name) == base::read_file(bench.state() / name));
        CHECK(mode_of(bench.other() / name) == 0600);
    }
    CHECK(mode_of(bench.other()) == 0700);
    CHECK(mode_of(bench.other() / "journal.db") == 0600);
    Journal again(bench.other() / "journal.db");
    CHECK(again.read(1, 100, 100) == bench.journal->read(1, 11, 100));
    CHECK(again.store() != bench.journal->store());
    append(again, 11);
    CHECK(base::read_file(bench.other() / "journal.db").find("secret") == std::string::npos);
}

TEST_CASE("Backup: what is acknowledged before it begins is in it, while the hall writes",
          "[store][backup]") {
    BackupBench bench;
    std::atomic<std::uint64_t> acknowledged{10};
    std::atomic<bool> enough{false};
    std::thread hall([&] {
        for (std::uint64_t number = 11; !enough; ++number) {
            append(*bench.journal, number);
            acknowledged = number;
        }
    });
    for (int i = 0; i < 10; ++i) {
        const std::uint64_t before = acknowledged;
        const auto kept = store::back_up(bench.state(), bench.backup());
        CHECK(kept.last_seq >= before);
        CHECK(kept.events == kept.last_seq);
        const fs::path state = bench.folder / ("state-" + std::to_string(i));
        store::restore(bench.backup(), state);
        CHECK(store::Reader(state / "journal.db").last_seq() == kept.last_seq);
    }
    enough = true;
    hall.join();
    CHECK(acknowledged > 10);
}

TEST_CASE("Backup: one that cannot be made leaves the older one", "[store][backup]") {
    BackupBench bench;
    store::back_up(bench.state(), bench.backup());
    const auto before = base::read_file(bench.backup());
    fs::create_directories(bench.folder / "hall.backup.part"); // in the way
    base::write_file(bench.folder / "hall.backup.part" / "x", "x");

    CHECK_THROWS_AS(store::back_up(bench.state(), bench.backup()), base::FileError);
    CHECK(base::read_file(bench.backup()) == before);
    CHECK_THROWS_WITH(store::back_up(bench.folder / "nowhere", bench.backup()),
                      Catch::Contains("there is no journal in"));
}

TEST_CASE("Restore: never over a journal, never under a running hall", "[store][backup]") {
    BackupBench bench;
    store::back_up(bench.state(), bench.backup());

    CHECK_THROWS_WITH(store::restore(bench.backup(), bench.state()),
                      Catch::Contains("move the folder away first"));
    {
        fs::create_directories(bench.other());
        const base::FileLock running(bench.other() / "lock");
        REQUIRE(running.held());
        CHECK_THROWS_WITH(store::restore(bench.backup(), bench.other()),
                          Catch::Contains("please stop it first"));
    }
    CHECK_FALSE(fs::exists(bench.other() / "keys" / "hall.key"));
    store::restore(bench.backup(), bench.other());
    CHECK(bench.journal->last_seq() == 10);
}

TEST_CASE("Restore: what is no backup, damaged or newer is refused, and nothing is made", "[store][backup]") {
    BackupBench bench;
    store::back_up(bench.state(), bench.backup());
    const auto good = base::read_file(bench.backup());
    const auto refused = [&](const std::string& content, const std::string& sentence) {
        base::write_file(bench.folder / "bad", content);
        CHECK_THROWS_WITH(store::restore(bench.folder / "bad", bench.other()), Catch::Contains(sentence));
        CHECK_FALSE(fs::exists(bench.other() / "journal.db"));
    };

    refused("", "no backup");
    refused(std::string(5000, 'x'), "not a database");
    std::string damaged = good;
    damaged.replace(damaged.size() / 2, 3000, std::string(3000, '\xff'));
    base::write_file(bench.folder / "bad", damaged);
    CHECK_THROWS_AS(store::restore(bench.folder / "bad", bench.other()), store::DatabaseError);
    const auto changed = [&](const char* sql) {
        fs::remove(bench.folder / "changed");
        fs::copy_file(bench.backup(), bench.folder / "changed");
        store::Database(bench.folder / "changed").run(sql);
        return base::read_file(bench.folder / "changed");
    };
    refused(changed("PRAGMA user_version=99"), "newer version");
    refused(changed("UPDATE kept_file SET name='../../etc/passwd' WHERE name='devices.conf'"), "no backup");
    refused(changed("UPDATE kept_file SET name='keys/../x' WHERE name='devices.conf'"), "no backup");
    refused(changed("UPDATE kept_file SET name='keys/.x' WHERE name='devices.conf'"), "no backup");
    refused(changed("UPDATE kept_file SET content=zeroblob(70000) WHERE name='devices.conf'"), "no backup");
    refused(changed("DROP TABLE kept_file"), "no backup");
    CHECK_THROWS_WITH(store::restore(bench.folder / "nothing", bench.other()),
                      Catch::Contains("there is no backup"));
}

TEST_CASE("Restore: what a killed hall left of its journal is not played over the restored one",
          "[store][backup]") {
    BackupBench bench;
    store::back_up(bench.state(), bench.backup());
    for (std::uint64_t number = 11; number <= 20; ++number)
        append(*bench.journal, number);
    for (const char* ending : {"-wal", "-shm"}) {
        fs::create_directories(bench.other());
        fs::copy_file(bench.state() / (std::string("journal.db") + ending),
                      bench.other() / (std::string("journal.db") + ending));
        CHECK_THROWS_WITH(store::restore(bench.backup(), bench.other()),
                          Catch::Contains("move the folder away first"));
        CHECK_FALSE(fs::exists(bench.other() / "journal.db"));
        fs::remove_all(bench.other());
    }
}

TEST_CASE("Restore: what root brings back into a service's folder is the service's", "[store][backup]") {
    if (::geteuid() != 0)
        return; // nobody else can give a file away
    constexpr uid_t kService = 65534;
    BackupBench bench;
    store::back_up(bench.state(), bench.backup());
    fs::create_directories(bench.other());
    REQUIRE(::chown(bench.other().c_str(), kService, kService) == 0);

    store::restore(bench.backup(), bench.other());

    for (const char* name : {"journal.db", "lock", "devices.conf", "keys", "keys/hall.key"}) {
        INFO(name);
        struct stat status{};
        REQUIRE(::stat((bench.other() / name).c_str(), &status) == 0);
        CHECK(status.st_uid == kService);
        CHECK(status.st_gid == kService);
    }
}
