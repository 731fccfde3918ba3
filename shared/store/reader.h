#pragma once

#include "shared/model/event.h"
#include "shared/store/database.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace store {

/// The journal's file in a hall's state folder.
inline constexpr const char* kJournalFile = "journal.db";

/// The events of a journal, oldest first: for the hall that writes it, and for whoever looks at one that is
/// not its own. Every call may throw DatabaseError. Belongs to one thread.
class Reader {
  public:
    /// Opens a journal to look at it, while a hall runs on it or not: nothing in its folder is changed, and
    /// no boot is counted. Throws DatabaseError with a sentence when it is not a journal, or damaged.
    explicit Reader(const std::filesystem::path& file);

    std::uint64_t last_seq();
    /// The seq of the first event of `day` or later; one beyond the last when there is none.
    std::uint64_t first_of_day(int day);
    /// The last posting of notices before `seq`; 0 when there is none.
    std::uint64_t last_notices_before(std::uint64_t seq);

    /// What became of follow-ups before `seq`, oldest first: they outlive the days that are replayed.
    std::vector<model::Event> follow_ups_before(std::uint64_t seq);
    /// The tickets whose visitors are to be erased when `day` ends.
    std::vector<model::TicketId> erased_on(int day);

    /// The seq of the last ticket's issue; 0 when there is none.
    std::uint64_t last_issue();

    /// The day on which a ticket was issued; 0 when it never was.
    int day_of(model::TicketId ticket);

    /// The days on which tickets were issued, YYYYMMDD.
    std::vector<int> days();

    /// At most `limit` events numbered from `from` to before `end`, oldest first.
    std::vector<model::Event> read(std::uint64_t from, std::uint64_t end, std::size_t limit);

  protected:
    /// The journal's tables as this version knows them, kept as the file's user_version.
    static constexpr int kSchema = 4;

    /// Of a database whose version has been checked.
    explicit Reader(Database database);

    /// Throws DatabaseError when another version wrote the file, or when it is damaged.
    static void check(Database& database, const std::filesystem::path& file);

    Database database_;

  private:
    Statement select_events_;
};

} // namespace store
