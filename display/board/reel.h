#pragma once

#include "shared/base/clock.h"
#include "shared/screen/pixels.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace display {

/// The pictures of a folder as frames, one after the other and again from the beginning: PNG and JPEG stand
/// still, a GIF plays, and a folder in it whose name ends in "@12" is a film of pictures, 12 a second (1–30).
/// By name; the folder is read anew each time, so that pictures may come and go. One that is damaged or too
/// large is passed over, and told in the log once.
///
/// Decodes in a thread of its own, at most kAhead frames ahead, each scaled to fit `size`: what waits is at
/// most so many times the area, whatever the films are. The queue of these frames is the threads' border.
class Reel {
  public:
    static constexpr std::size_t kAhead = 3;
    static constexpr std::size_t kMostPictures = 1000;                    ///< of a folder or film
    static constexpr base::Duration kLookAgain = std::chrono::seconds(5); ///< at an empty folder

    struct Frame {
        screen::Pixels picture; ///< opaque, not larger than the size
        base::Duration stands;  ///< how long it is to be shown
    };

    /// `still`: how long a picture that does not move stands; a GIF that is shorter is repeated.
    Reel(std::filesystem::path folder, screen::Size size, base::Duration still);
    Reel(const Reel&) = delete;
    Reel& operator=(const Reel&) = delete;
    ~Reel();

    /// The next frame if it is ready; never waits.
    std::optional<Frame> take();

    /// Its thread is to end, after the picture that it decodes; never waits, as the destructor does.
    void end();
    /// The thread has come to its end: the destructor waits for nothing.
    bool ended() const { return ended_; }

    screen::Size size() const { return size_; }

  private:
    void work(const std::stop_token& stop);
    void play(const std::filesystem::path& path, const std::stop_token& stop);
    void play_gif(const std::filesystem::path& path, const std::stop_token& stop);
    void play_film(const std::filesystem::path& folder, int rate, const std::stop_token& stop);
    void put(const screen::Pixels& picture, base::Duration stands, const std::stop_token& stop);
    void complain(const std::filesystem::path& path, const std::string& why);

    const std::filesystem::path folder_;
    const screen::Size size_;
    const base::Duration still_;
    std::set<std::string> complained_; ///< the worker's
    std::size_t put_ = 0;              ///< the worker's: frames so far

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Frame> ready_;
    std::atomic<bool> ended_ = false;
    std::jthread worker_; ///< last: it ends first
};

/// Reels that nobody looks at any more, until their threads have ended: the thread of the screen waits for
/// no picture.
class RetiredReels {
  public:
    /// Nothing is a reel to it, too.
    void add(std::unique_ptr<Reel> reel);
    /// Some thread still decodes its last picture.
    bool busy();

  private:
    std::vector<std::unique_ptr<Reel>> reels_;
};

} // namespace display
