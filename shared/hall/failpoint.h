#pragma once

#include <array>
#include <string>
#include <string_view>

namespace hall {

/// Where a test may kill the hall: the process ends with SIGKILL when it passes `name` for the n-th time.
///
///     new-journal     the tables are made, in the transaction that makes them
///     migration       an old journal is one version further, in that step's transaction
///     boot            the journal is open, its start is counted, nothing was read
///     replay          a page of the journal is in the state
///     enrolment       the demonstration's keys are made, the register of devices is not
///     doors           all is replayed, nobody can connect
///     open            everybody can connect, and finds out where
///     batch           a command is decided and written, others of its batch are not
///     roll-over       the old day's end and the new day are written, nothing is forgotten
///     forgetting      what is to be forgotten is overwritten; not durable
///     before-commit   all is decided and written, not durable; nobody has been told
///     after-commit    durable; nobody has been told
///     mid-replies     durable; some of a batch have their answers
///     before-publish  all of a batch have their answers; no follower has been told
///     mid-publish     followers have been told of some events of a batch
///     snapshot        somebody is about to get the whole state
///     roll-back       the disk has failed, nothing of the transaction stands; the state does not know yet
///
/// Off, and next to free, unless $JIAOHAO_FAILPOINT is set ("mid-replies:3"): what is tested is what is
/// shipped.
class Failpoint {
  public:
    static constexpr std::array<std::string_view, 17> kNames{
        "new-journal", "migration",      "boot",        "replay",     "enrolment",     "doors",
        "open",        "batch",          "roll-over",   "forgetting", "before-commit", "after-commit",
        "mid-replies", "before-publish", "mid-publish", "snapshot",   "roll-back"};

    Failpoint() = default;
    Failpoint(std::string name, int nth) : name_(std::move(name)), left_(nth) {}

    /// Throws std::runtime_error with a sentence when the variable names no place.
    static Failpoint from_environment();

    void pass(std::string_view name) {
        if (left_ > 0 && name == name_ && --left_ == 0)
            die();
    }

  private:
    [[noreturn]] static void die();

    std::string name_;
    int left_ = 0;
};

} // namespace hall
