#pragma once

#include "shared/base/clock.h"
#include "shared/loop/loop.h"
#include "shared/serial/port.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace display {

/// A relay board on a serial port: the usual one with CH340, "LCUS-1" to "LCUS-8", 9600 baud. It is told of
/// each relay in four bytes, and answers nothing:
///
///     A0  number (01 …)  01 on, 00 off  sum of the three before
///
/// Everything is said again every five seconds: a board that lost its power comes back dark.
class RelayBoard final : public loop::Timed {
  public:
    static constexpr int kMostRelays = 16;
    static constexpr base::Duration kSayAgain = std::chrono::seconds(5);
    using Frame = std::array<std::byte, 4>;

    RelayBoard(loop::Loop& loop, const base::Clock& clock, std::filesystem::path port);
    RelayBoard(const RelayBoard&) = delete;
    RelayBoard& operator=(const RelayBoard&) = delete;
    ~RelayBoard() override;

    /// From 1. Says it to the board when it changed.
    void set(int relay, bool on);

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

    const std::filesystem::path& path() const { return port_.path(); }

    static Frame frame(int relay, bool on);

  private:
    void say_all(base::SteadyTime now);

    loop::Loop& loop_;
    const base::Clock& clock_;
    serial::Port port_;
    bool there_ = false;
    std::vector<std::optional<bool>> on_; ///< those that were ever set
    std::optional<base::SteadyTime> say_again_;
};

} // namespace display
