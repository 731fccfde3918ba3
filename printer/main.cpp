#include "printer/program.h"
#include "shared/base/log.h"

#include <cstdlib>
#include <exception>

int main(int argc, char** argv) {
    try {
        const auto options = printer::parse_options(argc, argv);
        if (!options)
            return options.error();
        return options->render.empty() ? printer::serve(*options) : printer::render(*options);
    } catch (const std::exception& error) {
        base::log_error("printer", "stops: {}", error.what());
        return EXIT_FAILURE;
    }
}
