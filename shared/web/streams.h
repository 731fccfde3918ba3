#pragma once

#include "shared/base/clock.h"
#include "shared/web/bulletin.h"

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include <httplib.h>

namespace web {

/// Pages that are told of every change: server-sent events. Each one takes a connection and its thread, so
/// there is a number of them at most; a page that finds no room asks again and again instead (503).
class Streams {
  public:
    Streams(const Bulletin& bulletin, const base::Clock& clock, int most);

    struct Event {
        std::string id;   ///< comes back as Last-Event-ID when the browser reconnects
        std::string name; ///< of one line
        std::string data; ///< of one line, such as JSON
    };
    /// What there is to tell now; empty when the page knows it. Asked in the page's own thread: first at
    /// once, then after each change of the hall's state, at most every kPace, and at least every kBeat.
    using Look = std::function<std::optional<Event>(const State& state)>;

    /// Answers with a stream, or with 503 when there is no room. `key`: whose it is, for a bound of
    /// kMostOfOne each.
    void open(const httplib::Request& request, httplib::Response& response, const std::string& key,
              Look look);

    int running() const { return running_; }

    static constexpr base::Duration kPace = std::chrono::milliseconds(400);
    static constexpr base::Duration kLook = std::chrono::seconds(5);
    static constexpr base::Duration kBeat = std::chrono::seconds(15);
    static constexpr int kMostOfOne = 8;

  private:
    class Seat;
    class Writer;
    bool take_seat(const std::string& key);
    void leave_seat(const std::string& key);

    const Bulletin& bulletin_;
    const base::Clock& clock_;
    const int most_;
    std::atomic<int> running_ = 0;
    std::mutex mutex_;
    std::map<std::string, int> of_one_;
};

} // namespace web
