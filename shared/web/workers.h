#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <utility>

#include <httplib.h>

namespace web {

/// One thread a connection, as many as the limit says. A connection too many is handled at once in the thread
/// that accepts, which is_overrun() tells it, so that it can only be turned away.
class Workers final : public httplib::TaskQueue {
  public:
    explicit Workers(std::size_t most) : pool_(most), most_(most) {}

    void enqueue(std::function<void()> serve) override {
        if (busy_ >= most_) {
            overrun_ = true;
            serve();
            overrun_ = false;
            return;
        }
        ++busy_;
        pool_.enqueue([this, serve = std::move(serve)] {
            serve();
            --busy_;
        });
    }

    void shutdown() override { pool_.shutdown(); }

    /// Whether the connection that this thread was given is one too many.
    static bool is_overrun() { return overrun_; }

  private:
    httplib::ThreadPool pool_;
    const std::size_t most_;
    std::atomic<std::size_t> busy_ = 0;
    static inline thread_local bool overrun_ = false;
};

} // namespace web
