#pragma once

#include <string>
#include <vector>

namespace display {

/// What a line of a sign means; it decides the colour.
enum class Tone { Call, Serving, Free, Paused, Closed, Notice, Alarm };

/// One line of an LED sign, in one language.
struct SignLine {
    /// The same in fewer and fewer words: a sign shows the first that fits.
    std::vector<std::string> texts;
    std::string language; ///< a catalogue's tag: zh_Hans
    Tone tone = Tone::Notice;
    bool scrolls = false; ///< when even the last is too long; else it is cut: a number never moves
    bool lit = true;      ///< false: the dark half of a flash

    bool operator==(const SignLine&) const = default;
};

/// What takes over every sign until it is withdrawn: its headline and its words, in one language after the
/// other.
struct SignAlarm {
    struct Said {
        std::string tag; ///< BCP 47
        std::string headline, words;

        bool operator==(const Said&) const = default;
    };
    std::vector<Said> said;
    bool makes_way = false; ///< while a call is new: service goes on

    bool operator==(const SignAlarm&) const = default;
};

/// What a sign shows at one moment, from the top.
struct SignPage {
    std::vector<SignLine> lines;
    std::string number; ///< of the newest call or who is served, with its counter where that is not the
                        ///< sign's own: "A023", "A023-3"; all that a display of characters has room for
    bool operator==(const SignPage&) const = default;
};

} // namespace display
