#pragma once

#include "caller/desk.h"
#include "shared/base/zone.h"
#include "shared/screen/translations.h"

#include <string>
#include <vector>

namespace caller {

/// What the pad knows beside the desk.
struct Around {
    base::WallTime now;                     ///< the hall's
    std::string typed;                      ///< digits without ENTER yet
    std::vector<std::string> boxes_gone;    ///< button boxes that were unplugged
    std::vector<std::string> boxes_stuck{}; ///< button boxes of which a key is stuck
    std::string no_slip_for{};              ///< the ticket whose slip was not printed; empty: none
    std::string_view no_slip_why{};         ///< a msgid
};

/// The card of the visitor at the counter.
struct CardFace {
    enum class Mood { Calm, Called, Serving, Paused, Quiet } mood = Mood::Calm;
    std::string icon;   ///< where there is no number
    std::string number; ///< large; empty: `title` stands in its place
    std::string state;  ///< "Called", "Being served"
    std::string title;  ///< the service, or what is the matter
    std::string detail; ///< what to do, how often called
    std::string channel;
    bool green = false;
    std::string timer; ///< "8:12 of 10 min"
    bool over = false; ///< longer than promised
    int share = -1;    ///< of the promised time, in per mille; none: -1
    std::string note;  ///< of the transfer that brought the visitor here
    bool operator==(const CardFace&) const = default;
};

/// One line of the pad's list.
struct LineFace {
    enum class Kind { Approval, Waiting, Aside } kind = Kind::Waiting;
    model::TicketId ticket;
    std::string number;
    std::string service;
    std::string channel; ///< empty for the ordinary one
    bool green = false;
    std::string since;
    std::string credit;   ///< empty where it is the wait itself
    bool overdue = false; ///< set aside for long
    bool operator==(const LineFace&) const = default;
};

/// The one sentence above the keys.
struct BarFace {
    enum class Tone { Quiet, Good, Warning, Trouble } tone = Tone::Quiet;
    std::string icon;
    std::string text;
    enum class Key { None, Undo, Come } key = Key::None; ///< what can be done about it
    std::string key_text;
    model::CounterId who; ///< of Come: asks for help
    bool operator==(const BarFace&) const = default;
};

/// All that the pad shows, in the clerk's language: made from the desk, then only drawn.
struct PadFace {
    std::string counter, location, clerk, clock, state;
    CardFace card;
    BarFace bar;
    std::string next_badge, list_title;
    std::vector<LineFace> lines;
    bool paused = false, closed = true, help_called = false;
    bool operator==(const PadFace&) const = default;
};

PadFace face_of(const Desk& desk, const Around& around, const screen::Catalogue& catalogue,
                std::size_t most_lines);

/// "4:05", "1:02:30": how long something has lasted.
std::string lasted(base::Duration duration);

/// "Supervisor": whom somebody asks to come.
std::string whom(model::Help help, const screen::Catalogue& catalogue);

/// What is the matter with a device, and what to do.
std::string fault_text(const model::DeviceStatus& device, const screen::Catalogue& catalogue);

/// The catalogue's language as the hall's names know it: zh_Hans is zh-Hans.
std::string tag_of(const screen::Catalogue& catalogue);

} // namespace caller
