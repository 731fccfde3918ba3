#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include "shared/base/file.h"

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include <csignal>

using namespace std::chrono_literals;
using support::RunningHall;

namespace {

unsigned mode_of(const std::filesystem::path& path) {
    struct stat status{};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777U;
}

bool issues(const RunningHall& hall) {
    support::Device kiosk(hall.line("kiosk-1"));
    const auto answer = kiosk.ask(model::TakeTicket{{"loan"}, {}, {}, {}});
    return answer && answer->ok();
}

} // namespace

TEST_CASE("Hall: a second one on the same state folder refuses and says why", "[hall]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());

    const auto second = support::run(hall.command());

    CHECK(second.code == 2);
    CHECK_THAT(second.errors, Catch::Contains("another hall is running with the state folder"));
    CHECK(issues(hall));
}

TEST_CASE("Hall: another one cannot steal its socket's path, nor its port", "[hall]") {
    const support::TemporaryFolder folder;
    const support::TemporaryFolder elsewhere;
    const auto path = "ipc://" + (folder / "hall.ipc").string();
    for (const std::string& listen : {path, std::string("tcp://127.0.0.1:*")}) {
        RunningHall hall(folder.path(), listen);
        REQUIRE(hall.start());

        RunningHall thief(elsewhere.path(), hall.endpoint());
        CHECK_FALSE(thief.start());

        CHECK(thief.process().wait() == 2);
        CHECK_THAT(thief.process().errors(), Catch::Contains("another program already"));
        CHECK(issues(hall));
    }
}

TEST_CASE("Hall: the path that a killed one left behind is used again", "[hall]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path(), "ipc://" + (folder / "hall.ipc").string());
    REQUIRE(hall.start());
    hall.kill();

    REQUIRE(hall.start());

    CHECK(issues(hall));
}

TEST_CASE("Hall: nobody else can read its keys, journal and sockets", "[hall]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path(), "ipc://" + (folder / "hall.ipc").string());

    REQUIRE(hall.start());

    CHECK(mode_of(hall.state()) == 0700);
    CHECK(mode_of(hall.state() / "keys") == 0700);
    CHECK(mode_of(hall.state() / "keys" / "hall.key") == 0600);
    CHECK(mode_of(hall.state() / "keys" / "caller-3.key") == 0600);
    CHECK(mode_of(hall.state() / "journal.db") == 0600);
    CHECK((mode_of(folder / "hall.ipc") & 077U) == 0);
}

TEST_CASE("Hall: a log that nobody reads any more does not end it", "[hall]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());

    hall.process().signal(SIGPIPE);

    CHECK(issues(hall));
}

TEST_CASE("Hall: ends in order when it is told to", "[hall]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());

    hall.process().signal(SIGTERM);

    CHECK(hall.process().wait() == 0);
    CHECK_FALSE(std::filesystem::exists(hall.state() / "endpoints"));
}

TEST_CASE("Hall: a configuration with mistakes is refused with file and line", "[hall]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    base::write_file(folder / "hall.toml", "name = 3\nunknown = true\n");

    const auto ended = support::run(hall.command());

    CHECK(ended.code == 2);
    CHECK_THAT(ended.errors, Catch::Contains("hall.toml:2"));
}
