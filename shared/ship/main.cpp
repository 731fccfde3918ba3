#include "shared/base/log.h"
#include "shared/ship/program.h"

#include <cstdlib>
#include <exception>

int main(int argc, char** argv) {
    const auto task = ship::parse_options(argc, argv, JIAOHAO_VERSION);
    if (!task)
        return task.error();
    try {
        const base::SystemClock clock;
        return ship::run(*task, clock);
    } catch (const std::exception& error) {
        base::log_error("ship", "stops: {}", error.what());
        return EXIT_FAILURE;
    }
}
