#pragma once

#include "shared/model/command.h"
#include "shared/model/event.h"
#include "shared/queue/now.h"
#include "shared/queue/state.h"

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace queue {

/// Why not; `detail` tells the technician what exactly was wrong, in English, and may be empty.
struct Refused {
    model::Refusal refusal = model::Refusal::BadRequest;
    std::string detail;
    std::vector<model::Event> events{}; ///< to be remembered all the same: a failed log-in

    bool operator==(const Refused&) const = default;
};

/// The events that a command makes, numbered from state.seq() + 1 on; empty when there is nothing to change
/// (a device that reports what is known already).
using Decision = std::expected<std::vector<model::Event>, Refused>;

/// What the command does to the hall now. Changes nothing itself: journal the events, then apply() each; a
/// refusal's events as well.
///
/// Which state allows which command is the table in README.md. Pure; time is never taken to run back: an
/// earlier `now` counts as the last event's. Who may send a command (roles) is the hall's affair; texts,
/// numbers and ids are checked here.
[[nodiscard]] Decision decide(const State& state, const model::Command& command, const Now& now);

/// On whose order a command is carried out.
struct Order {
    model::ClerkId by;
    model::DeviceId device;
    bool trusted = false; ///< the device answers for whoever it names: an administrator's
};

/// As decide(), on a supervisor's order: he has to be signed in at that device, and then needs no pass. Who
/// ordered what stands in the journal before what it made.
[[nodiscard]] Decision decide_ordered(const State& state, model::Command command, const Order& order,
                                      const Now& now);

/// The events that end the present day and begin `now.day`: every live ticket expires, every counter is
/// closed, both with the reason kDayEnded; then DayBegan. Also begins the first day of an empty journal.
[[nodiscard]] std::vector<model::Event> roll_over(const State& state, const Now& now);

/// The events that time alone makes: alerts that begin or are over (擅离岗位, 连续工作). To be asked about
/// once a second; empty most of the time.
[[nodiscard]] std::vector<model::Event> watch(const State& state, const Now& now);

inline constexpr std::string_view kIdleAlert = "idle";
inline constexpr std::string_view kDutyAlert = "duty";
inline constexpr std::string_view kDayEnded = "day ended";
inline constexpr std::string_view kPicked = "picked"; ///< reason of TicketCalled out of turn
inline constexpr std::string_view kWoken = "woken";   ///< … of one that was set aside
/// Whether a call passed the rule by a clerk's decision.
constexpr bool is_out_of_turn(std::string_view reason) {
    return reason == kPicked || reason == kWoken;
}
inline constexpr std::string_view kAnew = "anew"; ///< reason of AppointmentsImported: the day's others go
/// Devices give numbers from here on while the hall is out of reach; the hall's own stay below, and go on
/// above what was leased.
inline constexpr int kLeasedFrom = 901;
/// Begins a reason that closes a counter, or approves an emergency, anyway.
inline constexpr std::string_view kOverride = "override:";

/// What a counter serves, as ServicesAssigned keeps it: "a b|c", the backup services behind the bar.
std::string list_of(const std::vector<model::ServiceId>& services,
                    const std::vector<model::ServiceId>& backup);
std::pair<std::vector<model::ServiceId>, std::vector<model::ServiceId>> services_in(std::string_view list);

inline constexpr int kPassesBeforeLock = 5;
inline constexpr base::Duration kLockTime = std::chrono::minutes(5);

/// Most bytes of a reason, note or outcome; of a notice; most notices.
inline constexpr std::size_t kTextLimit = 200;
inline constexpr std::size_t kNoticeLimit = 400;
inline constexpr std::size_t kNoticesLimit = 20;

/// False once nobody new gets a ticket today: Board::accepting.
bool accepting(const State& state, const Now& now);

} // namespace queue
