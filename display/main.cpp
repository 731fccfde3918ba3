#include "display/app.h"
#include "display/options.h"
#include "shared/base/log.h"
#include "shared/config/error.h"

#include <cstdlib>
#include <exception>
#include <memory>
#include <vector>

namespace {

constexpr int kBadConfiguration = 2;

int run(const display::Options& options) {
    const base::SystemClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    std::vector<std::unique_ptr<screen::Window>> windows;
    std::vector<screen::Window*> shown;
    for (const display::ScreenOptions& screen : options.screens) {
        windows.push_back(display::open_window(options, screen));
        shown.push_back(windows.back().get());
    }
    const auto speaker = display::open_speaker(options);
    return display::App(loop, context, clock, shown, *speaker, options).run();
}

} // namespace

int main(int argc, char** argv) {
    std::expected<display::Options, int> options;
    try {
        options = display::parse_options(argc, argv, JIAOHAO_VERSION);
    } catch (const std::exception& error) {
        base::log_error("display", "{}", error.what());
        return kBadConfiguration;
    }
    if (!options)
        return options.error();
    try {
        return run(*options);
    } catch (const std::exception& error) {
        base::log_error("display", "stops: {}", error.what());
        return EXIT_FAILURE;
    }
}
