#pragma once

#include "shared/voice/synth.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace voice {

/// One line of an utterance, in one language.
struct Line {
    std::string language; ///< BCP 47
    Phrase phrase;

    bool operator==(const Line&) const = default;
};

/// Everything that is said in one go, still in words.
struct Script {
    bool chime = true;
    int volume = 100; ///< per cent
    std::vector<Line> lines;
    int zone = 0;        ///< whose loudspeaker: take() asks for it
    bool urgent = false; ///< before all that waits, of any zone: an alarm
};

/// The voice's own thread: scripts in, sound out, so that synthesis never holds up the screen. The border is
/// the pair of queues below, guarded by one mutex; everything else belongs to one side.
class Studio {
  public:
    using OpenVoice = std::function<std::unique_ptr<Voice>(std::string_view language)>;

    /// `open` is called in the studio's thread, once a language. A voice that does not open, or says nothing,
    /// leaves its line out; the chime is heard all the same.
    explicit Studio(OpenVoice open = [](std::string_view language) { return open_voice(language); });
    Studio(const Studio&) = delete;
    Studio& operator=(const Studio&) = delete;
    ~Studio();

    /// In the order of asking; what is urgent first.
    void record(Script script);
    /// The oldest finished sound of this zone, if there is one.
    std::optional<Pcm> take(int zone = 0);
    /// What this zone asked for and has not taken is wanted no more, even if it is being recorded.
    void forget(int zone = 0);
    /// Becomes readable when take() has something for somebody.
    int descriptor() const { return ready_; }

  private:
    void work();
    std::optional<Pcm> perform(const Script& script);
    bool is_wanted();
    Voice* voice(const std::string& language);

    OpenVoice open_;
    int ready_ = -1;
    std::mutex mutex_;
    std::condition_variable wanted_;
    std::deque<Script> scripts_;             ///< the queue in
    std::deque<std::pair<int, Pcm>> sounds_; ///< the queue out: for which zone
    std::optional<int> at_work_; ///< for which zone something is recorded; none: nothing, or in vain
    bool stop_ = false;
    std::map<std::string, std::unique_ptr<Voice>> voices_; ///< the thread's own
    std::thread thread_;                                   ///< last: it uses all the above
};

} // namespace voice
