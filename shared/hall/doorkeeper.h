#pragma once

#include "shared/loop/loop.h"
#include "shared/model/command.h"
#include "shared/model/hall.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace hall {

/// Finds out whether a pass is the clerk's. A PIN takes tenths of a second by design (Argon2id), so a thread
/// of its own checks it and nobody waits meanwhile; all else is known at once.
///
/// The border between the two threads is two queues under one mutex. All calls come from the loop's thread,
/// and so does `done`.
class Doorkeeper {
  public:
    using Done = std::function<void(model::Proof)>;

    /// `hall` outlives it. Throws std::runtime_error when too many files are open.
    Doorkeeper(loop::Loop& loop, const model::Hall& hall);
    Doorkeeper(const Doorkeeper&) = delete;
    Doorkeeper& operator=(const Doorkeeper&) = delete;
    ~Doorkeeper();

    /// The clerk whom the pass speaks for: by the card, else as given.
    model::ClerkId bearer(const model::ClerkId& given, const model::Pass& pass) const;

    /// What is known at once; nothing where a PIN has to be computed: then ask check().
    std::optional<model::Proof> known(const model::ClerkId& clerk, const model::Pass& pass) const;

    /// `done` comes from a later turn. False, and it never comes, when kMostChecks PINs wait already.
    bool check(const model::ClerkId& clerk, const model::Pass& pass, Done done);

    static constexpr std::size_t kMostChecks = 16;

  private:
    struct Check {
        std::string hash;
        std::string pin;
        Done done;
    };
    struct Verdict {
        model::Proof proof = model::Proof::Failed;
        Done done;
    };
    void work(const std::stop_token& stop);
    void deliver();

    loop::Loop& loop_;
    const model::Hall& hall_;
    int ready_ = -1;

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<Check> checks_;     ///< guarded by mutex_
    std::deque<Verdict> verdicts_; ///< guarded by mutex_
    std::jthread thread_;
};

} // namespace hall
