#include "shared/ship/row.h"

#include "shared/base/text.h"

#include <catch2/catch.hpp>

#include <vector>

using model::Event;
using model::EventKind;

namespace {

/// An event in which every field says something else.
Event full() {
    Event event;
    event.seq = 7;
    event.at = base::WallTime(base::Duration(1'772'413'200'123));
    event.kind = EventKind::TicketIssued;
    event.day = 20260302;
    event.ticket = {9};
    event.counter = {3};
    event.target = {4};
    event.service = {"loan"};
    event.channel = {"elderly"};
    event.declared = {"urgent"};
    event.clerk = {"101"};
    event.device = {"kiosk-1"};
    event.number = "A007";
    event.language = "zh-Hans";
    event.reason = "tab\there, line\nend\r, back\\slash, \\N";
    event.note = "不急";
    event.entry = base::WallTime(base::Duration(-5));
    event.value = -2;
    event.count = 12;
    event.person = "somebody";
    event.token = "0123456789abcdef0123";
    event.foreseen = model::Foreseen{base::Duration(1), base::Duration(2), base::Duration(3)};
    return event;
}

/// What PostgreSQL makes of a line of COPY and gives back as a row.
std::vector<std::optional<std::string>> as_postgres_reads(const std::string& line) {
    std::vector<std::optional<std::string>> row;
    REQUIRE(line.back() == '\n');
    for (const auto field : base::split(std::string_view(line).substr(0, line.size() - 1), '\t')) {
        if (field == "\\N") {
            row.emplace_back();
            continue;
        }
        std::string text;
        for (std::size_t i = 0; i < field.size(); ++i) {
            REQUIRE(field[i] != '\n');
            if (field[i] != '\\') {
                text += field[i];
                continue;
            }
            const char c = field[++i];
            text += c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
        }
        row.emplace_back(std::move(text));
    }
    return row;
}

std::expected<Event, std::string> read_back(const std::vector<std::optional<std::string>>& row) {
    const std::vector<std::optional<std::string_view>> views(row.begin(), row.end());
    return ship::event_of(views);
}

} // namespace

TEST_CASE("Row: an event comes back from its line as it was, but for what never leaves the hall",
          "[ship][row]") {
    std::string line;
    ship::append_row(line, ship::shippable(full()));
    CHECK(line.find("somebody") == std::string::npos);
    CHECK(line.find("0123456789abcdef0123") == std::string::npos);

    Event expected = full();
    expected.person.clear();
    expected.token.clear();

    CHECK(read_back(as_postgres_reads(line)) == expected);
}

TEST_CASE("Row: of imported appointments only the number leaves the hall", "[ship][row]") {
    Event event = full();
    event.kind = EventKind::AppointmentsImported;

    CHECK(ship::shippable(event).note.empty());
    CHECK(ship::shippable(event).count == 12);
}

TEST_CASE("Row: a text that PostgreSQL would not take does not hold up the journal", "[ship][row]") {
    Event event = full();
    event.note = std::string("a\0b", 3);
    event.reason = "bad \xFF byte";

    CHECK(ship::shippable(event).note == "a\xEF\xBF\xBD"
                                         "b");
    CHECK(ship::shippable(event).reason == "bad \xEF\xBF\xBD byte");
}

TEST_CASE("Row: what is no event is refused with the column's name", "[ship][row]") {
    std::string line;
    ship::append_row(line, ship::shippable(full()));
    const auto good = as_postgres_reads(line);
    REQUIRE(read_back(good));

    auto row = good;
    row[3] = "tomorrow";
    CHECK(read_back(row).error() == "column 4 (day) is not a number of its kind");
    row = good;
    row[2] = "200";
    CHECK(read_back(row).error() == "kind 200 is none that this version knows");
    row = good;
    row[15].reset();
    CHECK(read_back(row).error() == "column 16 (note) is no text, or too long");
    row.pop_back();
    CHECK(read_back(row).error() == "a row has 21 columns, not 22");
}
