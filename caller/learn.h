#pragma once

#include "caller/lesson.h"
#include "caller/options.h"
#include "shared/base/line_source.h"
#include "shared/loop/loop.h"
#include "shared/usb/context.h"
#include "shared/usb/key_box.h"

#include <functional>
#include <list>

namespace caller {

/// `jiaohao-caller --learn`: listens to every box of this machine that caller.toml does not bind, leads the
/// technician through the Lesson, and keeps what was learned in the file of learned boxes.
///
/// A device with a mouse is left alone, and so is what cannot be opened; a rule for udev is said then.
class Learn final : public loop::Timed {
  public:
    using Say = std::function<void(const std::string&)>;

    /// `console`: where the technician's lines come from, "-" or a FIFO. Throws usb::Error and
    /// config::Errors.
    Learn(const Options& options, const std::string& console, Say say, loop::Loop& loop,
          const base::Clock& clock);
    ~Learn() override;

    int run() { return loop_.run(); }

  private:
    static constexpr base::Duration kRetry{100}, kRetryFor{2000};

    struct There {
        std::string device;
        std::unique_ptr<usb::KeyBox> box;
        Strokes strokes{};
    };
    struct Opening {
        usb::DeviceInfo info;
        base::SteadyTime next, give_up;
    };

    void plugged(const usb::DeviceInfo& info, bool arrived);
    /// False when it is worth trying again.
    bool open(const usb::DeviceInfo& info);
    void remove(const std::string& device);
    void read_console();
    void carry_out(const Lesson::Outcome& outcome);
    std::string device_text(const usb::DeviceInfo& info) const;

    // loop::Timed
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

    const Options& options_;
    Say say_;
    loop::Loop& loop_;
    const base::Clock& clock_;
    Lesson lesson_;
    std::vector<LearnedBox> learned_;
    base::LineSource lines_;
    int console_ = -1;
    usb::Context context_;
    std::list<There> there_; ///< after context_: devices go first
    std::vector<Opening> opening_;
    std::vector<std::string> going_; ///< given back in the next turn, as their handlers may run now
};

} // namespace caller
