#pragma once

#include "shared/link/client.h"

namespace hall_link {

/// For the command line: turns the loop until the answer is there or the patience over. A stop signal
/// counts as OutOfReach. Not to be called from a callback of the same loop.
Result<model::Answer> ask(loop::Loop& loop, Client& client, const model::Command& command,
                          base::Duration patience);
Result<model::Answer> ask_as(loop::Loop& loop, Client& client, const wire::Session& session,
                             std::uint64_t request, const model::Command& command, base::Duration patience);
Result<model::Board> ask_snapshot(loop::Loop& loop, Client& client, base::Duration patience);
Result<Explained> ask_explanation(loop::Loop& loop, Client& client, const wire::ExplainRequest& request,
                                  base::Duration patience);
Result<LookedAhead> ask_ahead(loop::Loop& loop, Client& client, const model::WhatIf& what_if,
                              base::Duration patience);
/// The ticket of today with this token.
Result<model::Answer> ask_found(loop::Loop& loop, Client& client, std::string_view token,
                                base::Duration patience);
Result<wire::ExportPage> ask_page(loop::Loop& loop, Client& client, const wire::ExportRequest& request,
                                  base::Duration patience);

} // namespace hall_link
