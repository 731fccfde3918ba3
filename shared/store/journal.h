#pragma once

#include "shared/model/event.h"
#include "shared/store/database.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace store {

/// One client's run: a command's answer is kept under it. Two devices never share one, whatever they claim.
struct Client {
    model::DeviceId device;
    std::array<std::byte, 16> session{}; ///< as the protocol has it
};

/// The last command of a client and what it was told.
struct Remembered {
    std::uint64_t request = 0;
    std::string answer; ///< the body as it was sent
};

/// The hall's durable memory: every event once, and the last answer of every client. SQLite, write-ahead log,
/// synchronous=FULL: what commit() returned from survives a power cut.
///
/// Changes happen between begin() and commit(). Any of them may throw DatabaseError (disk full); then
/// roll_back(), and nothing of the transaction has happened. Belongs to one thread.
class Journal {
  public:
    /// Opens the file or makes it, checks it, and counts one boot more. Throws DatabaseError.
    explicit Journal(const std::filesystem::path& file);

    std::uint64_t store() const { return store_; } ///< random, made with the file
    std::uint64_t boot() const { return boot_; }

    void begin();
    void append(const model::Event& event);
    void remember(const Client& client, const Remembered& last, base::WallTime now);
    void forget_clients(base::WallTime idle_since);
    void commit();
    void roll_back() noexcept;

    std::optional<Remembered> recall(const Client& client);

    /// Writes a little and makes it durable: true when the disk takes it again.
    bool writable() noexcept;

    std::uint64_t last_seq();
    /// The seq of the first event of `day` or later; one beyond the last when there is none.
    std::uint64_t first_of_day(int day);
    /// The last posting of notices before `seq`; 0 when there is none.
    std::uint64_t last_notices_before(std::uint64_t seq);

    /// The seq of the last ticket's issue; 0 when there is none.
    std::uint64_t last_issue();

    /// The day on which a ticket was issued; 0 when it never was.
    int day_of(model::TicketId ticket);

    /// At most `limit` events numbered from `from` to before `end`, oldest first.
    std::vector<model::Event> read(std::uint64_t from, std::uint64_t end, std::size_t limit);

  private:
    Database database_;
    Statement insert_event_;
    Statement insert_session_;
    Statement select_session_;
    Statement select_events_;
    std::uint64_t store_ = 0;
    std::uint64_t boot_ = 0;
};

} // namespace store
