#pragma once

#include "shared/base/clock.h"
#include "shared/screen/pixels.h"

#include <optional>
#include <string>

namespace display {

/// Shows frames on a wall of LEDs.
///
/// Real twins: UdpWall (udp_wall.h) with an encoder of packets.h. Virtual twin: the emulator (emulator.h),
/// part of the product. Used from one thread; nothing in it ever waits.
class PixelDriver {
  public:
    virtual ~PixelDriver() = default;

    /// Called with every new frame, and again with the same one by and by: a wall that was switched off and
    /// on shows it, and one that goes dark in silence does not.
    virtual void show(const screen::Pixels& frame) = 0;
    virtual void tick(base::SteadyTime) {}
    virtual std::optional<base::SteadyTime> next_deadline() const { return std::nullopt; }
};

/// What a card that has its own fonts is told.
struct TextJob {
    std::string text;   ///< UTF-8, one line
    std::string number; ///< all that a display of characters has room for

    bool operator==(const TextJob&) const = default;
};

/// Shows texts on a card with its own fonts. Real twins: TextLine's stations (text_line.h), with a
/// TextProtocol.
class TextDriver {
  public:
    virtual ~TextDriver() = default;

    /// Takes the place of a job that is not yet sent.
    virtual void show(const TextJob& job) = 0;
};

} // namespace display
