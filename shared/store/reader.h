#pragma once

#include "shared/model/event.h"
#include "shared/store/database.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

namespace store {

/// How much a stretch of the journal still holds. What is forgotten is taken away and nothing is ever added,
/// so two copies of a stretch that hold equally much hold the same.
struct Tally {
    std::uint64_t events = 0;
    std::uint64_t languages = 0; ///< texts that are not empty: of visitors' languages …
    std::uint64_t reasons = 0;
    std::uint64_t notes = 0; ///< … but for imported appointments

    bool operator==(const Tally&) const = default;
};

/// The journal's file in a hall's state folder.
inline constexpr const char* kJournalFile = "journal.db";

/// The events of a journal, oldest first: for the hall that writes it, and for whoever looks at one that is
/// not its own. Every call may throw DatabaseError. Belongs to one thread.
class Reader {
  public:
    /// Opens a journal to look at it, while a hall runs on it or not: nothing in its folder is changed, and
    /// no boot is counted. Throws DatabaseError with a sentence when it is not a journal, or damaged.
    explicit Reader(const std::filesystem::path& file);

    std::uint64_t store() const { return store_; } ///< random, made with the file

    std::uint64_t last_seq();
    /// Of the last event; 0 when there is none.
    int last_day();
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

    /// All of them, a page at a time; the next page is read by a thread while `work` has one. `work` must not
    /// use the reader.
    using Work = std::function<void(std::span<const model::Event> page)>;
    void read_all(std::uint64_t from, std::uint64_t end, const Work& work);

    Tally tally(std::uint64_t from, std::uint64_t end);

    /// The journal's tables as this version knows them, kept as the file's user_version.
    static constexpr int kSchema = 5;

  protected:
    /// Of a database whose version has been checked.
    explicit Reader(Database database);

    /// Throws DatabaseError when another version wrote the file, or when it is damaged.
    static void check(Database& database, const std::filesystem::path& file);

    Database database_;

  private:
    Statement select_events_;
    std::uint64_t store_ = 0;
};

} // namespace store
