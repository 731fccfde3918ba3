#pragma once

#include "shared/base/clock.h"
#include "shared/model/ids.h"

#include <array>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace web {

/// Who is logged in at the supervisor's page. Lives in memory alone: whoever restarts the gateway logs
/// everybody out. Of a session's id only the hash is kept, so that a copy of this memory opens no door.
///
///     log_in        a session, with an id that its browser keeps and a mark that its page sends back (CSRF)
///     find          the session; ends it after kIdle without a request, and kLongest after it began
///     log_out       ends it
///
/// Safe from every thread.
class Sessions {
  public:
    explicit Sessions(const base::Clock& clock) : clock_(clock) {}

    struct LoggedIn {
        std::string id; ///< 128 random bits, hexadecimal; for the cookie and nowhere else
        std::string csrf;
    };
    struct Session {
        model::ClerkId staff;
        std::string csrf;
        std::string key; ///< names it without opening it: for streams
    };
    enum class Use { Look, Ask }; ///< a page that only looks on does not keep a session alive

    /// When there are kMost, the one that was used least lately ends.
    LoggedIn log_in(const model::ClerkId& staff);

    std::optional<Session> find(std::string_view id, Use use);

    /// As find(), by its key.
    bool is_open(const std::string& key);

    /// Whether it was its owner's last one: he is to be signed out at the hall then.
    bool log_out(std::string_view id);

    /// The hall does not know his sign-in any more.
    void end_all_of(const model::ClerkId& staff);

    std::size_t count();

    static constexpr base::Duration kIdle = std::chrono::minutes(30);
    static constexpr base::Duration kLongest = std::chrono::hours(12);
    static constexpr std::size_t kMost = 64;

  private:
    struct Entry {
        model::ClerkId staff;
        std::string csrf;
        base::SteadyTime since;
        base::SteadyTime used;
    };
    using Entries = std::map<std::string, Entry>; ///< by the hash of the id

    void end_old(base::SteadyTime now);

    const base::Clock& clock_;
    std::mutex mutex_;
    Entries entries_;
};

/// Takes equally long wherever the two differ.
bool is_same_secret(std::string_view one, std::string_view other);

/// The value of a cookie of this name in a Cookie header; empty when it is not there, or there twice.
std::string_view cookie(std::string_view header, std::string_view name);

} // namespace web
