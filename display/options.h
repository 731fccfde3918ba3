#pragma once

#include "display/led/sign_options.h"
#include "display/voice/announcer.h"
#include "shared/screen/geometry.h"
#include "shared/wire/keys.h"

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace display {

/// What display.toml and the flags say; flags win. README.md shows every key.
struct Options {
    wire::Line line;
    std::string device = "display-1";

    screen::Size window{1920, 1080};
    bool fullscreen = false;
    int panel = 0;                                       ///< which monitor, from 0
    std::vector<std::string> languages{"zh-Hans", "en"}; ///< BCP 47; two stand on the board
    double panel_inch = 0;                               ///< diagonal; 0: as the monitor says
    double depth = 0; ///< metres to the farthest seat; 0: not said, nothing is checked

    bool mute = false;
    std::filesystem::path virtual_speaker; ///< a folder for WAV files, instead of a loudspeaker
    AnnouncerOptions voice;

    std::vector<SignOptions> signs; ///< LED signs: strips above counters, the wall of the hall
    bool led_test = false;          ///< they show the test pattern
};

/// Throws config::Errors when the configuration file is wrong, std::runtime_error with a sentence when a flag
/// is. The error is the exit code after --help, --version (0) and bad usage (2), when all has been said.
std::expected<Options, int> parse_options(int argc, const char* const* argv, const std::string& version);

} // namespace display
