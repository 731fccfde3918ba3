#include "caller/buttons/box_frame.h"
#include "display/app.h"
#include "shared/base/file.h"
#include "tests/bench/benchmarks.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

namespace bench {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kPresses = 120, kCommits = 200;
constexpr std::uint8_t kAddress = 3, kNextKey = 1;
constexpr int kCounter = 3;
constexpr screen::Size kBoard{1920, 1080};
constexpr double kFrame = 1000.0 / 60;
/// Longer than "next" is dead, and than both halves of a flash on the board.
constexpr base::Duration kBetween = 1200ms;

/// A board's window: remembers when it showed a picture that it had not shown before.
class Glass final : public screen::Window {
  public:
    screen::Size size() const override { return kBoard; }
    std::vector<screen::Event> poll() override { return {}; }
    bool has_events() override { return false; }
    int descriptor() const override { return -1; }
    void set_shown(bool shown, bool keyboard) override { memory_.set_shown(shown, keyboard); }
    std::optional<screen::Raster> picture() override { return memory_.picture(); }
    void show(std::span<const screen::Rect> damage) override {
        memory_.show(damage);
        look();
    }
    void present(const screen::Pixels& frame, std::span<const screen::Rect> damage) override {
        memory_.present(frame, damage);
        look();
    }
    void look() {
        const double now = watch_.nanoseconds();
        if (known_.insert(print_of(memory_.shown())).second)
            new_at_ = now;
    }

    double now() const { return watch_.nanoseconds(); }
    double new_at() const { return new_at_; }
    /// What was shown up to now may come again: only the last two pictures are kept in mind.
    void forget() {
        known_.clear();
        known_.insert(print_of(memory_.shown()));
    }

  private:
    static std::uint64_t print_of(const screen::Pixels& pixels) {
        std::uint64_t print = 14695981039346656037U; // FNV-1a, a pixel at a time
        for (int y = 0; y < pixels.height(); ++y)
            for (const std::uint32_t pixel :
                 std::span(pixels.row(y), static_cast<std::size_t>(pixels.width())))
                print = (print ^ pixel) * 1099511628211U;
        return print;
    }

    screen::VirtualWindow memory_{kBoard};
    Stopwatch watch_;
    std::set<std::uint64_t> known_;
    double new_at_ = 0;
};

/// A serial button box on a pseudo terminal, which answers in a thread of its own as it does in its own case;
/// see caller/buttons/PROTOCOL.md.
class Box {
  public:
    Box() {
        master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        if (master_ < 0 || ::grantpt(master_) != 0 || ::unlockpt(master_) != 0)
            throw std::runtime_error("this machine has no pseudo terminals");
        worker_ = std::jthread([this](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                pollfd ready{master_, POLLIN, 0};
                if (::poll(&ready, 1, 50) > 0 && (ready.revents & POLLIN) != 0)
                    answer();
                else if ((ready.revents & POLLHUP) != 0) // nobody has opened the port yet
                    std::this_thread::sleep_for(5ms);
            }
        });
    }
    Box(const Box&) = delete;
    Box& operator=(const Box&) = delete;
    ~Box() {
        worker_.request_stop();
        worker_.join();
        ::close(master_);
    }

    std::string port() const { return ::ptsname(master_); }
    bool met() const { return met_; }

    /// Down, told at once; and up, told when it is asked.
    void press(std::uint8_t key) {
        const std::scoped_lock held(mutex_);
        add('K', key);
        say(events_.front());
        add('U', key);
    }

  private:
    void answer() {
        const std::scoped_lock held(mutex_);
        std::array<char, 256> bytes{};
        for (auto got = ::read(master_, bytes.data(), bytes.size()); got > 0;
             got = ::read(master_, bytes.data(), bytes.size()))
            for (const char each : std::span(bytes).first(static_cast<std::size_t>(got)))
                if (const auto question = reader_.take(each); question && question->address == kAddress)
                    answer(*question);
    }
    void add(char letter, std::uint8_t key) {
        seq_ = static_cast<std::uint8_t>(seq_ == 0xFF ? 1 : seq_ + 1);
        events_.push_back({kAddress, letter, caller::two_hex(seq_) + caller::two_hex(key)});
    }
    void answer(const caller::BoxFrame& question) {
        if (question.letter == 'F') {
            events_.clear();
            seq_ = 0;
            met_ = true;
        } else if (!events_.empty() && events_.front().body.substr(0, 2) == question.body) {
            events_.erase(events_.begin());
        }
        say(events_.empty() ? caller::BoxFrame{kAddress, 'N', {}} : events_.front());
    }
    void say(const caller::BoxFrame& frame) const {
        const auto text = frame.text();
        if (::write(master_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
            throw std::runtime_error("the caller does not read its box");
    }

    int master_ = -1;
    caller::BoxFrameReader reader_;
    std::vector<caller::BoxFrame> events_;
    std::uint8_t seq_ = 0;
    std::atomic<bool> met_ = false;
    std::mutex mutex_; ///< of what is to be told
    std::jthread worker_;
};

/// Real hall and real caller as processes, the real display on a window of memory.
class House {
  public:
    House() : hall_(folder_.path()) {
        if (!hall_.start())
            throw std::runtime_error("the hall does not start: " + hall_.process().errors());
        issue_tickets();
        start_caller();
        display::Options options;
        options.line = hall_.line("display-1");
        options.screens.front().languages = {"en"};
        display_ = std::make_unique<display::App>(loop_, context_, clock_,
                                                  std::vector<screen::Window*>{&glass_}, options);
        if (!support::turn_until(loop_, [&] { return box_.met() || !caller_->running(); }) ||
            !caller_->running())
            throw std::runtime_error("the caller does not start: " + caller_->errors());
        pass(3s);
    }
    /// From the key to the first picture on the board that it changed, in nanoseconds.
    double press() {
        const double begin = glass_.now();
        box_.press(kNextKey);
        if (!support::turn_until(loop_, [&] { return glass_.new_at() > begin; }, 5s))
            throw std::runtime_error("a press did not reach the board: " + caller_->errors());
        const double end = glass_.new_at();
        glass_.forget();
        pass(kBetween);
        return end - begin;
    }
    std::filesystem::path state() const { return hall_.state(); }

  private:
    void issue_tickets() {
        support::Device kiosk(hall_.line("kiosk-1")), counter(hall_.line(fmt::format("caller-{}", kCounter)));
        for (std::size_t i = 0; i < kPresses + 10; ++i)
            if (const auto answer = kiosk.ask(model::TakeTicket{model::ServiceId{"deposit"}, {}, {}, {}});
                !answer || !answer->ok())
                throw std::runtime_error("the hall gives no ticket");
        const auto open = counter.ask(model::OpenCounter{model::CounterId{kCounter}, model::ClerkId{"103"}});
        if (!open || !open->ok())
            throw std::runtime_error("the counter cannot be opened");
    }
    void start_caller() {
        const auto line = hall_.line(fmt::format("caller-{}", kCounter));
        base::write_file(folder_ / "caller.toml",
                         fmt::format("counter = {}\npad = false\n[[box]]\ndevice = \"{}#{}\"\ncounter = {}\n",
                                     kCounter, box_.port(), kAddress, kCounter));
        caller_.emplace(
            support::Launch{{support::program("jiaohao-caller"), "--config", folder_ / "caller.toml",
                             "--hall", line.endpoint, "--hall-key", line.hall_key, "--key", line.own_key}});
    }
    void pass(base::Duration time) {
        const auto end = clock_.steady() + time;
        support::turn_until(loop_, [&] { return clock_.steady() >= end; });
    }

    support::TemporaryFolder folder_;
    base::SystemClock clock_;
    loop::Loop loop_{clock_};
    zmq::context_t context_;
    support::RunningHall hall_;
    Box box_;
    Glass glass_;
    std::optional<support::Process> caller_;
    std::unique_ptr<display::App> display_;
};

/// One event's worth of bytes into a table, durable as the journal's: what the disk alone takes.
Times raw_commits(const std::filesystem::path& file) {
    sqlite3* database = nullptr;
    const auto run = [&](const std::string& sql) {
        if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(fmt::format("SQLite: {}", sqlite3_errmsg(database)));
    };
    if (sqlite3_open(file.c_str(), &database) != SQLITE_OK)
        throw std::runtime_error("SQLite cannot write beside the journal");
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    run("CREATE TABLE event(seq INTEGER PRIMARY KEY, body BLOB)");
    auto times =
        time_each(kCommits, [&](std::size_t) { run("INSERT INTO event(body) VALUES(randomblob(200))"); });
    sqlite3_close(database);
    return times;
}

} // namespace

Figures press() {
    House house;
    const auto before = raw_commits(house.state() / "raw-before.db");
    std::vector<double> nanoseconds;
    nanoseconds.reserve(kPresses);
    for (std::size_t i = 0; i < kPresses; ++i)
        nanoseconds.push_back(house.press());
    const auto raw = raw_commits(house.state() / "raw.db");
    const Times times(nanoseconds);
    const double commit = raw.quantile(0.5) / kMs, p99 = times.quantile(0.99) / kMs;
    const double wanted = 2 * kFrame + commit;
    return {{"presses", kPresses},
            {"press_to_pixel_p50_ms", times.quantile(0.5) / kMs},
            {"press_to_pixel_p99_ms", p99},
            {"press_to_pixel_worst_ms", times.quantile(1) / kMs},
            {"press_to_pixel_p99_wanted_ms", wanted},
            {"two_frames_ms", 2 * kFrame},
            {"raw_commit_p50_ms", commit},
            {"raw_commit_p99_ms", raw.quantile(0.99) / kMs},
            {"raw_commit_before_p50_ms", before.quantile(0.5) / kMs},
            {"ratio_to_wanted", p99 / wanted},
            {"ratio_to_raw_commit", times.quantile(0.5) / raw.quantile(0.5)}};
}

} // namespace bench
