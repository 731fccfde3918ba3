#include "shared/base/file.h"

#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <sys/stat.h>

TEST_CASE("File: what is written is read back, with the mode asked for", "[base][file]") {
    const support::TemporaryFolder folder;

    base::write_file(folder / "key", "secret\n", 0600);

    CHECK(base::read_file(folder / "key") == "secret\n");
    struct stat status{};
    REQUIRE(::stat((folder / "key").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
}

TEST_CASE("File: writing again replaces the content and leaves nothing beside it", "[base][file]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "note", "first and long");

    base::write_file(folder / "note", "second");

    CHECK(base::read_file(folder / "note") == "second");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("File: a missing or too large file is an error that names it", "[base][file]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "large", std::string(100, 'x'));

    CHECK_THROWS_WITH(base::read_file(folder / "absent"), Catch::Contains("absent"));
    CHECK_THROWS_WITH(base::read_file(folder / "large", 99), Catch::Contains("larger than the 99 bytes"));
    CHECK(base::read_file(folder / "large", 100).size() == 100);
}
