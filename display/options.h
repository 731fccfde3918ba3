#pragma once

#include "display/lamps/signals.h"
#include "display/led/sign_options.h"
#include "display/voice/zone_options.h"
#include "shared/model/ids.h"
#include "shared/screen/geometry.h"
#include "shared/voice/pack.h"
#include "shared/wire/keys.h"

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace display {

/// One screen of the process: a [[screen]] of display.toml.
struct ScreenOptions {
    screen::Size window{1920, 1080};
    std::optional<screen::Point>
        at; ///< the window's place on the monitor, without a frame; none: in the middle
    bool fullscreen = false;
    int monitor = 0;                                     ///< from 0
    std::vector<std::string> languages{"zh-Hans", "en"}; ///< BCP 47; two stand on the board
    std::filesystem::path layout;                        ///< empty: the house's, by the panel's shape
    std::optional<model::CounterId> counter;             ///< hangs above this one
    double inch = 0;                                     ///< diagonal; 0: as the monitor says
    double depth = 0; ///< metres to the farthest seat; 0: not said, nothing is checked
};

/// What display.toml and the flags say; flags win. README.md shows every key.
struct Options {
    wire::Line line;
    std::string device = "display-1";

    std::vector<ScreenOptions> screens{1}; ///< one at least
    std::string phone_page;                ///< address behind the QR code; empty: none is shown
    std::filesystem::path pictures;        ///< a folder of pictures and films; empty: none

    std::filesystem::path virtual_speaker; ///< a folder for WAV files, instead of a loudspeaker
    std::vector<ZoneOptions> zones;        ///< one at least
    std::vector<voice::Pack> packs;        ///< recorded voices
    std::vector<SignalOptions> signals;    ///< lamps and bells above counters
    std::vector<SignOptions> signs;        ///< LED signs: strips above counters, the wall of the hall
    bool led_test = false;                 ///< they show the test pattern

    // Instead of a board:
    std::vector<Shown> sound_check; ///< says these calls in every zone, and ends
    std::string recording_script;   ///< prints the script of this language, and ends
    int recorded_counters = 30;
};

/// Throws config::Errors when the configuration file or a layout is wrong, std::runtime_error with a sentence
/// when a flag is. The error is the exit code after --help, --version (0) and bad usage (2), when all has
/// been said.
std::expected<Options, int> parse_options(int argc, const char* const* argv, const std::string& version);

} // namespace display
