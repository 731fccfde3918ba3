#pragma once

#include "display/lamps/signals.h"
#include "display/voice/zone_options.h"
#include "shared/screen/geometry.h"
#include "shared/voice/pack.h"
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

    std::filesystem::path virtual_speaker; ///< a folder for WAV files, instead of a loudspeaker
    std::vector<ZoneOptions> zones;        ///< one at least
    std::vector<voice::Pack> packs;        ///< recorded voices
    std::vector<SignalOptions> signals;    ///< lamps and bells above counters

    // Instead of a board:
    std::vector<Shown> sound_check; ///< says these calls in every zone, and ends
    std::string recording_script;   ///< prints the script of this language, and ends
    int recorded_counters = 30;
};

/// Throws config::Errors when the configuration file is wrong, std::runtime_error with a sentence when a flag
/// is. The error is the exit code after --help, --version (0) and bad usage (2), when all has been said.
std::expected<Options, int> parse_options(int argc, const char* const* argv, const std::string& version);

} // namespace display
