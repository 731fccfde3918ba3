#pragma once

namespace lab {

/// jiaohao-lab: reads the arguments, runs the experiment asked for, returns the exit code (0 fine, 1 failed,
/// 2 bad usage or a file that cannot be used).
int run(int argc, char** argv);

} // namespace lab
