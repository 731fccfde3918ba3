#pragma once

#include "shared/screen/geometry.h"

#include <variant>

namespace screen {

/// Finger and mouse are one pointer. Cancel: the touch was taken away (page changed, window left).
enum class Pointer { Down, Move, Up, Cancel };

struct PointerEvent {
    Pointer kind = Pointer::Move;
    Point at;
};

enum class Key {
    Character,
    Tab,
    BackTab,
    Enter,
    Escape,
    Backspace,
    Left,
    Right,
    Up,
    Down,
    Function,
    Undo ///< Ctrl+Z
};

/// A key went down (or repeats).
struct KeyEvent {
    Key key = Key::Character;
    char32_t character = 0; ///< of Character; of Function the number: 1 for F1, 13 for Shift+F1
    bool repeated = false;
};

struct Resized {
    Size size;
};
struct Exposed {}; ///< the window's picture was lost and must be presented again
struct Closed {};

using Event = std::variant<PointerEvent, KeyEvent, Resized, Exposed, Closed>;

} // namespace screen
