#include "display/app.h"
#include "display/options.h"
#include "display/voice/recording.h"
#include "display/voice/sound_check.h"
#include "shared/base/log.h"
#include "shared/config/error.h"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <vector>

namespace {

constexpr int kBadConfiguration = 2;

int run(const display::Options& options) {
    const base::SystemClock clock;
    if (!options.recording_script.empty()) {
        std::cout << display::recording_script(options.recording_script, options.recorded_counters);
        return EXIT_SUCCESS;
    }
    if (!options.sound_check.empty()) {
        const auto open = [&](const display::ZoneOptions& zone) {
            return display::open_speaker(options, zone);
        };
        return display::check_sound(options.sound_check, options.zones, options.packs, open,
                                    options.virtual_speaker.empty(), clock)
                   ? EXIT_SUCCESS
                   : EXIT_FAILURE;
    }
    loop::Loop loop(clock);
    zmq::context_t context;
    std::vector<std::unique_ptr<screen::Window>> windows;
    std::vector<screen::Window*> shown;
    for (const display::ScreenOptions& screen : options.screens) {
        windows.push_back(display::open_window(options, screen));
        shown.push_back(windows.back().get());
    }
    return display::App(loop, context, clock, shown, options).run();
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
