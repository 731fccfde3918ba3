#pragma once

#include "shared/loop/loop.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace hall {

/// A thread beside the loop for what takes longer than visitors may wait: one job after the other.
///
/// The border between the two threads is two queues under one mutex. All calls come from the loop's thread.
class Workshop {
  public:
    /// What is to be done on the loop's thread once the work is done, in a later turn.
    using Delivery = std::function<void()>;
    /// Runs on the other thread, and does not throw.
    using Work = std::function<Delivery()>;

    /// Throws std::runtime_error when too many files are open.
    Workshop(loop::Loop& loop, std::size_t most_jobs);
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;
    ~Workshop();

    /// Whether one more may be taken: fewer than `most_jobs` wait.
    bool has_room();
    /// False, and it is never done, when there is no room.
    bool take(Work work);

  private:
    void run(const std::stop_token& stop);
    void deliver();

    loop::Loop& loop_;
    std::size_t most_jobs_;
    int ready_ = -1;

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<Work> jobs_;           ///< guarded by mutex_
    std::deque<Delivery> deliveries_; ///< guarded by mutex_
    std::jthread thread_;
};

} // namespace hall
