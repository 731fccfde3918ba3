#include "printer/roll.h"

#include <algorithm>

namespace printer {
namespace {

constexpr int kRowsPerMillimetre = 8;
constexpr int kToCutter = 15; // from the head to the knife: blank at the head of each ticket
constexpr int kRemembered = 8;

} // namespace

void Roll::count(int rows) {
    const auto length = rows / kRowsPerMillimetre + kToCutter;
    used += length;
    ticket = ticket == 0 ? length : (ticket * (kRemembered - 1) + length) / kRemembered;
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
