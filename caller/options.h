#pragma once

#include "caller/buttons/serial_boxes.h"
#include "caller/buttons/usb_boxes.h"
#include "shared/link/print_line.h"
#include "shared/screen/window.h"
#include "shared/wire/keys.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace caller {

/// What the program is to do, from flags before the configuration before what is usual.
struct Options {
    wire::Line line;
    model::CounterId counter;
    model::ClerkId clerk; ///< empty: the staff number is asked for
    std::string language = "zh_Hans";
    bool pad = true;
    bool panel = false;
    screen::Size pad_size{480, 760};
    screen::Size panel_size{800, 480};
    std::optional<int> panel_screen; ///< full-screen on this monitor, from 0
    bool strip = false;              ///< a slim line at the screen's edge; the pad comes when it is needed
    screen::Edge strip_edge = screen::Edge::Top;
    int strip_width = 0;          ///< pixels; 0: as wide as the screen
    std::filesystem::path photos; ///< a folder of the clerks' photos, for the panel; empty: none
    std::vector<BoxBinding> boxes;
    std::optional<hall_link::PrintLine::Printer> printer; ///< of slips
    bool speak = false;                                   ///< at the counter, what a slip says
    std::string virtual_speaker; ///< a folder for WAV files; empty: the machine's own loudspeaker
    std::vector<std::vector<SerialBinding>> serial_boxes; ///< those of one port together
    bool learn = false;               ///< bind boxes to counters instead of serving one, see learn.h
    std::string learn_preset;         ///< empty: guessed
    std::filesystem::path boxes_file; ///< what was learned so far
    std::string virtual_box;          ///< a FIFO, or "-"; empty: none
    KeyMap virtual_keys;
};

/// Empty when there is nothing to do but to exit with `exit_code`: --help, --version, a flag that is wrong.
/// Throws config::Errors for a configuration file that is wrong and std::runtime_error with a sentence.
struct Asked {
    std::optional<Options> options;
    int exit_code = 0;
};
Asked parse_options(int argc, const char* const* argv, const std::string& version);

} // namespace caller
