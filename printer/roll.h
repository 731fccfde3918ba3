#pragma once

#include <optional>

namespace printer {

/// The paper in the printer, by count: for how many more tickets it will do. For printers that do not feel
/// the end of the roll coming. Kept in the spool; a new roll begins when somebody says so, or when there is
/// paper again after its end was seen.
struct Roll {
    int used = 0;        ///< millimetres since it was put in; a void ticket counts whole
    int ticket = 0;      ///< millimetres of a ticket, on average of the last ones
    bool ended = false;  ///< its end was seen
    bool sensed = false; ///< this printer has a sensor: it once said itself that paper is low

    /// A ticket of so many millimetres goes out, without what the cut feeds.
    void count(double millimetres);
    /// An information sheet: it uses paper, but says nothing of how long tickets are.
    void count_sheet(double millimetres);
    void change();

    /// Empty before the first ticket: nobody knows how long they are.
    std::optional<int> tickets_left(int length) const;

    bool operator==(const Roll&) const = default;
};

} // namespace printer
