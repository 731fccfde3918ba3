#include "shared/base/file.h"
#include "shared/wire/person_key.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/core.h>

using support::RunningHall;

namespace {

constexpr const char* kCitizen = "11010519491231002X";

/// The running hall with a channel for appointments, and a table beside it.
class BookedHall {
  public:
    explicit BookedHall(const std::string& failpoint = {}) {
        const auto file = folder_ / "hall.toml";
        base::write_file(file, base::read_file(file) + "[[channels]]\nid = \"appointment\"\nverified = "
                                                       "\"booking\"\nname = { en = \"Appointment\" }\n");
        REQUIRE(hall_.start(failpoint));
    }

    RunningHall& hall() { return hall_; }
    std::filesystem::path operator/(const char* name) const { return folder_ / name; }

    int day() { return support::Device(hall_.line("admin")).snapshot()->day; }

    /// Writes the table and imports it.
    support::Ended import(const std::string& table, std::vector<std::string> more = {}) {
        base::write_file(folder_ / "list.csv", table);
        more.insert(more.begin(), {"appointments", "import", folder_ / "list.csv"});
        return hall_.jiaohao(more);
    }

    int take(const std::string& code) {
        return hall_.jiaohao({"take", "--service", "loan", "--appointment", code}).code;
    }

  private:
    support::TemporaryFolder folder_;
    RunningHall hall_{folder_.path()};
};

const std::string kLongCode(16, 'X');

std::string many_rows() {
    std::string table = "code;service;time\r\n";
    for (int i = 0; i < 1200; ++i)
        table += fmt::format("{}{};loan;23:00\r\n", kLongCode, i);
    return table;
}

std::size_t imports(const RunningHall& hall) {
    std::size_t count = 0;
    for (const model::Event& event : hall.events())
        count += event.kind == model::EventKind::AppointmentsImported ? 1 : 0;
    return count;
}

} // namespace

TEST_CASE("Import: who is in the table gets a ticket for the code", "[admin]") {
    BookedHall booked;

    const auto done = booked.import("code,service,time\nYY1,loan,23:00\nYY2,Loan,23:10\n", {"--json"});

    CHECK(done.code == 0);
    CHECK(done.output == fmt::format("{{\"imported\":2,\"days\":{{\"{}\":2}}}}\n", booked.day()));
    CHECK(booked.take("YY1") == 0);
    CHECK(booked.take("YY2") == 0);
    CHECK(booked.take("YY3") == 3);
}

TEST_CASE("Import: a table takes the place of the day's earlier one, or with --add joins it", "[admin]") {
    BookedHall booked;
    REQUIRE(booked.import("code,service,time\nOLD,loan,23:00\n").code == 0);

    REQUIRE(booked.import("code,service,time\nNEW,loan,23:00\n").code == 0);
    const auto more = booked.import("code,service,time\nMORE,loan,23:00\n", {"--add"});

    CHECK_THAT(more.output, Catch::StartsWith("Imported: 1 on 2"));
    CHECK(booked.take("OLD") == 3);
    CHECK(booked.take("NEW") == 0);
    CHECK(booked.take("MORE") == 0);
}

TEST_CASE("Import: a person is found by the card; the number itself is kept nowhere", "[admin]") {
    BookedHall booked;
    const std::string key_file = booked / "person.key";
    REQUIRE(booked.hall().jiaohao({"keys", "person", key_file}).code == 0);
    const auto table = fmt::format("时间,身份证号,业务,预约码\n23:00,{},loan,YY1\n", kCitizen);

    const auto done = booked.import(table, {"--person-key", key_file});

    REQUIRE(done.code == 0);
    CHECK((done.output + done.errors).find(kCitizen) == std::string::npos);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(booked.hall().state()))
        if (entry.is_regular_file())
            CHECK(base::read_file(entry.path(), 64U << 20U).find(kCitizen) == std::string::npos);
    support::Device kiosk(booked.hall().line("kiosk-1"));
    model::TakeTicket take{{}, {"appointment"}, {}, {}};
    take.person = wire::person_token(wire::PersonKey::make(), booked.day(), kCitizen);
    CHECK(kiosk.ask(take)->refusal == model::Refusal::UnknownAppointment);
    take.person = wire::person_token(wire::PersonKey::read(key_file), booked.day(), kCitizen);
    const auto taken = kiosk.ask(take);
    REQUIRE(taken->ok());
    CHECK(taken->ticket->service.value == "loan");
}

TEST_CASE("Import: one wrong line and nothing of the table is imported", "[admin]") {
    BookedHall booked;
    std::string table = "code,service,time\nYY1,loan,23:00\n";
    for (int i = 0; i < 25; ++i)
        table += fmt::format("A{},loan,noon\n", i);

    const auto wrong = booked.import(table, {"--json"});

    CHECK(wrong.code == 2);
    CHECK(wrong.output.empty());
    CHECK_THAT(wrong.errors,
               Catch::Contains("list.csv:3:9: Column 'time': 'noon' is not a time of the day.") &&
                   Catch::Contains("list.csv:22:10: ") && !Catch::Contains("list.csv:23:") &&
                   Catch::Contains("And 5 more like these.") && Catch::EndsWith("Nothing was imported.\n"));
    CHECK(imports(booked.hall()) == 0);
}

TEST_CASE("Import: --dry-run only looks", "[admin]") {
    BookedHall booked;

    const auto looked = booked.import("code,name,service,time\nYY1,Li,loan,23:00\n", {"--dry-run"});

    CHECK(looked.code == 0);
    CHECK_THAT(looked.output, Catch::EndsWith("Nothing was imported.\n"));
    CHECK(looked.errors == "The column 'name' is not used.\n");
    CHECK(imports(booked.hall()) == 0);
}

TEST_CASE("Import: a table of many rows goes page by page, each row once", "[admin]") {
    BookedHall booked;

    const auto done = booked.import(many_rows(), {"--json"});

    CHECK(done.output == fmt::format("{{\"imported\":1200,\"days\":{{\"{}\":1200}}}}\n", booked.day()));
    CHECK(imports(booked.hall()) == 3);
    CHECK(booked.take(kLongCode + "0") == 0);
    CHECK(booked.take(kLongCode + "1199") == 0);
}

TEST_CASE("Import: when the hall dies within a table, it says how far it came; the same again is whole",
          "[admin]") {
    BookedHall booked("before-commit:3"); // the day, the first page, the second one
    const auto table = many_rows();

    const auto broken = booked.import(table, {"--patience", "1"});
    REQUIRE(booked.hall().start());
    const auto again = booked.import(table);

    CHECK(broken.code == 4);
    CHECK(broken.output.empty());
    CHECK_THAT(broken.errors, Catch::Contains("At least ") &&
                                  Catch::Contains(" of 1200 appointments were imported. ") &&
                                  Catch::Contains("again is safe") && !Catch::Contains("At least 0 "));
    CHECK(again.code == 0);
    CHECK(booked.take(kLongCode + "0") == 0);
    CHECK(booked.take(kLongCode + "1199") == 0);
}

TEST_CASE("Import: a spreadsheet's GB18030 is understood", "[admin]") {
    BookedHall booked;

    const auto done =
        booked.import("\xD4\xA4\xD4\xBC\xC2\xEB,\xD2\xB5\xCE\xF1,\xCA\xB1\xBC\xE4\r\nYY1,loan,23:00\r\n");

    CHECK(done.code == 0);
    CHECK_THAT(done.errors, Catch::Contains("read as GB18030"));
    CHECK(booked.take("YY1") == 0);
}

TEST_CASE("Import: a kiosk may not, and is told that nothing was imported", "[admin]") {
    BookedHall booked;
    base::write_file(booked / "client.toml",
                     fmt::format("[hall]\nendpoint = \"{}\"\nhall_key = \"state/keys/hall.pub\"\nkey = "
                                 "\"state/keys/kiosk-1.key\"\n",
                                 booked.hall().endpoint()));

    const auto refused =
        booked.import("code,service,time\nYY1,loan,23:00\n", {"--config", booked / "client.toml"});

    CHECK(refused.code == 3);
    CHECK_THAT(refused.errors, Catch::StartsWith("This device may not do that") &&
                                   Catch::Contains("0 of 1 appointments were imported."));
    CHECK(booked.take("YY1") == 3);
}

TEST_CASE("Import: files, days and keys that cannot be used end with 2", "[admin]") {
    BookedHall booked;
    const std::string table = "code,service,time\nYY1,loan,23:00\n";
    base::write_file(booked / "open.key", std::string(64, 'a'), 0644);

    CHECK(booked.hall().jiaohao({"appointments", "import", booked / "nothing.csv"}).code == 2);
    CHECK(booked.import(table, {"--day", "tomorrow"}).code == 2);
    CHECK_THAT(booked.import(table, {"--day", "2020-01-01"}).errors,
               Catch::Contains("2020-01-01 is none of them"));
    CHECK_THAT(booked.import(table, {"--person-key", booked / "open.key"}).errors,
               Catch::Contains("chmod 600"));
    CHECK_THAT(booked.import("code\xFF\n").errors,
               Catch::Contains("list.csv: ") && Catch::Contains("CSV UTF-8"));
    CHECK(booked.import(std::string((16U << 20U) + 1, ' ')).code == 2);
    CHECK(imports(booked.hall()) == 0);
}

TEST_CASE("Import: a hall without a channel for appointments takes none", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    base::write_file(folder / "list.csv", "code,service,time\nYY1,loan,23:00\n");

    const auto none = hall.jiaohao({"appointments", "import", folder / "list.csv"});

    CHECK(none.code == 2);
    CHECK_THAT(none.errors, Catch::Contains("no channel for appointments"));
}

TEST_CASE("jiaohao: the person key is made once, for its owner alone", "[admin]") {
    const support::TemporaryFolder folder;
    const auto make = [&] {
        return support::run({support::program("jiaohao"), "keys", "person", folder / "person.key"});
    };

    const auto first = make();
    const auto before = base::read_file(folder / "person.key");
    const auto second = make();

    CHECK(first.code == 0);
    CHECK(second.code == 2);
    CHECK_THAT(second.errors, Catch::Contains("is there already"));
    CHECK(base::read_file(folder / "person.key") == before);
    CHECK_NOTHROW(wire::PersonKey::read(folder / "person.key"));
}
