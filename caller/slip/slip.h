#pragma once

#include "shared/model/board.h"
#include "shared/model/command.h"
#include "shared/model/print.h"

#include <optional>
#include <string>

namespace caller {

/// The paper that a visitor takes along after what the hall has just done: where to come back with which
/// documents, or where to go now. In the visitor's language and the hall's own. Nothing when the command
/// sends nobody away, or was refused.
std::optional<model::PrintJob> slip_for(const model::Board& board, const model::Command& command,
                                        const model::Answer& answer);

/// The same, said at the counter.
struct Saying {
    std::string language; ///< BCP 47, of the ticket
    std::string text;
    bool operator==(const Saying&) const = default;
};
std::optional<Saying> saying_for(const model::Board& board, const model::Command& command,
                                 const model::Answer& answer);

} // namespace caller
