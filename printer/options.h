#pragma once

#include "printer/profile.h"

#include <expected>
#include <filesystem>
#include <optional>
#include <string>

namespace printer {

/// What the program was told, by flags or by its configuration file.
struct Options {
    std::string device = "usb"; ///< usb[:VID:PID[:SERIAL]], usb:@PLACE, tcp://HOST:PORT, file:FOLDER, virtual
    std::string listen;         ///< ipc://PATH or tcp://HOST:PORT
    std::filesystem::path spool;
    std::filesystem::path key;     ///< this printer's key pair; empty: no encryption, on ipc only
    std::filesystem::path devices; ///< public keys of those who may print

    std::string profile;               ///< empty: a generic one
    std::filesystem::path look;        ///< the template; empty: the house's for this paper
    int roll = 0;                      ///< millimetres; 0: the widest that the printer takes
    std::optional<Profile::Mode> mode; ///< instead of the profile's own

    std::filesystem::path check;  ///< say what is wrong with this template or profile, and do nothing else
    std::filesystem::path render; ///< draw this job and do nothing else
    bool self_test = false;       ///< print a test page and do nothing else
    std::filesystem::path out;
    std::filesystem::path png;
};

/// The error is the exit status, when everything has been said: help, version, or what is wrong.
std::expected<Options, int> parse_options(int argc, const char* const* argv);

} // namespace printer
