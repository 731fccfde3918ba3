#include "tests/load/day.h"

#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/link/blocking.h"
#include "shared/store/reader.h"
#include "tests/load/big_hall.h"
#include "tests/support/silent_listener.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <thread>

namespace load {

namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

/// Visitors a minute, by hour of the day; a minute of theirs is a second of ours.
constexpr std::array kWholeDay{14, 26, 36, 32, 14, 18, 22, 5};
constexpr std::array kHalfHour{36};
constexpr int kBurst = 500;
constexpr base::Duration kBurstLasts = 10s;
constexpr int kKiosks = 20;

/// A kiosk's line: issues when visitors come, one after the other.
class Kiosks {
  public:
    Kiosks(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, const wire::Line& line,
           Random& random, Seen& seen)
        : clock_(clock), random_(random), seen_(seen) {
        for (int kiosk = 0; kiosk < kKiosks; ++kiosk)
            clients_.push_back(std::make_unique<hall_link::Client>(loop, context, clock, line));
    }

    void visitor_comes() {
        model::TakeTicket command;
        command.service = service(static_cast<int>(random_() % kServices));
        command.channel = {random_() % 6 == 0 ? "elderly" : "ordinary"};
        command.language = "en";
        ++open_;
        const auto begin = clock_.steady();
        clients_[next_++ % clients_.size()]->send(command, kPatience, [this, begin](const auto& answer) {
            --open_;
            if (!answer)
                return void(++seen_.unanswered);
            seen_.issue_ms.push_back(milliseconds_since(begin, clock_));
            if (!answer->ok() || !answer->ticket)
                return void(++seen_.refused);
            seen_.issued.push_back(answer->ticket->id);
        });
    }

    int open() const { return open_; }

  private:
    const base::Clock& clock_;
    Random& random_;
    Seen& seen_;
    std::vector<std::unique_ptr<hall_link::Client>> clients_;
    std::size_t next_ = 0;
    int open_ = 0;
};

/// Calls visitors in at their times; the burst in the middle of the busiest hour.
class Street final : public loop::Timed {
  public:
    Street(loop::Loop& loop, const base::Clock& clock, Kiosks& kiosks, Random& random, bool whole_day)
        : loop_(loop), kiosks_(kiosks) {
        const auto hour = whole_day ? 60s : 30s;
        const std::vector<int> rates = whole_day ? std::vector<int>(kWholeDay.begin(), kWholeDay.end())
                                                 : std::vector<int>(kHalfHour.begin(), kHalfHour.end());
        base::SteadyTime begin = clock.steady() + 3s; // when counters are open
        for (const int rate : rates) {
            for (std::int64_t visitor = 0; visitor < rate * hour.count(); ++visitor)
                comes_.push_back(begin + some(random, hour));
            if (rate == *std::ranges::max_element(rates))
                for (int visitor = 0; visitor < kBurst; ++visitor)
                    comes_.push_back(begin + hour / 3 + some(random, kBurstLasts));
            begin += hour;
        }
        std::ranges::sort(comes_, std::greater<>());
        loop_.add(*this);
    }
    Street(const Street&) = delete;
    Street& operator=(const Street&) = delete;
    ~Street() override { loop_.remove(*this); }

    bool empty() const { return comes_.empty(); }

    void tick(base::SteadyTime now) override {
        while (!comes_.empty() && comes_.back() <= now) {
            comes_.pop_back();
            kiosks_.visitor_comes();
        }
    }
    std::optional<base::SteadyTime> next_deadline() const override {
        return comes_.empty() ? std::nullopt : std::optional(comes_.back());
    }

  private:
    static base::Duration some(Random& random, base::Duration most) {
        return base::Duration(std::uniform_int_distribution<std::int64_t>(0, most.count() - 1)(random));
    }

    loop::Loop& loop_;
    Kiosks& kiosks_;
    std::vector<base::SteadyTime> comes_; ///< the last one first
};

/// The displays, on a thread of their own.
class Displays {
  public:
    Displays(const wire::Line& line, int count)
        : thread_([this, line, count](const std::stop_token& stop) {
              loop::Loop loop(clock_);
              zmq::context_t context;
              context.set(zmq::ctxopt::max_sockets, 4096);
              std::vector<std::unique_ptr<hall_link::Follower>> followers;
              for (int i = 0; i < count; ++i)
                  followers.push_back(
                      std::make_unique<hall_link::Follower>(loop, context, clock_, line, silent_));
              while (!stop.stop_requested())
                  loop.turn(50ms);
              for (const auto& follower : followers)
                  boards_.push_back(follower->board() == nullptr ? model::Board{} : *follower->board());
          }) {}

    /// What each of them shows in the end.
    const std::vector<model::Board>& stop() {
        thread_.request_stop();
        thread_.join();
        return boards_;
    }

  private:
    base::SystemClock clock_;
    support::SilentListener silent_;
    std::vector<model::Board> boards_;
    std::jthread thread_;
};

double quantile(std::vector<double> values, double share) {
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(std::llround(share * static_cast<double>(values.size() - 1)))];
}

/// Megabytes in memory, and seconds of a processor so far.
std::pair<double, double> cost_of(pid_t process) {
    const std::string statm = base::read_file(fmt::format("/proc/{}/statm", process));
    const std::string stat = base::read_file(fmt::format("/proc/{}/stat", process));
    const auto pages = base::split(statm, ' ').at(1);
    const auto fields = base::split(std::string_view(stat).substr(stat.rfind(')') + 2), ' ');
    const auto number = [](std::string_view text) { return base::parse_number<double>(text).value_or(0); };
    return {number(pages) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6,
            (number(fields.at(11)) + number(fields.at(12))) / static_cast<double>(::sysconf(_SC_CLK_TCK))};
}

/// Each fault in a sentence.
std::vector<std::string> judge(const Seen& seen, const std::filesystem::path& state) {
    store::Reader journal(state / store::kJournalFile);
    std::map<model::TicketId, int> issued;
    std::map<std::pair<int, std::string>, int> numbers;
    std::map<std::pair<model::TicketId, model::CounterId>, int> called;
    std::map<model::TicketId, int> calls;
    for (std::uint64_t from = 1, end = journal.last_seq() + 1; from < end;) {
        for (const model::Event& event : journal.read(from, end, 5000)) {
            from = event.seq + 1;
            if (event.kind == model::EventKind::TicketIssued) {
                ++issued[event.ticket];
                ++numbers[{event.day, event.number}];
            }
            if (event.kind == model::EventKind::TicketCalled) {
                ++called[{event.ticket, event.counter}];
                ++calls[event.ticket];
            }
        }
    }
    std::vector<std::string> wrong;
    for (const model::TicketId ticket : seen.issued)
        if (issued[ticket] != 1)
            wrong.push_back(
                fmt::format("ticket {} was acknowledged, and issued {} times", ticket.value, issued[ticket]));
    for (const auto& call : seen.called)
        if (called[{call.ticket, call.counter}] != 1)
            wrong.push_back(fmt::format("the call of {} to {} was acknowledged, and made {} times",
                                        call.ticket.value, call.counter.value,
                                        called[{call.ticket, call.counter}]));
    for (const auto& [number, times] : numbers)
        if (times != 1)
            wrong.push_back(fmt::format("the number {} was given {} times", number.second, times));
    for (const auto& [ticket, times] : calls)
        if (times != 1)
            wrong.push_back(fmt::format("ticket {} was called {} times", ticket.value, times));
    if (std::set(seen.issued.begin(), seen.issued.end()).size() != seen.issued.size())
        wrong.emplace_back("one ticket was given to two visitors");
    if (seen.refused > 0 || seen.unanswered > 0)
        wrong.push_back(fmt::format("{} were refused, {} not answered", seen.refused, seen.unanswered));
    return wrong;
}

/// All that a display draws; the heartbeat's time and outlooks come when they come.
bool shows_the_same(model::Board a, model::Board b) {
    b.now = a.now;
    b.outlooks = a.outlooks;
    return a == b;
}

} // namespace

Json play(const Plan& plan) {
    Random random(7);
    const base::SystemClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    context.set(zmq::ctxopt::max_sockets, 4096);
    Seen seen;
    Displays displays(plan.line, plan.displays);
    std::vector<std::unique_ptr<Clerk>> clerks;
    for (int counter = 1; counter <= kCounters; ++counter)
        clerks.push_back(std::make_unique<Clerk>(loop, context, clock, plan.line, model::CounterId{counter},
                                                 random, seen));
    Kiosks kiosks(loop, context, clock, plan.line, random, seen);
    Street street(loop, clock, kiosks, random, plan.whole_day);

    const auto begin = clock.steady();
    while (!street.empty() || kiosks.open() > 0)
        loop.turn(50ms);
    for (const auto& clerk : clerks)
        clerk->go_home();
    const auto quiet = clock.steady() + 9s;
    while (clock.steady() < quiet)
        loop.turn(50ms);
    const double seconds = milliseconds_since(begin, clock) / 1000;

    hall_link::Client asker(loop, context, clock, plan.line);
    const auto board = hall_link::ask_snapshot(loop, asker, kPatience);
    std::this_thread::sleep_for(1s);
    const auto [megabytes, processor] = cost_of(plan.hall);
    auto wrong = judge(seen, plan.state);
    std::ptrdiff_t alike = 0;
    if (board)
        alike = std::ranges::count_if(displays.stop(),
                                      [&](const auto& shown) { return shows_the_same(shown, *board); });
    if (alike != plan.displays)
        wrong.push_back(fmt::format("{} of {} displays do not show the hall's board", plan.displays - alike,
                                    plan.displays));
    return {{"seconds", seconds},
            {"tickets", seen.issued.size()},
            {"calls", seen.called.size()},
            {"counters", kCounters},
            {"services", kServices},
            {"displays", plan.displays},
            {"issue_p50_ms", quantile(seen.issue_ms, 0.5)},
            {"issue_p99_ms", quantile(seen.issue_ms, 0.99)},
            {"issue_worst_ms", quantile(seen.issue_ms, 1)},
            {"call_p50_ms", quantile(seen.call_ms, 0.5)},
            {"call_p99_ms", quantile(seen.call_ms, 0.99)},
            {"call_worst_ms", quantile(seen.call_ms, 1)},
            {"hall_rss_mb", megabytes},
            {"hall_processor_s", processor},
            {"wrong", wrong}};
}

} // namespace load
