#pragma once

#include "shared/store/reader.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

/// The id of a new journal: random, positive in SQLite, never 0.
std::uint64_t random_store();

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
class Journal : public Reader {
  public:
    /// Told on the way, so that a test can end the process there: "new-journal" and "migration" within the
    /// transaction, "boot" behind all.
    using Steps = std::function<void(std::string_view)>;

    /// Opens the file or makes it, checks it, and counts one boot more. Throws DatabaseError.
    explicit Journal(const std::filesystem::path& file, const Steps& steps = {});

    std::uint64_t boot() const { return boot_; }

    void begin();
    void append(const model::Event& event);
    void remember(const Client& client, const Remembered& last, base::WallTime now);
    void forget_clients(base::WallTime idle_since);

    /// Whose the tickets of the days from `from` to before `day` were, their tokens, and appointments for
    /// days before `day`.
    void forget_persons(int from, int day);
    /// All that people wrote on the days before `day`, but for notices.
    void forget_texts(int day);
    /// What a visitor's ticket says of him, on whatever day it was: texts, claim, reasons.
    void forget_visitor(model::TicketId ticket);
    /// The days before `day` as a whole. Stays: the last ticket's issue, for no ticket may be issued again,
    /// the notices, and the follow-ups that are open.
    void forget_days(int day);
    void commit();
    void roll_back() noexcept;

    std::optional<Remembered> recall(const Client& client);

    /// Writes a little and makes it durable: true when the disk takes it again.
    bool writable() noexcept;

  private:
    Statement insert_event_;
    Statement insert_session_;
    Statement select_session_;
    std::uint64_t boot_ = 0;
};

} // namespace store
