#pragma once

#include "kiosk/idcard/card_reader.h"

#include <filesystem>
#include <memory>
#include <string>

namespace kiosk {

struct CardReaderOptions {
    /// "usb", "usb:VID:PID", "usb:VID:PID:SERIAL", "usb:@PLACE", "serial:/dev/…", "virtual:PATH"; empty: the
    /// kiosk has no reader.
    std::string reader;
    /// The hall's person key, a file of 64 hexadecimal digits: wire::PersonKey.
    std::filesystem::path person_key;
};

/// True for what CardReaderOptions::reader may be: for the options to check.
bool is_card_reader(std::string_view reader);

/// Null without a reader in the options, and on a machine without usable USB, which is logged: the kiosk is
/// whole without one. Throws std::runtime_error with a sentence when the options are wrong: a reader that is
/// none of the above, a key that cannot be read.
std::unique_ptr<CardReader> open_card_reader(const CardReaderOptions& options, const base::Clock& clock,
                                             CardListener& listener);

} // namespace kiosk
