#pragma once

#include "printer/escpos/status.h"
#include "printer/port/port.h"
#include "shared/base/clock.h"
#include "shared/model/print.h"

#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace printer {

/// A ticket to print, when the session is_ready().
struct Start {
    std::string job;
    Sheet sheet;
    std::string name;  ///< for ports that keep files
    bool copy = false; ///< a try before this one is void
};
struct Cancel {
    std::string job;
};
using SessionEvent = std::variant<Start, Cancel, PortEvent>;

struct SendBytes {
    Bytes bytes;
    std::string name;
};
struct DropUnsent {};
struct AskLines {};
/// Draw the job again and Start it: its first try is void.
struct StartAgain {
    std::string job;
    bool copy = false; ///< some of the first try is on paper
};
/// What has become of the job, to be kept and told.
struct Report {
    model::PrintResult result;
};
using SessionEffect = std::variant<SendBytes, DropUnsent, AskLines, StartAgain, Report>;

/// One printer and the ticket that it prints now; what really came of it.
///
///     state        ready for it      answer                 trouble (paper, cover, cutter)   port down time
///     Away         up: Greeting      -                      -                                - patience:
///     failed Greeting     -                 learns abilities       Troubled                         Away 1
///     s: Ready Ready        Start: Sending    -                      Troubled                         Away -
///     Sending      all sent:         done: printed, Ready   void, drops: Troubled            void: Away   10
///     s stuck: Troubled;
///                  Confirming patience: failed
///     Confirming   -                 done: printed, Ready   void: Troubled                   void: Away
///     unconfirmed: Ready Troubled     good: ends the    done: printed after    - Away         asks every
///     second;
///                  void one, Ready   all patience: failed
///
/// A ticket of which something went over before the trouble is void. When the printer is good again, the
/// command that was broken off is filled up with zeros, the stub is cut off, and the whole ticket is printed
/// again, marked as a copy. It carries the same number, so a double cannot be a wrong number.
///
/// "Printed" is said on evidence only: the printer's answer after the cut (GS ( H), else an answer in order
/// (GS r) and a clean state afterwards. A printer that cannot tell leaves the ticket "unconfirmed".
///
/// Pure: no port, no clock, no log inside. The app feeds it events and carries out its effects.
class Session {
  public:
    struct Times {
        base::Duration patience = std::chrono::seconds(90); ///< a begun ticket waits so long for help
        base::Duration greeting = std::chrono::seconds(1);
        base::Duration poll = std::chrono::seconds(1);
        base::Duration stuck = std::chrono::seconds(10);
    };

    Session() = default;
    explicit Session(Times times) : times_(times) {}

    std::vector<SessionEffect> handle(const SessionEvent& event, base::SteadyTime now);
    std::vector<SessionEffect> tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const;

    /// Some earlier process may have been broken off in a command that lacks up to so many bytes: they are
    /// sent as zeros, and what hangs out is cut off, when the printer is there. Before the first event only.
    void expect_stub(std::size_t missing) {
        stub_ = true;
        missing_ = missing;
    }

    /// A new ticket may be started.
    bool is_ready() const { return state_ == State::Ready && !job_; }
    bool is_printing(const std::string& job) const { return job_ && job_->result.job == job; }
    /// Why nothing is printed now; None while it can.
    model::PrintFault fault() const;
    model::PrinterStatus status() const;

  private:
    enum class State { Away, Greeting, Ready, Sending, Confirming, Troubled };
    enum class Ability { Unknown, None, InOrder, Done };
    struct Job {
        model::PrintResult result;
        bool broken_off = false; ///< something of it is on paper
        base::SteadyTime give_up;
    };
    /// The bytes of a ticket on their way.
    struct Flight {
        Sheet sheet;
        std::size_t ahead = 0; ///< of other bytes, still before it
        std::size_t total = 0; ///< of the sheet and the question after it
        std::size_t sent = 0;
    };

    void on(const Start& start);
    void on(const Cancel& cancel);
    void on(const PortEvent& event);
    void on(const PortUp& up);
    void on(const PortDown& down);
    void on(const PortSent& sent);
    void on(const PortGot& got);
    void on(const PortStuck& stuck);
    void on(const PortDropped& dropped);
    void on(const PortLines& lines);
    void on_answer(const AutoStatus& status);
    void on_answer(const StateAnswer& answer);
    void on_answer(const PaperAnswer& answer);
    void on_answer(const DoneAnswer& answer);
    void on_answer(const NameAnswer& answer);

    void greet();
    void greeted();
    void become_ready();
    void judge();
    void break_off();
    void land();
    void cut_stub();
    void recover();
    void poll();
    void finish(model::PrintState state, model::PrintFault fault = model::PrintFault::None);
    void report(model::PrintFault fault);
    void ask(int which);
    void send(const Bytes& bytes, const std::string& name = {});

    Times times_;
    base::SteadyTime now_{};
    std::vector<SessionEffect> effects_;

    State state_ = State::Away;
    Ability ability_ = Ability::Unknown;
    bool answers_ = true;
    bool lines_bad_ = false;
    bool stuck_ = false;
    bool dropping_ = false;
    std::string device_;
    StatusParser parser_;
    Condition condition_;
    std::deque<int> asked_; ///< DLE EOT questions without an answer yet, in order
    std::size_t unsent_ = 0;
    std::size_t missing_ = 0; ///< of a command broken off: zeros to send
    bool stub_ = false;       ///< a void piece hangs out of the printer
    int next_id_ = 0;
    ProcessId awaited_{};
    std::optional<Job> job_;
    std::optional<Flight> flight_;
    std::optional<base::SteadyTime> deadline_;
    std::optional<base::SteadyTime> stuck_since_;
};

} // namespace printer
