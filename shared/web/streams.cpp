#include "shared/web/streams.h"

#include "shared/web/reply.h"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace web {

namespace {

constexpr base::Duration kNotice = std::chrono::milliseconds(500); ///< that a page was closed

} // namespace

/// A place among the streams, given back when the stream is over however it ends.
class Streams::Seat {
  public:
    Seat(Streams& streams, std::string key) : streams_(streams), key_(std::move(key)) {}
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    ~Seat() { streams_.leave_seat(key_); }

  private:
    Streams& streams_;
    std::string key_;
};

/// One stream, in its own thread.
class Streams::Writer {
  public:
    Writer(const Bulletin& bulletin, const base::Clock& clock, Look look)
        : bulletin_(bulletin), clock_(clock), look_(std::move(look)) {}

    /// Tells what there is, or waits for it a while; false when the stream is over.
    bool turn(httplib::DataSink& sink) {
        if (bulletin_.closed() || !sink.is_writable())
            return false;
        const auto now = clock_.steady();
        const auto state = bulletin_.state();
        const bool due = !looked_ || state->version != version_ ? now >= next_look_ : now >= stale_look_;
        if (!due) {
            pause(*state, now);
            return true; // and whoever has left meanwhile is noticed
        }
        looked_ = true;
        version_ = state->version;
        next_look_ = now + kPace;
        stale_look_ = now + kLook;
        if (const auto event = look_(*state))
            return write(sink,
                         fmt::format("id: {}\nevent: {}\ndata: {}\n\n", event->id, event->name, event->data));
        return now < beat_ || write(sink, "event: beat\ndata: {}\n\n");
    }

  private:
    void pause(const State& state, base::SteadyTime now) const {
        const bool is_news = state.version != version_; // but it was looked at only just now
        bulletin_.wait(state.version, std::min(kNotice, (is_news ? next_look_ : stale_look_) - now));
    }

    bool write(httplib::DataSink& sink, const std::string& text) {
        beat_ = clock_.steady() + kBeat;
        return sink.write(text.data(), text.size());
    }

    const Bulletin& bulletin_;
    const base::Clock& clock_;
    Look look_;
    bool looked_ = false;
    std::uint64_t version_ = 0;
    base::SteadyTime next_look_, stale_look_, beat_;
};

Streams::Streams(const Bulletin& bulletin, const base::Clock& clock, int most)
    : bulletin_(bulletin), clock_(clock), most_(most) {}

bool Streams::take_seat(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = of_one_.find(key);
    if (running_ >= most_ || (found != of_one_.end() && found->second >= kMostOfOne))
        return false;
    ++of_one_[key];
    ++running_;
    return true;
}

void Streams::leave_seat(const std::string& key) {
    const std::lock_guard lock(mutex_);
    --running_;
    if (const auto found = of_one_.find(key); found != of_one_.end() && --found->second == 0)
        of_one_.erase(found);
}

void Streams::open(const httplib::Request& request, httplib::Response& response, const std::string& key,
                   Look look) {
    if (request.method != "GET" || request.version != "HTTP/1.1" || !take_seat(key))
        return reply_error(response, kUnavailable, sentence_of(kUnavailable));
    const auto seat = std::make_shared<Seat>(*this, key);
    const auto writer = std::make_shared<Writer>(bulletin_, clock_, std::move(look));
    set_header(response, "Cache-Control", "no-store");
    set_header(response, "X-Accel-Buffering", "no"); // a proxy passes each event on at once
    response.set_chunked_content_provider(
        "text/event-stream",
        [seat, writer](std::size_t, httplib::DataSink& sink) { return writer->turn(sink); });
}

} // namespace web
