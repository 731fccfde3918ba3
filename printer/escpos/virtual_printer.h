#pragma once

#include "printer/escpos/bitmap.h"
#include "printer/escpos/commands.h"
#include "printer/escpos/status.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace printer {

/// A printer made of memory: understands the bytes that we send, turns them back into pictures, answers as an
/// Epson does, and fails on request. Behind `file:` and `--virtual`, and behind the emulated USB printer.
///
/// Like a real one it has a receive buffer, acts on real-time commands as they come in, stops in the middle
/// of a picture when the paper ends, keeps the rest, and goes on when it can.
///
/// Pure: no file, no clock; one thread.
class VirtualPrinter {
  public:
    explicit VirtualPrinter(int dots = 576, std::size_t buffer = 4096) : dots_(dots), capacity_(buffer) {}

    /// What it takes now: less than asked when the buffer is full because it cannot print.
    std::size_t take(std::span<const std::byte> bytes);

    /// What it has to say, since the last call.
    Bytes read();

    /// What it answers of itself: a simple printer knows neither GS ( H nor GS I nor GS a.
    enum class Abilities { Full, Simple, Mute };
    void set_abilities(Abilities abilities) { abilities_ = abilities; }

    void let_paper_end_after(int rows) { rows_left_ = rows; }
    void set_paper_low(bool low);
    void load_paper();
    void set_cover_open(bool open);
    void set_cutter_jam(bool jam);
    void set_overheated(bool hot);
    void set_unrecoverable(bool broken); ///< until somebody switches it off and on: reset()
    /// Power off and on, or the port's reset: forgets what it held and how it was set.
    void reset();

    const Condition& condition() const { return condition_; }

    /// What was cut off, the last hundred in order; how many that were since it was made; and what was
    /// printed since the last cut.
    const std::deque<Bitmap>& tickets() const { return tickets_; }
    std::size_t cuts() const { return cuts_; }
    const Bitmap& in_slot() const { return slot_; }
    /// Bytes that were no command of ours: must stay zero.
    int stray_bytes() const { return stray_; }

  private:
    void watch_real_time(std::byte byte);
    void answer_state(int which);
    void run();
    bool step();
    bool run_raster();
    bool run_command();
    std::size_t needs(std::uint8_t first, std::uint8_t second) const;
    void execute(std::span<const std::uint8_t> command);
    void cut();
    void change(auto change_condition);
    void report();
    void say(std::initializer_list<unsigned> bytes);
    std::uint8_t at(std::size_t index) const { return std::to_integer<std::uint8_t>(buffer_[index]); }

    int dots_;
    std::size_t capacity_;
    Abilities abilities_ = Abilities::Full;
    std::deque<std::byte> buffer_;
    std::vector<std::byte> real_time_; ///< DLE and what follows, as it comes in
    Bytes answers_;
    Condition condition_;
    std::optional<int> rows_left_;
    bool reports_ = false;
    int raster_stride_ = 0; ///< of the band being printed
    int raster_rows_ = 0;   ///< still to come
    Bitmap slot_{dots_, 0};
    std::deque<Bitmap> tickets_;
    std::size_t cuts_ = 0;
    int stray_ = 0;
};

} // namespace printer
