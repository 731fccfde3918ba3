#include "shared/wire/person_key.h"

#include "shared/base/file.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include <set>
#include <stdexcept>

namespace {

constexpr std::string_view kSomebody = "11010519491231002X"; // the standard's own example
constexpr int kDay = 20260302;

wire::PersonKey counted_key() {
    std::array<std::byte, wire::PersonKey::kSize> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(i);
    return wire::PersonKey(bytes);
}

bool same(const wire::PersonKey& one, const wire::PersonKey& other) {
    return std::ranges::equal(one.bytes(), other.bytes());
}

} // namespace

// The expected tokens were computed with Python: hashlib.blake2b(text, key=bytes(range(32)), digest_size=16).
TEST_CASE("Person token: is the keyed BLAKE2b of day and number", "[wire][person]") {
    const auto key = counted_key();

    CHECK(wire::person_token(key, kDay, kSomebody) == "6f9c635f1c0a0f0fbf46e60f8edbbe7c");
    CHECK(wire::person_token(key, 20260303, kSomebody) == "d4ab29552eced86e2d80d505c65362ba");
    CHECK(wire::person_token(key, kDay, "440524188001010014") == "713acf262a525e6bb849d828018212fd");

    std::array<std::byte, wire::PersonKey::kSize> ones{};
    ones.fill(std::byte{0xFF});
    CHECK(wire::person_token(wire::PersonKey(ones), kDay, kSomebody) == "28dbc038f93853599dc63d37957d20b2");
}

TEST_CASE("Person token: a small x is a capital one", "[wire][person]") {
    const auto key = counted_key();
    CHECK(wire::person_token(key, kDay, "11010519491231002x") == wire::person_token(key, kDay, kSomebody));
}

TEST_CASE("Person token: nobody is linked from day to day, nor from hall to hall", "[wire][person]") {
    std::set<std::string> tokens;
    for (int hall = 0; hall < 5; ++hall) {
        const auto key = wire::PersonKey::make();
        for (int day = 20260301; day <= 20260331; ++day)
            tokens.insert(wire::person_token(key, day, kSomebody));
    }
    CHECK(tokens.size() == 5U * 31U);
}

TEST_CASE("Person token: there is none of what is no number or no day", "[wire][person]") {
    const auto key = counted_key();
    for (const auto* wrong : {"", "110105194912310021", "1101051949123100", "11010519491231002X "})
        CHECK_THROWS_AS(wire::person_token(key, kDay, wrong), std::invalid_argument);
    for (const int day : {0, -1, 260302, 202603021})
        CHECK_THROWS_AS(wire::person_token(key, day, kSomebody), std::invalid_argument);
}

TEST_CASE("Citizen number: one wrong digit or two changed places are noticed", "[wire][person]") {
    for (const auto* right : {"11010519491231002X", "11010519491231002x", "440524188001010014"})
        CHECK(wire::is_citizen_number(right));
    for (const auto* wrong : {"", "X", "11010519491231002", "11010519491231002XX", "1101051949123100 X",
                              "X1010519491231002X", "11010519491231002Y", "１１０１０５"})
        CHECK_FALSE(wire::is_citizen_number(wrong));

    const std::string number = "440524188001010014";
    for (std::size_t i = 0; i < number.size(); ++i) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            auto other = number;
            other[i] = digit;
            CHECK(wire::is_citizen_number(other) == (digit == number[i]));
        }
        auto swapped = number;
        std::swap(swapped[i], swapped[(i + 1) % number.size()]);
        if (i + 1 < number.size())
            CHECK(wire::is_citizen_number(swapped) == (swapped == number));
    }
}

TEST_CASE("Person key: is saved for its owner alone and read back", "[wire][person]") {
    const support::TemporaryFolder folder;
    const auto key = wire::PersonKey::make();

    key.save(folder / "person.key");

    CHECK(same(wire::PersonKey::read(folder / "person.key"), key));
    struct stat status{};
    REQUIRE(::stat((folder / "person.key").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
    CHECK(base::read_file(folder / "person.key").size() == 65);
}

TEST_CASE("Person key: one that is there is not replaced", "[wire][person]") {
    const support::TemporaryFolder folder;
    const auto key = wire::PersonKey::make();
    key.save(folder / "person.key");

    CHECK_THROWS_WITH(wire::PersonKey::make().save(folder / "person.key"),
                      Catch::Contains("is there already"));

    CHECK(same(wire::PersonKey::read(folder / "person.key"), key));
}

TEST_CASE("Person key: a file that others may read, or a link, is refused", "[wire][person]") {
    const support::TemporaryFolder folder;
    wire::PersonKey::make().save(folder / "person.key");
    std::filesystem::create_symlink(folder / "person.key", folder / "link.key");
    CHECK_THROWS_WITH(wire::PersonKey::read(folder / "link.key"), Catch::Contains("cannot be opened"));

    for (const auto mode : {0640U, 0604U, 0620U}) {
        REQUIRE(::chmod((folder / "person.key").c_str(), mode) == 0);
        CHECK_THROWS_WITH(wire::PersonKey::read(folder / "person.key"),
                          Catch::Contains("can be read by others"));
    }
}

TEST_CASE("Person key: what is none is refused with the file's name", "[wire][person]") {
    const support::TemporaryFolder folder;
    const std::string digits(64, 'a');
    base::write_file(folder / "empty", "", 0600);
    base::write_file(folder / "short", digits.substr(1), 0600);
    base::write_file(folder / "shorter", digits.substr(2), 0600);
    base::write_file(folder / "long", digits + "aa", 0600);
    base::write_file(folder / "letters", digits.substr(1) + "g", 0600);
    base::write_file(folder / "two", digits + "\n" + digits + "\n", 0600);
    base::write_file(folder / "large", std::string(5000, 'a'), 0600);
    std::filesystem::create_directory(folder / "folder");
    std::filesystem::permissions(folder / "folder", std::filesystem::perms::owner_all);

    for (const auto* name :
         {"empty", "short", "shorter", "long", "letters", "two", "large", "folder", "absent"})
        CHECK_THROWS_WITH(wire::PersonKey::read(folder / name), Catch::Contains(name));

    base::write_file(folder / "good", digits + "\r\n", 0600);
    CHECK_NOTHROW(wire::PersonKey::read(folder / "good"));
}
