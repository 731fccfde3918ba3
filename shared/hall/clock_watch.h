#pragma once

#include "shared/base/clock.h"

#include <optional>
#include <string>

namespace hall {

/// Notices when people, or the machine's time service, set the wall clock while the hall runs.
///
/// Set forward, everything is later at once, and a new day may have begun. Set back, or wrong when the hall
/// was started, it is behind the journal: time stands still until it has caught up, because time never runs
/// back. Smaller changes than kTolerated are a time service's daily work and nobody's concern.
///
/// Pure; one sentence for the operator a change.
class ClockWatch {
  public:
    /// To be told about once a second; `journal` is the time of the last event. What the log should say.
    std::optional<std::string> look(base::SteadyTime steady, base::WallTime wall, base::WallTime journal);

    static constexpr base::Duration kTolerated = std::chrono::minutes(1);

  private:
    std::optional<base::Duration> offset_; ///< of the wall clock from the steady one, when last looked
    bool behind_ = false;
};

} // namespace hall
