#pragma once

#include "printer/options.h"

#include <stdexcept>

namespace printer {

/// A profile or a template that cannot be used; what() says what to do.
class BadSetup : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Each answers the exit status. Says what is wrong with a template or a profile, each mistake with its line.
int check(const Options& options);
/// Draws one job into files. Throws BadSetup, as self_test() and serve() do.
int render(const Options& options);
/// Prints the test page, or draws it into files.
int self_test(const Options& options);
/// Names the printers found on USB.
int list(const Options& options);

/// Tells the running process that a new roll is in. Throws std::runtime_error with a sentence when there is
/// none.
int paper_changed(const Options& options);

/// Serves kiosks until it is asked to stop. Throws std::runtime_error with a sentence for the operator.
int serve(const Options& options);

} // namespace printer
