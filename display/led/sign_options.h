#pragma once

#include "display/led/address.h"
#include "display/led/painter.h"
#include "shared/config/table.h"
#include "shared/model/ids.h"

#include <optional>
#include <string>
#include <vector>

#include <termios.h>

namespace display {

enum class SignDriver { FlaschenTaschen, Ddp, E131, ArtNet, Onbon, Modbus, Emulator };

/// From this time of day on, so bright.
struct Brightness {
    model::MinuteOfDay from{};
    int percent = 100;

    bool operator==(const Brightness&) const = default;
};

/// One [[led]] of display.toml; README.md shows every key.
struct SignOptions {
    std::string name; ///< for the log, and for the lighting desk's list of senders
    SignDriver driver = SignDriver::Emulator;
    Address address;
    std::optional<model::CounterId> counter; ///< whose strip it is; none: the wall of the hall
    screen::Size size{128, 16};
    int rows = 16; ///< of a line of text
    SignColors colors = SignColors::Full;
    std::vector<std::string> languages;
    base::Duration alternate{};
    base::Duration resend{};
    std::vector<Brightness> brightness; ///< by time of day, ascending; empty: always full

    int layer = 1;    ///< FlaschenTaschen
    int universe = 1; ///< E1.31, Art-Net: the first
    int station = 1;  ///< Onbon: the screen's address; Modbus: the unit
    int places = 8;   ///< Modbus: characters
    speed_t speed = B9600;
    int pitch = 6; ///< emulator: pixels of this screen an LED
};

/// The [[led]] tables of a file; `languages` are the board's. What is wrong is noted in the file's document.
std::vector<SignOptions> read_signs(const config::Table& root, const std::vector<std::string>& languages);

/// In force at this minute of the day: the last that has begun, over midnight too.
int brightness_at(const std::vector<Brightness>& steps, int hour, int minute);

} // namespace display
