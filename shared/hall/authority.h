#pragma once

#include "shared/base/clock.h"
#include "shared/base/zone.h"
#include "shared/hall/clock_watch.h"
#include "shared/hall/failpoint.h"
#include "shared/hall/foresight.h"
#include "shared/hall/historian.h"
#include "shared/model/command.h"
#include "shared/queue/decide.h"
#include "shared/queue/state.h"
#include "shared/store/journal.h"
#include "shared/wire/codec.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hall {

/// A command as it came in. Whether its device may send it has been decided before.
struct Request {
    store::Client client;
    std::uint64_t number = 0; ///< grows within a client's run
    bool staff = false;       ///< the answer may hold what is for staff only
    model::Command command;
    std::optional<base::WallTime> valid_until{}; ///< nobody wants it done any more; empty: never
    queue::Order order{};                        ///< by nobody: the device's own command
};

/// What is to be sent now that it is durable: an answer's body for each request, and the updates for
/// everybody.
struct Outcome {
    std::vector<std::string> answers;
    std::vector<model::Update> updates;
};

/// The only one that decides: the state of the day in memory, the journal on disk, always the same.
///
/// A command is decided on the state, its events are appended and applied, its answer is kept; all commands
/// of a batch become durable by one commit, and only then is their outcome given away. A request's number
/// seen before gets the answer kept then; an older one, or one that came too late, is refused. When the disk
/// fails, the state is made anew from the journal, everybody is asked to try again, and nothing is decided
/// until the disk takes a write.
///
/// Time never runs back: when people set the clock back, the last event's time counts until the clock has
/// caught up. A new service day begins at the configured hour, or as soon as the hall runs again.
///
/// No sockets; belongs to one thread.
class Authority {
  public:
    Authority(model::Hall hall, store::Journal& journal, const base::Clock& clock, Failpoint& failpoint);

    Outcome carry_out(std::span<const Request> requests);
    /// It, or a later one of its client, has been answered: carrying it out only says that again.
    bool has_answered(const Request& request);

    /// To be called about once a second: begins a new day when it is time, tries a failed disk again, looks
    /// ahead. Returns the updates of a new day and of alerts.
    std::vector<model::Update> tick();

    /// What followers begin with, and what they hear every second.
    const model::Board& board();
    wire::Alive alive();
    wire::StreamPosition position() const { return {journal_.store(), journal_.boot(), state_.seq()}; }

    /// The ticket of today with this token, for whoever holds its paper.
    model::Answer find(const std::string& token);

    /// What there is to be told of a ticket up to now, for the historian; empty when it was never issued.
    std::optional<Case> case_of(model::TicketId ticket);
    wire::ExportPage export_page(const wire::ExportRequest& request);

    /// This moment with what is wondered about, for the planner. UnknownCounter, BadRequest.
    std::expected<std::unique_ptr<Moment>, model::Refusal> imagined(const model::WhatIf& what_if) const {
        return foresight_.imagined(state_, present().time, what_if);
    }

    const queue::State& state() const { return state_; }
    bool is_locked(const model::ClerkId& clerk) const { return state_.is_locked(clerk, present().time); }
    bool healthy() const { return healthy_; }

    /// The state is rebuilt from the events of so many days: all that is open, and what there is to be
    /// learned of the services' times. A start takes the same time in the tenth year as in the second month.
    static constexpr int kDaysOfMemory = 35;
    static constexpr std::size_t kExportPage = 500;
    /// Of how many tickets the wait is rolled forward, at once and a second in the long run; in a rush the
    /// others are told what their service's outlook was a moment ago, and nobody is answered later for it.
    static constexpr int kForeseenAtOnce = 30, kForeseenASecond = 10;

  private:
    queue::State rebuilt();
    queue::Now present() const;
    template <typename Work>
    bool transaction(const Work& work);
    void carry_out_once(std::span<const Request> requests, Outcome& outcome);
    std::string answer(const Request& request, const queue::Now& now, std::vector<model::Update>& updates);
    model::Answer decide(const Request& request, const queue::Now& now, std::vector<model::Update>& updates);
    void begin_day_when_due(const queue::Now& now, std::vector<model::Update>& updates);
    void forget(int ended, int today);
    void watch(const queue::Now& now, std::vector<model::Update>& updates);
    void enact(model::Event event, std::vector<model::Update>& updates);
    std::optional<forecast::Prospect> foresee(model::TicketId ticket);
    void tell_wait(const model::Ticket& ticket, model::Answer& answer);
    void check_refusal(const model::Command& command, model::Refusal refusal, base::WallTime now) const;

    model::Hall hall_;
    base::Zone zone_;
    store::Journal& journal_;
    const base::Clock& clock_;
    Failpoint& failpoint_;
    ClockWatch clock_watch_;
    Foresight foresight_;
    queue::State state_;
    base::SteadyTime foreseen_until_ =
        base::SteadyTime::min();               ///< the rolls of so far fill the time up to here
    std::optional<forecast::Prospect> issued_; ///< of the ticket that the present command issued
    bool healthy_ = true;
    std::optional<model::Board> board_; ///< kept until something changes
};

} // namespace hall
