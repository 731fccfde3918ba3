#include "shared/store/reader.h"

#include "shared/base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <future>

namespace store {

namespace {

constexpr std::string_view kColumns =
    "seq,at,kind,day,ticket,counter,target,service,channel,declared,clerk,device,number,language,reason,"
    "note,entry,value,foreseen_low,foreseen_point,foreseen_high,count,person,token";

constexpr std::size_t kPage = 4096, kReserved = 10'000; ///< events

std::string select_events(std::string_view where) {
    return fmt::format("SELECT {} FROM event WHERE {}", kColumns, where);
}

/// `event` is a new one.
void fill(model::Event& event, const Statement& row) {
    const auto whole = [&](int column) { return static_cast<int>(row.number(column)); };
    event.seq = static_cast<std::uint64_t>(row.number(0));
    event.at = base::WallTime(base::Duration(row.number(1)));
    event.kind = static_cast<model::EventKind>(row.number(2));
    event.day = whole(3);
    event.ticket.value = static_cast<std::uint64_t>(row.number(4));
    event.counter.value = whole(5);
    event.target.value = whole(6);
    row.read_text(7, event.service.value);
    row.read_text(8, event.channel.value);
    row.read_text(9, event.declared.value);
    row.read_text(10, event.clerk.value);
    row.read_text(11, event.device.value);
    row.read_text(12, event.number);
    row.read_text(13, event.language);
    row.read_text(14, event.reason);
    row.read_text(15, event.note);
    event.entry = base::WallTime(base::Duration(row.number(16)));
    event.value = whole(17);
    const auto duration = [&](int column) { return base::Duration(row.number(column)); };
    if (!row.is_null(18))
        event.foreseen = model::Foreseen{duration(18), duration(19), duration(20)};
    event.count = whole(21);
    row.read_text(22, event.person);
    row.read_text(23, event.token);
}

} // namespace

Reader::Reader(Database database)
    : database_(std::move(database)),
      select_events_(database_.prepare(select_events("seq>=?1 AND seq<?2 ORDER BY seq LIMIT ?3"))) {
    auto meta = database_.prepare("SELECT store FROM meta");
    meta.step();
    store_ = static_cast<std::uint64_t>(meta.number(0));
}

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

int Reader::last_day() {
    auto statement = database_.prepare("SELECT day FROM event ORDER BY seq DESC LIMIT 1");
    return statement.step() ? static_cast<int>(statement.number(0)) : 0;
}

std::uint64_t Reader::first_of_day(int day) {
    // Days only grow with seq; those that were forgotten leave holes.
    auto at_or_after = database_.prepare("SELECT seq, day FROM event WHERE seq >= ?1 ORDER BY seq LIMIT 1");
    const std::uint64_t behind = last_seq() + 1;
    std::int64_t from = 0;
    auto end = static_cast<std::int64_t>(std::min<std::uint64_t>(behind, INT64_MAX));
    while (from < end) {
        const std::int64_t middle = from + (end - from) / 2;
        if (at_or_after.bind(middle).step() && at_or_after.number(1) < day)
            from = std::min(at_or_after.number(0), INT64_MAX - 1) + 1;
        else
            end = middle;
    }
    return at_or_after.bind(from).step() ? static_cast<std::uint64_t>(at_or_after.number(0)) : behind;
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
        fill(events.emplace_back(), statement);
    return events;
}

std::vector<model::TicketId> Reader::erased_on(int day) {
    std::vector<model::TicketId> tickets;
    auto statement = database_.prepare("SELECT ticket FROM event WHERE seq >= ?1 AND day = ?2 AND kind = 46");
    statement.bind(static_cast<std::int64_t>(first_of_day(day)), std::int64_t{day});
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
    events.reserve(std::min<std::uint64_t>({limit, end - std::min(from, end), kReserved}));
    select_events_.bind(static_cast<std::int64_t>(from), static_cast<std::int64_t>(end),
                        static_cast<std::int64_t>(limit));
    while (select_events_.step())
        fill(events.emplace_back(), select_events_);
    select_events_.reset();
    return events;
}

void Reader::read_all(std::uint64_t from, std::uint64_t end, const Work& work) {
    const auto next = [&] { return read(from, end, kPage); };
    for (auto page = next(); !page.empty();) {
        from = page.back().seq + 1;
        auto ahead = std::async(std::launch::async, next);
        work(page);
        page = ahead.get();
    }
}

Tally Reader::tally(std::uint64_t from, std::uint64_t end) {
    auto statement = database_.prepare(
        "SELECT count(*), ifnull(sum(language <> ''), 0), ifnull(sum(reason <> ''), 0), "
        "ifnull(sum(note <> '' AND kind <> 24), 0) FROM event WHERE seq >= ?1 AND seq < ?2");
    statement.bind(static_cast<std::int64_t>(from), static_cast<std::int64_t>(end));
    statement.step();
    const auto count = [&](int column) { return static_cast<std::uint64_t>(statement.number(column)); };
    return {count(0), count(1), count(2), count(3)};
}

} // namespace store
