#include "kiosk/app.h"
#include "shared/base/log.h"

#include <unistd.h>

#include <cstdlib>

namespace {

int run(const kiosk::Options& options) {
    const base::SystemClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    screen::WindowOptions window;
    window.title = "Jiaohao kiosk";
    window.size = options.window;
    window.fullscreen = options.fullscreen;
    window.borderless = true;
    const auto shown = screen::open_window(window);
    return kiosk::App(options, *shown, clock, context, loop).run();
}

} // namespace

int main(int argc, char** argv) {
    try {
        const auto options = kiosk::parse_options(argc, argv);
        const int status = options ? run(*options) : options.error();
        if (options && status == kiosk::kRestartStatus)
            execvp(argv[0], argv); // comes back only when it fails; the status then asks the supervisor
        return status;
    } catch (const std::exception& error) {
        base::log_error("kiosk", "stops: {}", error.what());
        return EXIT_FAILURE;
    }
}
