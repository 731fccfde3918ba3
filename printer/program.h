#pragma once

#include "printer/options.h"

namespace printer {

/// Each answers the exit status. Says what is wrong with a template or a profile, each mistake with its line.
int check(const Options& options);
/// Draws one job into files.
int render(const Options& options);
/// Prints the test page, or draws it into files.
int self_test(const Options& options);

/// Serves kiosks until it is asked to stop. Throws std::runtime_error with a sentence for the operator.
int serve(const Options& options);

} // namespace printer
