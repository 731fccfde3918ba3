#include "shared/base/log.h"
#include "shared/web/app.h"
#include "shared/web/options.h"

#include <cstdlib>
#include <exception>

namespace {

constexpr int kBadConfiguration = 2;

} // namespace

int main(int argc, char** argv) {
    std::expected<web::Options, int> options;
    try {
        options = web::parse_options(argc, argv, JIAOHAO_VERSION);
        if (!options)
            return options.error();
        wire::load_public_key(options->line.hall_key);
        wire::load_key_pair(options->line.own_key);
    } catch (const std::exception& error) {
        base::log_error("web", "{}", error.what());
        return kBadConfiguration;
    }
    try {
        const base::SystemClock clock;
        loop::Loop loop(clock);
        return web::App(*options, loop, clock).run();
    } catch (const std::exception& error) {
        base::log_error("web", "stops: {}", error.what());
        return EXIT_FAILURE;
    }
}
