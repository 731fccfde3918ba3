#include "shared/base/file.h"
#include "shared/ship/program.h"
#include "shared/ship/schema.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <vector>

namespace {

std::expected<ship::Task, int> parsed(std::vector<const char*> words) {
    words.insert(words.begin(), "jiaohao-ship");
    return ship::parse_options(static_cast<int>(words.size()), words.data(), "1");
}

std::string demonstration() {
    return base::read_file(std::string(JIAOHAO_SOURCE) + "/assets/hall/hall.toml");
}

} // namespace

TEST_CASE("Ship options: without a command the hall's journal is shipped", "[ship][options]") {
    const auto task = parsed({"--state", "/s", "--city", "postgresql://city/halls", "--hall", "north"});

    REQUIRE(task);
    const auto& freight = std::get<ship::Freight>(*task);
    CHECK(freight.state == "/s");
    CHECK(freight.city == "postgresql://city/halls");
    CHECK(freight.hall == "north");
}

TEST_CASE("Ship options: hall.toml says what flags do not", "[ship][options]") {
    const support::TemporaryFolder folder;
    const std::string file = folder / "hall.toml";
    base::write_file(file, demonstration() +
                               "\n[city]\naddress = \"postgresql://city/halls\"\nhall = \"north\"\n"
                               "[server]\nstate = \"/somewhere\"\n");

    const auto from_file = parsed({"--config", file.c_str()});
    const auto with_flag = parsed({"--config", file.c_str(), "--hall", "south"});

    REQUIRE(from_file);
    CHECK(std::get<ship::Freight>(*from_file).city == "postgresql://city/halls");
    CHECK(std::get<ship::Freight>(*from_file).hall == "north");
    CHECK(std::get<ship::Freight>(*from_file).state == "/somewhere");
    CHECK(std::get<ship::Freight>(*with_flag).hall == "south");
}

TEST_CASE("Ship options: a password on the command line is refused", "[ship][options]") {
    CHECK(parsed({"--city", "postgresql://me:secret@city/halls", "--hall", "north"}).error() == 2);
    CHECK(parsed({"--city", "host=city password=secret", "--hall", "north"}).error() == 2);
    CHECK(parsed({"--city", "postgresql://city/halls?password=secret", "overview"}).error() == 2);
    CHECK(parsed({"--city", "postgresql://me@city/halls", "--hall", "north"}));
}

TEST_CASE("Ship options: what cannot be understood is refused", "[ship][options]") {
    CHECK(parsed({"--city", "postgresql://city/halls"}).error() == 2);
    CHECK(parsed({"--hall", "north"}).error() == 2);
    CHECK(parsed({"--city", "mysql://city", "--hall", "north"}).error() == 2);
    CHECK(parsed({"report", "--city", "postgresql://c/h", "--hall", "north", "--out", "/tmp/x"}).error() ==
          2);
    CHECK(parsed({"report", "--city", "postgresql://c/h", "--all", "--out", "/tmp/x", "--day", "today",
                  "--week", "2026-W48"})
              .error() == 2);
    for (const char* id : {"North", "-north", "north pole", "x'; DROP TABLE event; --", ""})
        CHECK_FALSE(ship::is_hall_id(id));
}

TEST_CASE("Ship options: a report is of one hall or of all", "[ship][options]") {
    const auto one =
        parsed({"report", "--city", "postgresql://c/h", "--hall", "north", "--day", "today", "--out", "/o"});
    const auto all =
        parsed({"report", "--city", "postgresql://c/h", "--all", "--month", "2026-11", "--out", "/o"});

    REQUIRE(one);
    REQUIRE(all);
    CHECK(std::get<ship::ReportWish>(*one).hall == "north");
    CHECK(std::get<ship::ReportWish>(*all).hall.empty());
    CHECK(std::get<ship::ReportWish>(*all).month == "2026-11");
}
