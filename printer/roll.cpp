#include "printer/roll.h"

#include <algorithm>
#include <cmath>

namespace printer {
namespace {

constexpr int kToCutter = 15; // from the head to the knife: blank at the head of each ticket
constexpr int kRemembered = 8;

int length_of(double millimetres) {
    return static_cast<int>(std::lround(millimetres)) + kToCutter;
}

} // namespace

void Roll::count(double millimetres) {
    const auto length = length_of(millimetres);
    used += length;
    ticket = ticket == 0 ? length : (ticket * (kRemembered - 1) + length) / kRemembered;
}

void Roll::count_sheet(double millimetres) {
    used += length_of(millimetres);
}

void Roll::change() {
    used = 0;
    ended = false;
}

std::optional<int> Roll::tickets_left(int length) const {
    if (ticket == 0)
        return std::nullopt;
    return std::max(length - used, 0) / ticket;
}

} // namespace printer
