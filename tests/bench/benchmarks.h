#pragma once

#include "tests/bench/measure.h"

namespace bench {

// One function a file of the same name; main.cpp lists them.
Figures display();
Figures forecast();
Figures hall();
Figures kiosk();
Figures pick();
Figures press();
Figures ticket();

} // namespace bench
