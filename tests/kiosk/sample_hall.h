#pragma once

#include "shared/model/board.h"
#include "shared/model/command.h"

namespace sample {

/// A morning in a small housing-fund and social-insurance centre: three groups, six services, six channels.
model::Board board();

/// The board's clock: Monday 2 March 2026, 10:24 in Shanghai.
base::WallTime now();

/// What the hall answers to a ticket for housing-withdraw.
model::Answer answer(const std::string& channel = "ordinary", const std::string& language = "zh-Hans");

/// What it answers when it says no.
model::Answer refused(model::Refusal why, std::string detail = {});

} // namespace sample
