#pragma once

#include <string>
#include <string_view>

namespace hall {

/// Where a test may kill the hall: the process ends with SIGKILL when it passes `name` for the n-th time.
///
///     before-commit   events decided and written, not durable; nobody has been told
///     after-commit    durable; nobody has been told
///     mid-replies     durable; some of a batch have their answers
///
/// Off, and next to free, unless $JIAOHAO_FAILPOINT is set ("mid-replies:3"): what is tested is what is
/// shipped.
class Failpoint {
  public:
    Failpoint() = default;
    Failpoint(std::string name, int nth) : name_(std::move(name)), left_(nth) {}

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
