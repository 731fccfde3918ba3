#include "display/board/wall.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/kiosk_process.h"
#include "tests/display/sample_board.h"

#include <poll.h>
#include <sys/resource.h>

#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>

namespace bench {

namespace {

using namespace std::chrono_literals;

constexpr screen::Size kWallPanel{3840, 2160};
constexpr base::Duration kRun = 30s, kWarm = 4s;
constexpr base::Duration kBetweenCalls = 6s; // four seconds of flashing, then steady

double cpu_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// What this thread has used of the processor so far, in nanoseconds: what others do meanwhile is not in it.
double own_nanoseconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

/// What a board changed in each frame.
using Damage = std::vector<std::vector<screen::Rect>>;

/// The real window, and what is shown in it.
class Watched final : public screen::Window {
  public:
    explicit Watched(screen::Window& window) : window_(window) {}
    screen::Size size() const override { return window_.size(); }
    std::vector<screen::Event> poll() override { return window_.poll(); }
    bool has_events() override { return window_.has_events(); }
    int descriptor() const override { return window_.descriptor(); }
    std::optional<screen::Raster> picture() override { return window_.picture(); }
    void show(std::span<const screen::Rect> damage) override {
        note(damage);
        window_.show(damage);
    }
    void present(const screen::Pixels& frame, std::span<const screen::Rect> damage) override {
        note(damage);
        window_.present(frame, damage);
    }
    void set_shown(bool shown, bool keyboard) override { window_.set_shown(shown, keyboard); }

    std::size_t shown() const { return damage_.size(); }
    const Damage& damage() const { return damage_; }

  private:
    void note(std::span<const screen::Rect> damage) { damage_.emplace_back(damage.begin(), damage.end()); }

    screen::Window& window_;
    Damage damage_;
};

/// A busy board before the sample hall, paced by its own deadlines as in the program.
class Stand {
  public:
    explicit Stand(screen::Window& window) : window_(window) {
        board_.notices.insert(board_.notices.end(), board_.notices.begin(),
                              board_.notices.end()); // a long line
        wall_.hang(window_, {{"zh-Hans", "en"}, {}, {}});
        wall_.view().replaced(board_);
        wall_.view().in_touch();
        next_call_ = clock_.steady();
        hall_begin_ = board_.now - clock_.steady().time_since_epoch();
    }

    /// How long each frame took, from looking to shown, and the part of it that was ours, in nanoseconds.
    struct Frames {
        std::vector<double> all, own;
    };
    /// Turns for so long.
    Frames run(base::Duration time) {
        Frames frames;
        for (const auto end = clock_.steady() + time; clock_.steady() < end;) {
            const auto now = clock_.steady();
            call(now);
            const std::size_t before = window_.shown();
            const double own = own_nanoseconds();
            const Stopwatch watch;
            wall_.tick(now);
            if (window_.shown() != before) {
                frames.all.push_back(watch.nanoseconds());
                frames.own.push_back(own_nanoseconds() - own);
            }
            sleep(std::min({*wall_.next_deadline(), next_call_, end}));
        }
        return frames;
    }

  private:
    void call(base::SteadyTime now) {
        board_.now = hall_begin_ + now.time_since_epoch();
        if (now < next_call_)
            return;
        next_call_ = now + kBetweenCalls;
        ++ticket_;
        const std::string number = "A" + std::to_string(100 + ticket_ % 900);
        wall_.view().updated(support::happen(board_, model::EventKind::TicketCalled, 100 + ticket_,
                                             static_cast<int>(1 + ticket_ % 3), number),
                             board_, now);
        wall_.refresh();
    }
    void sleep(base::SteadyTime until) const {
        const auto left = until - clock_.steady();
        if (left <= base::Duration{})
            return;
        pollfd ready{window_.descriptor(), POLLIN, 0};
        ::poll(&ready, 1, static_cast<int>(left.count()));
    }

    base::SystemClock clock_;
    Watched window_;
    model::Board board_ = support::sample_board();
    display::Wall wall_{{[this] { return &board_; }, [this] { return board_.now; }}};
    base::WallTime hall_begin_;
    base::SteadyTime next_call_;
    std::uint64_t ticket_ = 0;

  public:
    const Damage& damage() const { return window_.damage(); }
};

/// The least that anybody does for these frames: the same parts copied, and shown.
Times copy_and_show(screen::Window& window, const Damage& damage) {
    screen::Pixels from(kWallPanel, screen::Color::rgb(0x123456)), own(kWallPanel);
    return time_each(damage.size(), [&](std::size_t frame) {
        const auto picture = window.picture();
        const screen::Raster to = picture ? *picture : own.raster();
        for (const screen::Rect& rect : damage[frame])
            for (int y = rect.y; y < rect.bottom(); ++y)
                std::memcpy(to.row(y) + rect.x, from.row(y) + rect.x,
                            static_cast<std::size_t>(rect.width) * 4);
        if (picture)
            window.show(damage[frame]);
        else
            window.present(own, damage[frame]);
    });
}

} // namespace

Figures display() {
    const XServer server(kWallPanel.width, kWallPanel.height);
    for (const auto& [name, value] : server.environment())
        ::setenv(name.c_str(), value.c_str(), 1);
    screen::WindowOptions options;
    options.size = kWallPanel;
    options.borderless = true;
    options.at = screen::Point{0, 0};
    const auto window = screen::open_window(options);
    Stand stand(*window);
    stand.run(kWarm); // the first frame, the fonts, the first calls
    const std::size_t warm = stand.damage().size();
    const double cpu_before = cpu_seconds();
    const Stopwatch watch;
    const Stand::Frames run = stand.run(kRun);
    const double wall = watch.nanoseconds() / 1e9, cpu = cpu_seconds() - cpu_before;
    const Times frames(run.all), own(run.own);
    const Damage damage(stand.damage().begin() + static_cast<std::ptrdiff_t>(warm), stand.damage().end());
    const Times raw = copy_and_show(*window, damage);
    double area = 0;
    for (const auto& frame : damage)
        for (const screen::Rect& rect : frame)
            area += static_cast<double>(rect.area());

    Figures figures{{"width", kWallPanel.width}, {"height", kWallPanel.height}, {"seconds", wall}};
    const auto count = static_cast<double>(damage.size());
    figures["frames"] = damage.size();
    figures["frames_per_second"] = count / wall;
    figures["damage_mean_megapixels"] = area / count / 1e6;
    figures["frame_p50_ms"] = frames.quantile(0.5) / kMs;
    figures["frame_p50_wanted_ms"] = 2;
    figures["frame_p99_ms"] = frames.quantile(0.99) / kMs;
    figures["frame_p99_wanted_ms"] = 8;
    figures["frame_worst_ms"] = frames.quantile(1) / kMs;
    figures["frame_own_cpu_p50_ms"] = own.quantile(0.5) / kMs;
    figures["frame_own_cpu_p99_ms"] = own.quantile(0.99) / kMs;
    figures["cpu_percent"] = 100 * cpu / wall;
    figures["cpu_wanted_percent"] = 10;
    figures["raw_copied_and_shown_p50_ms"] = raw.quantile(0.5) / kMs;
    figures["raw_copied_and_shown_p99_ms"] = raw.quantile(0.99) / kMs;
    figures["frame_ratio_to_raw"] = frames.quantile(0.5) / raw.quantile(0.5);
    return figures;
}

} // namespace bench
