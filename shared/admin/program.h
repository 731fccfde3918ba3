#pragma once

namespace admin {

/// `jiaohao`: the hall's command line. Returns the exit code; scripts rely on these:
///
///     0   done
///     1   failed while running
///     2   bad usage, key file or configuration
///     3   the hall refused; the reason is on standard error
///     4   no hall in reach
int run(int argc, char** argv);

} // namespace admin
