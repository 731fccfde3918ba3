#pragma once

#include "kiosk/face.h"
#include "kiosk/idcard/open_card_reader.h"
#include "kiosk/scanner/open_scanner.h"
#include "shared/link/print_line.h"
#include "shared/wire/keys.h"

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace kiosk {

/// Of the welcome page until a hall has told its own.
constexpr const char* kDefaultLanguage = "zh-Hans";

/// Everything that flags and kiosk.toml say.
struct Options {
    wire::Line line;
    std::string device = "kiosk-1";
    std::string language; ///< BCP 47; empty: the hall's own
    std::filesystem::path state;
    std::vector<hall_link::PrintLine::Printer> printers; ///< the first is asked first
    screen::Size window{1080, 1920};
    bool fullscreen = false;
    FaceOptions face;
    bool mute = false;
    int volume = 100; ///< of the loudest step of the spoken mode, per cent
    CardReaderOptions cards;
    ScannerOptions scanner;
    std::string ticket_link; ///< the visitor's page, before the ticket's token: of the QR code on tickets
    std::filesystem::path virtual_speaker; ///< a folder for WAV files, instead of a loudspeaker
    std::string staff_pin;                 ///< as make_pin_hash() says it; empty: there is no staff menu
};

/// The exit code instead, when there is nothing to run: 0 after --help and --version, 2 after a mistake,
/// which was told on standard error.
std::expected<Options, int> parse_options(int argc, const char* const* argv);

} // namespace kiosk
