#include "kiosk/errand.h"

#include "sample_hall.h"
#include "shared/base/file.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

using namespace kiosk;

namespace {

const model::TakeTicket kTake{{"housing-withdraw"}, {"elderly"}, "zh-Hans", ""};

} // namespace

TEST_CASE("ErrandFile: a command's id is on disk before the command can be sent", "[kiosk][errand]") {
    const support::TemporaryFolder folder;
    ErrandFile file(folder / "errand");

    file.begin(kTake, sample::now());

    const ErrandFile after_a_kill(folder / "errand");
    CHECK(after_a_kill.errand() == file.errand());
    CHECK(after_a_kill.errand().stage == Errand::Stage::Asking);
    CHECK(after_a_kill.errand().take == kTake);
    CHECK(after_a_kill.errand().since == sample::now());
}

TEST_CASE("ErrandFile: never gives an id twice, whatever becomes of the file between two visitors",
          "[kiosk][errand]") {
    const support::TemporaryFolder folder;
    std::filesystem::create_directory(folder / "disk");
    const auto path = folder / "disk" / "errand";
    std::set<std::pair<wire::Session, std::uint64_t>> ids;
    const auto visitor = [&] {
        ErrandFile file(path);
        try {
            file.begin(kTake, sample::now());
            file.settle();
        } catch (const base::FileError&) {
        }
        CHECK(ids.emplace(file.errand().session, file.errand().request).second);
    };
    visitor();
    const std::string yesterday = base::read_file(path);

    visitor();
    base::write_file(path, yesterday); // a kiosk whose disk is put back at every start
    visitor();
    std::filesystem::create_directory(folder / "disk" / "errand.new"); // a disk that takes nothing more
    visitor();
    visitor();
    std::filesystem::remove(folder / "disk" / "errand.new");
    visitor();

    CHECK(ids.size() == 6);
}

TEST_CASE("ErrandFile: an answered ticket is printed again after a restart, until it is settled",
          "[kiosk][errand]") {
    const support::TemporaryFolder folder;
    ErrandFile file(folder / "errand");
    file.begin(kTake, sample::now());

    file.printing(sample::answer());
    CHECK(ErrandFile(folder / "errand").errand().stage == Errand::Stage::Printing);
    CHECK(ErrandFile(folder / "errand").errand().answer == sample::answer());

    file.asks({1, true});
    CHECK(ErrandFile(folder / "errand").errand().asked == Asked{1, true});

    file.settle();
    CHECK(ErrandFile(folder / "errand").errand().stage == Errand::Stage::None);
    CHECK_FALSE(ErrandFile(folder / "errand").errand().asked);
}

TEST_CASE("ErrandFile: whatever a broken disk left, the kiosk comes up", "[kiosk][errand]") {
    const support::TemporaryFolder folder;
    ErrandFile(folder / "errand").begin(kTake, sample::now());
    const std::string whole = base::read_file(folder / "errand");
    const wire::Session before = ErrandFile(folder / "errand").errand().session;

    for (std::size_t length = 0; length + 1 < whole.size(); ++length) {
        base::write_file(folder / "errand", whole.substr(0, length));
        const ErrandFile file(folder / "errand");

        // Cut inside the last line the rest may still be a shorter command, never a half-read errand.
        CHECK((file.errand().session == before || file.errand() == Errand()));
    }
}

TEST_CASE("Errand: text that is no errand is none", "[kiosk][errand]") {
    for (const char* text : {"", "stage", "stage asking\n", "stage none\nsession 00\nrequest 1\nsince 0\n",
                             "stage lost\nsession 000102030405060708090a0b0c0d0e0f\nrequest 1\nsince 0\n",
                             "stage none\nsession 000102030405060708090a0b0c0d0e0f\nrequest -1\nsince 0\n"})
        CHECK_FALSE(decode_errand(text));
}
