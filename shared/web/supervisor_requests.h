#pragma once

#include "shared/model/ahead.h"
#include "shared/model/board.h"
#include "shared/model/command.h"

#include <optional>
#include <string>
#include <string_view>

namespace web {

// What the supervisor's page sends, read from the outside: every bound is checked here, and nothing throws.

struct LogInSent {
    std::string staff;
    std::string pin;
};
/// {"staff": "900", "pin": "2468"}
std::optional<LogInSent> read_log_in(std::string_view json);

/// Whose order it is, and what it is about.
struct Ordering {
    const model::ClerkId& by;
    const model::Board& board;
    base::WallTime now;
};

/// The command that an order of the page stands for; empty when it is no order or does not say what it must.
///
///     open             counter, clerk, take_over
///     close            counter, reason, override
///     pause            counter, reason, minutes
///     resume, end-help counter
///     services         counter, services, backup
///     approve          ticket, reason, override
///     reject           ticket, reason
///     pause-service    service, reason, minutes
///     resume-service   service
///     notices          seen (notices_mark of what the page showed), keep (places), add (text by language)
///     alarm            evacuation, text (by language)
///     all-clear, reopen-day
///     end-day          reason, override
///     acknowledge      alert
///     follow-up        name, step (assigned, noted, closed), to, note
///
/// `override` puts "override:" in front of the reason: whoever says so answers for it.
std::optional<model::Command> read_order(std::string_view action, std::string_view json,
                                         const Ordering& ordering);

/// {"name": "20260302-1"}
std::optional<std::string> read_follow_up_name(std::string_view json);

/// {"open": [4], "close": [1, 2], "preset": "gentle"}; what is missing stays as it is. Whether the hall has
/// such counters it says itself.
std::optional<model::WhatIf> read_what_if(std::string_view json);

/// {} and nothing else.
bool is_nothing(std::string_view json);

/// Tells one list of notices from another: nobody overwrites what he has not seen.
std::string notices_mark(const model::Board& board);

} // namespace web
