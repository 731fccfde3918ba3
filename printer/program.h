#pragma once

#include "printer/options.h"

namespace printer {

/// Draws one job into files; answers the exit status.
int render(const Options& options);

/// Names the printers found on USB; answers the exit status.
int list(const Options& options);

/// Tells the running process that a new roll is in. Throws std::runtime_error with a sentence when there is
/// none.
int paper_changed(const Options& options);

/// Serves kiosks until it is asked to stop. Throws std::runtime_error with a sentence for the operator.
int serve(const Options& options);

} // namespace printer
