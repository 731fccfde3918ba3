#pragma once

#include "shared/base/clock.h"
#include "shared/model/print.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kiosk {

/// Which printer is asked for the ticket, and whether another one may have printed it.
struct Asked {
    std::size_t printer = 0;
    bool copy = false;
    bool operator==(const Asked&) const = default;
};

// What the desk asks of the lines to the printers, and tells the visitor's flow.
struct SendJob {
    Asked asked;
};
struct TakeBack {
    std::size_t printer = 0;
};
struct TellResult {
    model::PrintResult result;
};
using DeskEffect = std::variant<SendJob, TakeBack, TellResult>;

/// One ticket and the printers of a kiosk: the first that is well prints it; when it cannot, the next one
/// does.
///
///     state       printed      failed        waits (paper …), gone,    its time is over
///                                            1.5 s without a word
///     Idle        -            -             -                         -
///     Asking      told, Over   next, Asking  next: TakingBack; (1)     -
///     TakingBack  told, Over   next, Asking  -                         2 s: next as a copy, Asking
///     Over        -            -             -                         -
///
/// (1) without a next one it is told what the printer said. Each printer is asked once for a ticket, under a
/// name of its own. The next one prints unmarked only when the one before has said that nothing of it is out
/// nor will be; else what comes out there is marked as a copy, so that there are never two unmarked tickets.
/// A late "printed" is believed, and what was asked elsewhere taken back.
///
/// Pure: no socket, no clock.
class PrintDesk {
  public:
    using Effects = std::vector<DeskEffect>;

    explicit PrintDesk(std::size_t printers) : stations_(printers) {}

    /// `resumed`: whom this kiosk had asked when it was killed.
    Effects start(const std::string& job, std::optional<Asked> resumed, base::SteadyTime now);
    Effects heard(std::size_t printer, const model::PrintResult& result, base::SteadyTime now);
    Effects heard(std::size_t printer, bool well, base::SteadyTime now);
    /// The visitor was told to remember the number: nothing may come out any more.
    Effects give_up();

    Effects tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const { return deadline_; }

    /// The job's name at a printer.
    static std::string name_of(const std::string& job, std::size_t printer);

    static constexpr base::Duration kNoWord = std::chrono::milliseconds(1500);
    static constexpr base::Duration kTakeBack = std::chrono::seconds(2);

  private:
    enum class State { Idle, Asking, TakingBack, Over };
    struct Station {
        bool well = true;
        bool asked = false; ///< for this ticket
        bool ended = false; ///< it has said what became of it
    };

    std::optional<std::size_t> next() const;
    void ask(Asked asked, base::SteadyTime now);
    void move_on(bool copy, base::SteadyTime now);
    void take_back(base::SteadyTime now);
    void finish(model::PrintResult result);
    void tell(model::PrintResult result);

    std::vector<Station> stations_;
    State state_ = State::Idle;
    std::string job_;
    Asked now_;
    std::optional<base::SteadyTime> deadline_;
    Effects effects_;
};

} // namespace kiosk
