#pragma once

#include "printer/escpos/status.h"
#include "printer/port/port.h"
#include "printer/profile.h"
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

/// What is known of the model beforehand; the rest is found out by asking.
struct Traits {
    using Confirms = Profile::Confirms;
    Confirms confirms = Confirms::Ask;
    bool near_end_sensor = false; ///< it says itself when little paper is left
};
Traits traits_of(const Profile& profile);

/// One printer and the ticket that it prints now; what really came of it.
///
///     state       ready for it     answer               trouble (1)      port down  time
///     Away        up: Greeting     -                    -                -          patience: failed
///     Greeting    -                learns abilities     Troubled         Away       1 s: Ready
///     Ready       Start: Sending   state: noted         Troubled         Away       5 s: asks; silent:
///     Troubled Sending     all sent:        done: printed,       void, drops:     void:      10 s stuck:
///     Troubled;
///                 Confirming       Ready                Troubled         Away       patience: failed
///     Confirming  -                done: printed,       void: Troubled   void:      asks once more; then
///                                  Ready                                 Away       unconfirmed, Ready
///     Troubled    good: ends the   done: printed        -                Away       asks every second;
///                 void one, Ready  after all                                        patience: failed
///
/// (1) paper, cover, cutter, an error that somebody has to help with, or a plug that says so. A hot head and
/// a pressed feed button pass: the ticket waits for them, and that is told. A printer that was in trouble
/// when it was greeted could not say what it is able to: it is greeted again.
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
        base::Duration watch = std::chrono::seconds(5); ///< how often a printer without work is asked
    };

    Session() = default;
    explicit Session(Times times, Traits traits = {}) : times_(times), traits_(traits) {}

    std::vector<SessionEffect> handle(const SessionEvent& event, base::SteadyTime now);
    std::vector<SessionEffect> tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const;

    /// Some earlier process may have been broken off in a command that lacks up to so many bytes: they are
    /// sent as zeros, and what hangs out is cut off, when the printer is there. Before the first event only.
    void expect_stub(std::size_t missing) {
        stub_ = true;
        missing_ = missing;
    }

    /// Another model is about to be there: before its PortUp.
    void know(Traits traits) { traits_ = traits; }
    const Traits& traits() const { return traits_; }

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
    bool is_bad() const;
    void on_deadline();
    void break_off();
    void land();
    void cut_stub();
    void recover();
    void poll();
    void watch();
    void confirm_late();
    void ask_whether_done();
    bool passes() const;
    void finish(model::PrintState state, model::PrintFault fault = model::PrintFault::None);
    void report(model::PrintFault fault);
    Ability known_ability() const;
    Bytes next_question();
    Bytes question() const;
    void ask_all();
    void ask(int which);
    void send(const Bytes& bytes, const std::string& name = {});

    Times times_;
    Traits traits_;
    base::SteadyTime now_{};
    std::vector<SessionEffect> effects_;

    State state_ = State::Away;
    Ability ability_ = Ability::Unknown;
    PortFault down_ = PortFault::Unplugged; ///< while Away
    bool answers_ = true;                   ///< there is a way back
    bool talks_ = false;                    ///< it has answered a question of ours
    bool silent_ = false;                   ///< it talked, and does not any more
    int missed_ = 0;                        ///< rounds of questions without all answers
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
    bool asked_again_ = false; ///< whether it is done
    std::optional<Job> job_;
    std::optional<Flight> flight_;
    std::optional<base::SteadyTime> deadline_;
    std::optional<base::SteadyTime> stuck_since_;
};

} // namespace printer
