#include "shared/admin/csv.h"
#include "shared/base/file.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using Fields = std::vector<std::string>;

admin::Csv table(std::string_view text) {
    return admin::Csv(admin::PrivateText(text));
}

std::vector<Fields> fields(const admin::Csv& csv) {
    std::vector<Fields> rows;
    for (const admin::CsvRow& row : csv.rows()) {
        rows.emplace_back();
        for (const admin::CsvField& field : row.fields)
            rows.back().emplace_back(field.text);
    }
    return rows;
}

std::vector<Fields> fields(std::string_view text) {
    const admin::Csv csv = table(text);
    CHECK(csv.faults().empty());
    return fields(csv);
}

/// The one fault of the text, as "line:column sentence".
std::string fault(std::string_view text) {
    const admin::Csv csv = table(text);
    REQUIRE(csv.faults().size() == 1);
    const admin::CsvFault& fault = csv.faults().front();
    return std::to_string(fault.line) + ":" + std::to_string(fault.column) + " " + fault.message;
}

std::string in_utf8(std::string_view bytes, admin::Encoding encoding) {
    const auto decoded = admin::decoded(admin::PrivateText(bytes));
    CHECK(decoded.encoding == encoding);
    return std::string(decoded.text.view());
}

} // namespace

TEST_CASE("CSV: lines end with LF, CRLF or CR, the last one may end without", "[admin][csv]") {
    const std::vector<Fields> wanted{{"a", "b"}, {"1", "2"}, {"3", ""}};

    CHECK(fields("a,b\n1,2\n3,\n") == wanted);
    CHECK(fields("a,b\r\n1,2\r\n3,") == wanted);
    CHECK(fields("a,b\r1,2\r3,\r") == wanted);
}

TEST_CASE("CSV: a byte order mark is no part of the first field", "[admin][csv]") {
    CHECK(fields("\xEF\xBB\xBF"
                 "code\nA\n") == std::vector<Fields>{{"code"}, {"A"}});
    CHECK(fields("\xEF\xBB\xBF\"code\"\nA\n") == std::vector<Fields>{{"code"}, {"A"}});
}

TEST_CASE("CSV: a quoted field holds separators, line ends and, doubled, quotation marks", "[admin][csv]") {
    CHECK(fields("a,b\n\"1,2\",\"say \"\"hi\"\"\"\n\"two\r\nlines\",\"\"\n") ==
          std::vector<Fields>{{"a", "b"}, {"1,2", "say \"hi\""}, {"two\r\nlines", ""}});
}

TEST_CASE("CSV: the separator is what the heading has most of, outside of quotation marks", "[admin][csv]") {
    CHECK(fields("a;b\n1,5;2\n") == std::vector<Fields>{{"a", "b"}, {"1,5", "2"}});
    CHECK(fields("a\tb\n1;5\t2\n") == std::vector<Fields>{{"a", "b"}, {"1;5", "2"}});
    CHECK(fields("\"a,b,c\";d\n1;2\n") == std::vector<Fields>{{"a,b,c", "d"}, {"1", "2"}});
    CHECK(table("alone\n").separator() == ',');
}

TEST_CASE("CSV: rows that say nothing are passed over, and lines are counted all the same", "[admin][csv]") {
    const admin::Csv csv = table("\r\na,b\r\n\r\n,\r\n\"x\ny\",2\r\n3,4\r\n");

    REQUIRE(csv.rows().size() == 3);
    CHECK(csv.rows()[0].line == 2);
    CHECK(csv.rows()[1].line == 5);
    CHECK(csv.rows()[1].fields[1].line == 6);
    CHECK(csv.rows()[2].line == 7);
}

TEST_CASE("CSV: columns are counted in characters", "[admin][csv]") {
    const admin::Csv csv = table("业务,时间\n");

    REQUIRE(csv.rows().size() == 1);
    CHECK(csv.rows()[0].fields[1].column == 4);
}

TEST_CASE("CSV: every fault is told with its place, and the other rows are still read", "[admin][csv]") {
    CHECK_THAT(fault("a,b\n1,\"2\n3,4\n"), Catch::StartsWith("2:3 ") && Catch::Contains("never closed"));
    CHECK_THAT(fault("a,b\n\"1\n\" x,2\n3,4\n"),
               Catch::StartsWith("3:2 ") && Catch::Contains("begun in line 2"));
    CHECK_THAT(fault("a,b\n1,say \"hi\"\n"), Catch::StartsWith("2:7 ") && Catch::Contains("double"));
    CHECK_THAT(fault(std::string("a,b\n1,\0\n", 8)),
               Catch::StartsWith("2:3 ") && Catch::Contains("zero byte"));
    CHECK_THAT(fault("a,b\n1," + std::string(401, 'x') + "\n"),
               Catch::StartsWith("2:3 ") && Catch::Contains("longer than 400"));
    CHECK_THAT(fault("a\n" + std::string(64, ',') + "x\n"), Catch::Contains("more than 64 fields"));

    const admin::Csv csv = table("a,b\n1,x\"\n3,4\ny\",6\n7,8\n");
    CHECK(csv.faults().size() == 2);
    CHECK(fields(csv) == std::vector<Fields>{{"a", "b"}, {"3", "4"}, {"7", "8"}});
}

TEST_CASE("CSV: a field of 400 bytes, 64 fields and 20000 rows are read; no more", "[admin][csv]") {
    CHECK(fields("a\n" + std::string(400, 'x') + "\n").back().front().size() == 400);
    CHECK(fields("a" + std::string(63, ',') + "\n").front().size() == 64);
    std::string rows = "a\n";
    for (std::size_t row = 0; row < admin::Csv::kMostRows; ++row)
        rows += "x\n";
    CHECK(fields(rows).size() == 20'001);
    CHECK_THAT(fault(rows + "x\n"), Catch::StartsWith("20002:1 ") && Catch::Contains("more than 20000 rows"));
}

TEST_CASE("CSV: a heading that is at fault ends it", "[admin][csv]") {
    const admin::Csv csv = table("a\"\n1\n");

    CHECK(csv.rows().empty());
    CHECK(csv.faults().size() == 1);
    CHECK(table("").rows().empty());
    CHECK(table("").faults().empty());
}

TEST_CASE("CSV: UTF-8 stays, GB18030 and UTF-16 become UTF-8", "[admin][csv]") {
    using admin::Encoding;
    const std::string text = "预约码,业务\nYY1,贷款\n";

    CHECK(in_utf8(text, Encoding::Utf8) == text);
    CHECK(in_utf8("\xD4\xA4\xD4\xBC\xC2\xEB,\xD2\xB5\xCE\xF1\nYY1,\xB4\xFB\xBF\xEE\n", Encoding::Gb18030) ==
          text);
    CHECK(in_utf8("\x81\x30\x81\x30", Encoding::Gb18030) == "\xC2\x80"); // four bytes for one character
    CHECK(in_utf8(std::string("\xFF\xFE\x84\x98,\0", 6), Encoding::Utf16) == "预,");
    CHECK(in_utf8(std::string("\xFE\xFF\x98\x84\0,", 6), Encoding::Utf16) == "预,");
    CHECK(in_utf8("", Encoding::Utf8).empty());
}

TEST_CASE("CSV: what is in no encoding is told with what to do", "[admin][csv]") {
    CHECK_THROWS_WITH(admin::decoded(admin::PrivateText(std::string_view("code\xFF\xFF\n"))),
                      Catch::Contains("CSV UTF-8"));
    CHECK_THROWS_WITH(admin::decoded(admin::PrivateText(std::string_view("\xFF\xFE\0\xD8,\0", 6))),
                      Catch::Contains("CSV UTF-8"));
}

TEST_CASE("CSV: a file is read whole, up to its limit", "[admin][csv]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "table.csv", "12345678");

    CHECK(admin::read_private_text(folder / "table.csv", 8).view() == "12345678");
    CHECK_THROWS_AS(admin::read_private_text(folder / "table.csv", 7), base::FileError);
    CHECK_THROWS_AS(admin::read_private_text(folder / "nothing.csv", 7), base::FileError);
}
