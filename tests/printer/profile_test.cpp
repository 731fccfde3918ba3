#include "printer/profile.h"

#include "shared/base/file.h"
#include "shared/config/error.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

namespace printer {
namespace {

std::string id_of(const Profiles& profiles, const std::string& maker, const std::string& model,
                  std::uint16_t vendor = 0, std::uint16_t product = 0) {
    return profiles.match({maker, model, {}, {}}, vendor, product).id;
}

TEST_CASE("Profiles: the house knows a dozen models and two that stand for all others",
          "[printer][profile]") {
    const Profiles profiles;

    CHECK(profiles.all().size() >= 20);
    CHECK(profiles.named("epson-tm-t70").paper().dpi == 180);
    CHECK(profiles.named("generic-58").paper().dots == 384);
    CHECK(profiles.named("epson-tm-t20iii").code_pages.at(46) == "CP1251"); // from the one it is like
    CHECK_THROWS_WITH(profiles.named("epson-tm-t99"),
                      Catch::Contains("there are: ") && Catch::Contains("generic-80"));
    CHECK_THROWS_WITH(profiles.named("generic-80").paper(58), Catch::Contains("takes no paper of 58 mm"));
}

TEST_CASE("Profiles: a printer is known by what it says of itself, else by its plug", "[printer][profile]") {
    const Profiles profiles;

    CHECK(id_of(profiles, "EPSON", "TM-T20III") == "epson-tm-t20iii");
    CHECK(id_of(profiles, "epson", "TM-m30II") == "epson-tm-m30");
    CHECK(id_of(profiles, "GP", "GP-80250I") == "gprinter-gp-80");
    CHECK(id_of(profiles, "SNBC", "BTP-R880NP") == "snbc-btp-r880");
    CHECK(id_of(profiles, "", "", 0x04b8, 0x0e28) == "epson-tm-t20iii");
    CHECK(id_of(profiles, "EPSON", "TM-X1", 0x04b8, 0xffff) == "epson-tm-t20ii");
    CHECK(id_of(profiles, "", "", 0x0416, 0x5011) == "china-80");
    CHECK(id_of(profiles, "Nobody", "Nothing", 0x1234, 0x5678) == "generic-80");
}

TEST_CASE("Profiles: all mistakes of a file are told at once, each with its line", "[printer][profile]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "bad.toml", R"(name = "Bad"
like = "nobody"
print = "loud"
papers = 3
[graphics]
band = 9999
[text]
code_pages = ["0:CP437", "300:CP850", "2:CP-none"]
double_byte = "UTF-8"
[match]
usb = ["04B8"]
)");
    std::string what;
    try {
        read_profile(folder / "bad.toml");
    } catch (const config::Errors& errors) {
        what = errors.what();
        CHECK(errors.all().size() == 8);
    }
    for (const auto* line : {"bad.toml:2:", "bad.toml:3:", "bad.toml:4:", "bad.toml:6:", "bad.toml:8:",
                             "bad.toml:9:", "bad.toml:11:"})
        CHECK_THAT(what, Catch::Contains(line));
}

TEST_CASE("Profiles: that are like each other in a circle are an error, no endless search",
          "[printer][profile]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "a.toml", "name = \"A\"\nlike = \"b\"\n");
    base::write_file(folder / "b.toml", "name = \"B\"\nlike = \"a\"\n");

    CHECK_THROWS_WITH(read_profile(folder / "a.toml"), Catch::Contains("in a circle"));
}

} // namespace
} // namespace printer
