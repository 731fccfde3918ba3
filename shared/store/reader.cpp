#include "shared/store/reader.h"

#include "shared/base/text.h"

#include <fmt/core.h>

namespace store {

namespace {

constexpr std::string_view kColumns =
    "seq,at,kind,day,ticket,counter,target,service,channel,declared,clerk,device,number,language,reason,"
    "note,entry,value,foreseen_low,foreseen_point,foreseen_high,count,person,token";

std::string select_events(std::string_view where) {
    return fmt::format("SELECT {} FROM event WHERE {}", kColumns, where);
}

model::Event event_of(const Statement& row) {
    const auto whole = [&](int column) { return static_cast<int>(row.number(column)); };
    model::Event event;
    event.seq = static_cast<std::uint64_t>(row.number(0));
    event.at = base::WallTime(base::Duration(row.number(1)));
    event.kind = static_cast<model::EventKind>(row.number(2));
    event.day = whole(3);
    event.ticket.value = static_cast<std::uint64_t>(row.number(4));
    event.counter.value = whole(5);
    event.target.value = whole(6);
    event.service.value = row.text(7);
    event.channel.value = row.text(8);
    event.declared.value = row.text(9);
    event.clerk.value = row.text(10);
    event.device.value = row.text(11);
    event.number = row.text(12);
    event.language = row.text(13);
    event.reason = row.text(14);
    event.note = row.text(15);
    event.entry = base::WallTime(base::Duration(row.number(16)));
    event.value = whole(17);
    const auto duration = [&](int column) { return base::Duration(row.number(column)); };
    if (!row.is_null(18))
        event.foreseen = model::Foreseen{duration(18), duration(19), duration(20)};
    event.count = whole(21);
    event.person = row.text(22);
    event.token = row.text(23);
    return event;
}

} // namespace

Reader::Reader(Database database)
    : database_(std::move(database)),
      select_events_(database_.prepare(select_events("seq>=?1 AND seq<?2 ORDER BY seq LIMIT ?3"))) {}

Reader::Reader(const std::filesystem::path& file)
    : Reader([&] {
          Database database = Database::to_look_at(file);
          check(database, file);
          return database;
      }()) {}

void Reader::check(Database& database, const std::filesystem::path& file) {
    const auto version = database.value("PRAGMA user_version");
    if (version == "0")
        throw DatabaseError(fmt::format("{} is not the journal of a hall", file.string()));
    if (base::parse_number<int>(version).value_or(kSchema + 1) < kSchema)
        throw DatabaseError(fmt::format("the journal {} is of an older version ({}); please start its hall "
                                        "once, which brings it up to date",
                                        file.string(), version));
    if (version != std::to_string(kSchema))
        throw DatabaseError(
            fmt::format("the journal {} was written by a newer version ({}); this one reads {}",
                        file.string(), version, kSchema));
    if (const auto verdict = database.value("PRAGMA quick_check(1)"); verdict != "ok")
        throw DatabaseError(
            fmt::format("the journal {} is damaged ({}); please restore a copy", file.string(), verdict));
}

std::uint64_t Reader::last_seq() {
    auto statement = database_.prepare("SELECT ifnull(max(seq), 0) FROM event");
    statement.step();
    return static_cast<std::uint64_t>(statement.number(0));
}

std::uint64_t Reader::first_of_day(int day) {
    // Days only grow with seq, so the smallest later day begins first.
    auto statement = database_.prepare("SELECT min(seq) FROM event WHERE day = (SELECT min(day) FROM event "
                                       "WHERE day >= ?1)");
    statement.bind(std::int64_t{day});
    statement.step();
    const auto first = static_cast<std::uint64_t>(statement.number(0));
    return first == 0 ? last_seq() + 1 : first;
}

std::uint64_t Reader::last_notices_before(std::uint64_t seq) {
    auto statement = database_.prepare("SELECT ifnull(max(seq), 0) FROM event WHERE kind = 20 AND seq < ?1");
    statement.bind(static_cast<std::int64_t>(seq));
    statement.step();
    return static_cast<std::uint64_t>(statement.number(0));
}

std::vector<model::Event> Reader::follow_ups_before(std::uint64_t seq) {
    std::vector<model::Event> events;
    auto statement = database_.prepare(select_events("kind IN (34, 35) AND seq < ?1 ORDER BY seq"));
    statement.bind(static_cast<std::int64_t>(seq));
    while (statement.step())
        events.push_back(event_of(statement));
    return events;
}

std::vector<model::TicketId> Reader::erased_on(int day) {
    std::vector<model::TicketId> tickets;
    auto statement = database_.prepare("SELECT ticket FROM event WHERE day = ?1 AND kind = 46");
    statement.bind(std::int64_t{day});
    while (statement.step())
        tickets.push_back({static_cast<std::uint64_t>(statement.number(0))});
    return tickets;
}

std::uint64_t Reader::last_issue() {
    // Tickets only grow with seq, and those issued have an index of their own.
    auto statement = database_.prepare("SELECT seq FROM event WHERE kind = 2 ORDER BY ticket DESC LIMIT 1");
    return statement.step() ? static_cast<std::uint64_t>(statement.number(0)) : 0;
}

int Reader::day_of(model::TicketId ticket) {
    auto statement = database_.prepare("SELECT day FROM event WHERE ticket = ?1 AND kind = 2");
    statement.bind(static_cast<std::int64_t>(ticket.value));
    return statement.step() ? static_cast<int>(statement.number(0)) : 0;
}

std::vector<int> Reader::days() {
    std::vector<int> days;
    auto statement = database_.prepare("SELECT DISTINCT day FROM event WHERE kind = 2 ORDER BY day");
    while (statement.step())
        days.push_back(static_cast<int>(statement.number(0)));
    return days;
}

std::vector<model::Event> Reader::read(std::uint64_t from, std::uint64_t end, std::size_t limit) {
    std::vector<model::Event> events;
    select_events_.bind(static_cast<std::int64_t>(from), static_cast<std::int64_t>(end),
                        static_cast<std::int64_t>(limit));
    while (select_events_.step())
        events.push_back(event_of(select_events_));
    select_events_.reset();
    return events;
}
} // namespace store
