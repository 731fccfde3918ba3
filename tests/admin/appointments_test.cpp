#include "shared/admin/appointments.h"
#include "shared/admin/day.h"
#include "shared/config/hall_config.h"
#include "shared/wire/codec.h"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <array>
#include <string>
#include <vector>

namespace {

constexpr int kToday = 20261125; // a Wednesday
constexpr std::string_view kNumber = "11010519491231002X";

const wire::PersonKey kKey(std::array<std::byte, wire::PersonKey::kSize>{});

model::Hall bank() {
    model::Hall hall;
    hall.opens = 9 * 60;
    hall.closes = 17 * 60;
    model::Service deposit;
    deposit.id = {"deposit"};
    deposit.name = model::Names({{"en", "Deposit"}, {"zh-Hans", "存款"}});
    model::Service loan;
    loan.id = {"loan"};
    loan.name = model::Names({{"en", "Loan"}, {"zh-Hans", "贷款"}});
    loan.hours = {{{9 * 60, 12 * 60}}, 0b0011111};
    model::Service advice;
    advice.id = {"advice"};
    advice.name = model::Names({{"en", "Loan"}, {"zh-Hans", "咨询"}});
    hall.services = {deposit, loan, advice};
    return hall;
}

admin::AppointmentList read(std::string_view text, const wire::PersonKey* key = &kKey) {
    static const model::Hall hall = bank();
    return admin::read_appointments(admin::Csv(admin::PrivateText(text)), "list.csv",
                                    {hall, kToday, kToday, key});
}

/// The errors of a table with the usual heading and this one row.
std::string errors(std::string_view row, std::string_view heading = "code,service,time,date,id_number",
                   const wire::PersonKey* key = &kKey) {
    std::string text;
    for (const config::Error& error : read(fmt::format("{}\n{}\n", heading, row), key).errors)
        text += error.text() + "\n";
    return text;
}

} // namespace

TEST_CASE("Appointments: columns stand in any order, days and persons as they are written", "[admin]") {
    const auto list = read("time,service,id_number,code,date\n"
                           "9:30,deposit,,YY1,\n"
                           "09:30:00,loan,11010519491231002x,YY1,2026-11-26\n"
                           "16:59,deposit,11010519491231002X,a-2,2026/12/25\n");

    CHECK(list.errors.empty());
    CHECK(list.size() == 3);
    CHECK(list.days.at(20261125) == std::vector<model::Appointment>{{"YY1", {"deposit"}, 570, {}}});
    CHECK(list.days.at(20261126) == std::vector<model::Appointment>{
                                        {"YY1", {"loan"}, 570, wire::person_token(kKey, 20261126, kNumber)}});
    CHECK(list.days.at(20261225) ==
          std::vector<model::Appointment>{
              {"a-2", {"deposit"}, 1019, wire::person_token(kKey, 20261225, kNumber)}});
}

TEST_CASE("Appointments: headings and services may be Chinese; other columns are named and not used",
          "[admin]") {
    const auto list = read("预约号;姓名;服务;日期;时间;身份证号\nYY1;张三;贷款;2026-11-25;10:00;\n");

    CHECK(list.errors.empty());
    CHECK(list.days.at(kToday) == std::vector<model::Appointment>{{"YY1", {"loan"}, 600, {}}});
    CHECK(list.unused == std::vector<std::string>{"'姓名'"});
    CHECK(read("預約碼,業務,時間\nYY1,deposit,10:00\n").size() == 1);
    CHECK(read(" CODE ,Service,time\nYY1, Deposit ,10:00\n").size() == 1);
}

TEST_CASE("Appointments: each error is told with its place, its column and what to do", "[admin]") {
    CHECK_THAT(errors(",deposit,10:00,,"),
               Catch::StartsWith("list.csv:2:1: Column 'code': The code is missing."));
    CHECK_THAT(errors("A_1,deposit,10:00,,"),
               Catch::StartsWith("list.csv:2:1: Column 'code': 'A_1' is not a code"));
    CHECK_THAT(errors(std::string(65, 'A') + ",deposit,10:00,,"), Catch::Contains("is not a code"));
    CHECK_THAT(errors("A1,cooking,10:00,,"),
               Catch::StartsWith("list.csv:2:4: Column 'service': 'cooking' is no service"));
    CHECK_THAT(errors("A1,,10:00,,"), Catch::Contains("The service is missing."));
    CHECK_THAT(errors("A1,Loan,10:00,,"),
               Catch::Contains("two services") && Catch::Contains("'loan' or 'advice'"));
    CHECK_THAT(errors("A1,deposit,,,"), Catch::Contains("Column 'time': The time is missing."));
    for (const char* time :
         {"24:00", "10:60", "10", "1000", "-1:30", "10:00:30", "10:0", "10:00:00:00", ":30"})
        CHECK_THAT(errors(fmt::format("A1,deposit,{},,", time)), Catch::Contains("is not a time of the day"));
    CHECK_THAT(errors("A1,deposit,08:59,,"),
               Catch::Contains("08:59 is outside of the opening hours, 09:00 to 17:00"));
    CHECK_THAT(errors("A1,deposit,17:00,,"), Catch::Contains("outside of the opening hours"));
    CHECK_THAT(errors("A1,loan,12:00,,"), Catch::Contains("'loan' is not open on 2026-11-25 at 12:00"));
    CHECK_THAT(errors("A1,loan,10:00,2026-11-28,"), Catch::Contains("'loan' is not open on 2026-11-28"));
    CHECK_THAT(errors("A1,deposit,10:00,2026-02-30,"),
               Catch::StartsWith("list.csv:2:18: Column 'date': '2026-02-30' is not a day."));
    CHECK_THAT(errors("A1,deposit,10:00,2026-11-24,"), Catch::Contains("2026-11-25 to 2026-12-25"));
    CHECK_THAT(errors("A1,deposit,10:00,2026-12-26,"), Catch::Contains("not among the days"));
    CHECK_THAT(errors("A1,deposit,10:00"),
               Catch::StartsWith("list.csv:2:1: This line has 3 fields, the heading has 5"));
    CHECK_THAT(errors("A1,deposit,\"10:00,,"),
               Catch::StartsWith("list.csv:2:12: ") && Catch::Contains("never closed"));
    CHECK_THAT(errors("A1,贷款,25:00", "预约码,业务,时间"),
               Catch::StartsWith("list.csv:2:7: Column '时间': '25:00'"));
}

TEST_CASE("Appointments: a heading is told what it lacks and what it has twice", "[admin]") {
    CHECK_THAT(errors("A1,10:00", "code,time"),
               Catch::StartsWith("list.csv:1:1: Column 'service' is missing.") && Catch::Contains("业务"));
    CHECK_THAT(errors("A1,deposit,10:00,A1", "code,service,time,预约码"),
               Catch::StartsWith("list.csv:1:19: Column '预约码': there is one 'code' already."));
    CHECK(read("").errors.size() == 1);
    CHECK_THAT(read("").errors.front().message, Catch::Contains("The table is empty."));
    CHECK_THAT(read("code,service,time\n").errors.front().message, Catch::Contains("no appointment below"));
}

TEST_CASE("Appointments: a code stands once a day, however it is written", "[admin]") {
    const auto list = read("code,service,time,date\nA-1,deposit,10:00,\na1,deposit,10:00,\n");
    REQUIRE(list.errors.size() == 1);
    CHECK_THAT(list.errors.front().message, Catch::Contains("stands in line 2 and in line 3"));
}

TEST_CASE("Appointments: a code stands once a day; both lines are told", "[admin]") {
    const auto list =
        read("code,service,time,date\n"
             "A1,deposit,10:00,\nA1,deposit,10:00,2026-11-26\nA2,deposit,10:00,\nA1,deposit,11:00,\n");

    REQUIRE(list.errors.size() == 1);
    CHECK(list.errors.front().line == 5);
    CHECK_THAT(list.errors.front().message, Catch::Contains("'A1' stands in line 2 and in line 5"));
}

TEST_CASE("Appointments: all errors of a table are told, in the order of its lines", "[admin]") {
    const auto list =
        read("code,service,time\nA1,deposit,25:00\nA2,x\"y,10:00\n,deposit,\nA4,deposit,10:00\n");

    REQUIRE(list.errors.size() == 4);
    CHECK(list.errors[0].line == 2);
    CHECK(list.errors[1].line == 3);
    CHECK(list.errors[2].line == 4);
    CHECK(list.errors[3].line == 4);
}

TEST_CASE("Appointments: a number of a person is never repeated, wherever it stands", "[admin]") {
    const std::string number(kNumber);
    const std::string wrong = "110105194912310021";
    const std::vector<std::string> rows{
        number + ",deposit,10:00,,",          wrong + "_,deposit,10:00,,",
        "A1," + number + ",10:00,,",          "A1,deposit," + number + ",,",
        "A1,deposit,10:00," + number + ",",   "A1,deposit,10:00,," + wrong,
        "A1,deposit,10:00,,1101051949123100", "A1," + number + "\",10:00,,",
        "A1,\"" + number + ",10:00,,",        "A1,\"" + number + "\"x,10:00,,"};
    for (const std::string& row : rows) {
        const std::string text = errors(row);
        INFO(text);
        CHECK_FALSE(text.empty());
        CHECK(text.find("110105") == std::string::npos);
    }
    const auto list = read("code,service,time," + number + "\nA1,deposit,10:00,\n");
    REQUIRE(list.unused.size() == 1);
    CHECK(list.unused.front().find("110105") == std::string::npos);
}

TEST_CASE("Appointments: a code is no citizen number, for codes are kept as they are", "[admin]") {
    CHECK_THAT(errors(std::string(kNumber) + ",deposit,10:00,,"),
               Catch::Contains("Column 'code': A citizen number stands here"));
    CHECK_THAT(errors("YY-" + std::string(kNumber) + "-1,deposit,10:00,,"),
               Catch::Contains("A citizen number stands here"));
}

TEST_CASE("Appointments: numbers need the hall's person key, which is said once", "[admin]") {
    const auto list =
        read("code,service,time,id_number\nA1,deposit,10:00,\nA2,deposit,10:00,11010519491231002X\n"
             "A3,deposit,10:00,11010519491231002X\n",
             nullptr);

    REQUIRE(list.errors.size() == 1);
    CHECK(list.errors.front().line == 3);
    CHECK_THAT(list.errors.front().message, Catch::Contains("--person-key"));
    CHECK(errors("A1,deposit,10:00,,", "code,service,time,date,id_number", nullptr).empty());
}

TEST_CASE("Appointments: a page never exceeds what the hall takes, and only a day's first one is anew",
          "[admin]") {
    std::map<int, std::vector<model::Appointment>> days;
    for (int i = 0; i < 1001; ++i)
        days[20261125].push_back({fmt::format("A{}", i), {"loan"}, 600, {}});
    for (int i = 0; i < 900; ++i)
        days[20261126].push_back(
            {fmt::format("{:064}", i), {std::string(32, 's')}, 1439, std::string(32, 'f')});

    const auto pages = admin::pages_of(days, true);

    std::map<int, std::vector<model::Appointment>> sent;
    for (const model::ImportAppointments& page : pages) {
        CHECK(page.anew == sent[page.day].empty());
        CHECK(page.appointments.size() <= 500);
        CHECK(wire::encode(model::Command(page)).size() <=
              wire::kLargestRequest - 256); // and the frame around it
        sent[page.day].insert(sent[page.day].end(), page.appointments.begin(), page.appointments.end());
    }
    CHECK(sent == days);
    CHECK(pages.size() == 6);
    for (const model::ImportAppointments& page : admin::pages_of(days, false))
        CHECK_FALSE(page.anew);
}

TEST_CASE("Appointments: the demonstration's table fits its hall", "[admin]") {
    const model::Hall hall = config::read_hall("assets/hall/hall.toml");
    const std::string file = "assets/hall/appointments.csv";

    const auto list = admin::read_appointments(admin::Csv(admin::read_private_text(file, 4096)), file,
                                               {hall, kToday, kToday, nullptr});

    CHECK(list.errors.empty());
    CHECK(list.unused.empty());
    CHECK(list.size() == 5);
}

TEST_CASE("Day: as people and spreadsheets write it, when the calendar has it", "[admin]") {
    CHECK(admin::day_of("2026-03-02") == 20260302);
    CHECK(admin::day_of("2026/3/2") == 20260302);
    CHECK(admin::day_of("20260302") == 20260302);
    CHECK(admin::day_of("2024-02-29") == 20240229);
    for (const char* none : {"", "2026-02-29", "2026-13-01", "2026-00-01", "26-03-02", "2026-03",
                             "2026-03-02-", "2026-3-", "yesterday", "202603021", "2026-+3-02", "-0260302"})
        CHECK_FALSE(admin::day_of(none));
    CHECK(admin::text_of_day(20260302) == "2026-03-02");
}
