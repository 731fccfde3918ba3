#include "display/app.h"
#include "display/options.h"
#include "shared/base/log.h"
#include "shared/config/error.h"

#include <cstdlib>
#include <exception>

namespace {

constexpr int kBadConfiguration = 2;

int run(const display::Options& options) {
    const base::SystemClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    screen::WindowOptions window_options;
    window_options.title = "Jiaohao " + options.device;
    window_options.size = options.window;
    window_options.fullscreen = options.fullscreen;
    window_options.panel = options.panel;
    window_options.show_pointer = false; // nobody touches a board
    const auto window = screen::open_window(window_options);
    display::check_legibility(options, window->size());
    const auto speaker = display::open_speaker(options);
    return display::App(loop, context, clock, *window, *speaker, options).run();
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
