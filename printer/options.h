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
    std::filesystem::path key;      ///< this printer's key pair; empty: no encryption, on ipc only
    std::filesystem::path devices;  ///< public keys of those who may print
    std::filesystem::path hall_key; ///< the hall's public key; empty: hall.pub beside the printer's own
    std::string hall; ///< tcp://HOST:PORT or ipc://PATH of the hall that is told how the printer is

    std::string profile;               ///< empty: as the printer says what it is, else a generic one
    std::filesystem::path look;        ///< the template; empty: the house's for this paper
    int width = 0;                     ///< of the paper, millimetres; 0: the widest that the printer takes
    std::optional<Profile::Mode> mode; ///< instead of the profile's own
    std::optional<int> roll;           ///< metres of paper on a new roll; 0: its tickets are not counted
    int warn_below = 50;               ///< tickets that the roll will still do

    bool list = false;            ///< name the printers found on USB and do nothing else
    bool json = false;            ///< of the list
    bool paper_changed = false;   ///< tell the running process that a new roll is in
    std::filesystem::path check;  ///< say what is wrong with this template or profile, and do nothing else
    std::filesystem::path render; ///< draw this job and do nothing else
    bool self_test = false;       ///< print a test page and do nothing else
    std::filesystem::path out;
    std::filesystem::path png;
};

/// The error is the exit status, when everything has been said: help, version, or what is wrong.
std::expected<Options, int> parse_options(int argc, const char* const* argv);

} // namespace printer
