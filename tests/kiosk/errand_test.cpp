#include "kiosk/errand.h"

#include "sample_hall.h"
#include "shared/base/file.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

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

TEST_CASE("ErrandFile: keeps the session and never gives an id twice, restarts included", "[kiosk][errand]") {
    const support::TemporaryFolder folder;
    wire::Session session{};
    for (std::uint64_t request = 1; request <= 4; ++request) {
        ErrandFile file(folder / "errand");
        if (request == 1)
            session = file.errand().session;

        file.begin(kTake, sample::now());
        file.settle();

        CHECK(file.errand().session == session);
        CHECK(file.errand().request == request);
    }
}

TEST_CASE("ErrandFile: an answered ticket is printed again after a restart, until it is settled",
          "[kiosk][errand]") {
    const support::TemporaryFolder folder;
    ErrandFile file(folder / "errand");
    file.begin(kTake, sample::now());

    file.printing(sample::answer());
    CHECK(ErrandFile(folder / "errand").errand().stage == Errand::Stage::Printing);
    CHECK(ErrandFile(folder / "errand").errand().answer == sample::answer());

    file.settle();
    CHECK(ErrandFile(folder / "errand").errand().stage == Errand::Stage::None);
}

TEST_CASE("ErrandFile: whatever a broken disk left, the kiosk comes up with a new session",
          "[kiosk][errand]") {
    const support::TemporaryFolder folder;
    ErrandFile(folder / "errand").begin(kTake, sample::now());
    const std::string whole = base::read_file(folder / "errand");
    const wire::Session before = ErrandFile(folder / "errand").errand().session;

    for (std::size_t length = 0; length + 1 < whole.size(); ++length) {
        base::write_file(folder / "errand", whole.substr(0, length));
        const ErrandFile file(folder / "errand");

        // Cut inside the last line the rest may still be a shorter command, never a half-read errand.
        const wire::Session& session = file.errand().session;
        Errand anew;
        anew.session = session;
        CHECK((session == before || file.errand() == anew));
    }
}

TEST_CASE("Errand: text that is no errand is none", "[kiosk][errand]") {
    for (const char* text : {"", "stage", "stage asking\n", "stage none\nsession 00\nrequest 1\nsince 0\n",
                             "stage lost\nsession 000102030405060708090a0b0c0d0e0f\nrequest 1\nsince 0\n",
                             "stage none\nsession 000102030405060708090a0b0c0d0e0f\nrequest -1\nsince 0\n"})
        CHECK_FALSE(decode_errand(text));
}
