#pragma once

#include "shared/wire/keys.h"

namespace load {

/// So many displays that follow, and so many devices that each ask for a ticket again and again.
struct DevicePlan {
    wire::Line line; ///< an administrator's
    int followers = 0;
    int askers = 0;
    int pause_ms = 500;  ///< of a device between two tickets
    bool boards = false; ///< tell what the displays show, too
};

/// Runs until standard input ends. Prints a JSON line every tenth of a second:
/// {"t": seconds, "live": displays, "issued": [ids of tickets acknowledged since the last line], "worst_ms":
/// …}, with `boards` also "boards": [a number for each board that some display shows].
int run_devices(const DevicePlan& plan);

/// Subscribes and never reads a word; until standard input ends.
int run_deaf(const wire::Line& line, int count);

/// One message of so many parts of a kilobyte, which no hall asks for; sent again and again until standard
/// input ends.
int run_flood(const wire::Line& line, int parts);

} // namespace load
