#pragma once

#include "shared/hall/failpoint.h"
#include "tests/crash/crowd.h"
#include "tests/crash/faults.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <map>
#include <optional>
#include <string>

namespace crash {

/// What was done to halls, and what came of it.
struct Tally {
    std::map<std::string, int> kills; ///< by where
    std::size_t requests = 0;
    std::size_t acknowledged = 0;
    std::size_t repeated = 0; ///< answers to a request that had one already
    std::size_t events = 0;
    std::size_t heard = 0; ///< updates
    int days = 0;
    int halls = 0;

    int all() const;
};

/// A real hall, a crowd, and somebody who kills the hall again and again: at a failpoint, at random, while it
/// starts, while it ends, on a broken disk. It is started on the same folder each time. In the end all is
/// held against the journal.
class House {
  public:
    House(Random& random, Tally& tally);

    /// Kills it once more. Throws std::runtime_error with a sentence when something else happens than that.
    void kill(std::string_view where);

    /// Ends in peace and judges.
    support::Complaints judge();

    /// Beside the failpoints.
    static constexpr std::string_view kAnywhere = "anywhere";
    static constexpr std::string_view kWhileStarting = "while starting";
    static constexpr std::string_view kWhileEnding = "while ending";

  private:
    void start(const std::string& failpoint = {});
    void starts_and_dies(const std::string& failpoint);
    void dies_under_load(std::string_view where);
    void live(base::Duration duration);
    void next_day();
    void make_older();
    void expect_death(const std::string& where);
    base::Duration some(base::Duration most);
    int some(int most) { return 1 + static_cast<int>(random_() % static_cast<unsigned>(most)); }

    Random& random_;
    Tally& tally_;
    support::TemporaryFolder folder_;
    support::RunningHall hall_;
    Faults faults_;
    std::optional<Crowd> crowd_;
};

} // namespace crash
