#include "printer/program.h"
#include "shared/base/log.h"

#include <cstdlib>
#include <exception>
#include <iostream>

int main(int argc, char** argv) {
    try {
        const auto options = printer::parse_options(argc, argv);
        if (!options)
            return options.error();
        if (!options->check.empty())
            return printer::check(*options);
        if (!options->render.empty())
            return printer::render(*options);
        return options->self_test ? printer::self_test(*options) : printer::serve(*options);
    } catch (const printer::BadSetup& error) {
        std::cerr << error.what() << '\n';
        return 2;
    } catch (const std::exception& error) {
        base::log_error("printer", "stops: {}", error.what());
        return EXIT_FAILURE;
    }
}
