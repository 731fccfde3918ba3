#pragma once

#include "shared/screen/fonts.h"
#include "shared/screen/icons.h"

namespace caller {

// What every stage of the program draws with, opened once.

inline screen::Fonts& fonts() {
    static screen::Fonts one;
    return one;
}

inline screen::Icons& icons() {
    static screen::Icons one;
    return one;
}

} // namespace caller
