#pragma once

#include "shared/model/board.h"
#include "shared/model/command.h"

#include <string>

namespace admin {

// What people read on the terminal. Short; scripts use --json.

/// "A001, ticket 17: waiting; 3 ahead, 10 to 20 minutes"
std::string text_of(const model::Answer& answer);

/// The refusal's sentence, and the technician's detail when there is one.
std::string refusal_text(const model::Answer& answer);

/// The hall at a glance: counters and queues, several lines.
std::string text_of(const model::Board& board);

/// One line for one event.
std::string text_of(const model::Event& event, const model::Board& board);

std::string text_of(const model::Forecast& forecast);

} // namespace admin
