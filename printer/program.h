#pragma once

#include "printer/options.h"

namespace printer {

/// Draws one job into files; answers the exit status.
int render(const Options& options);

/// Serves kiosks until it is asked to stop. Throws std::runtime_error with a sentence for the operator.
int serve(const Options& options);

} // namespace printer
