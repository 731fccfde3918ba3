#pragma once

#include "printer/escpos/bitmap.h"
#include "printer/escpos/commands.h"
#include "printer/escpos/status.h"
#include "printer/escpos/typewriter.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace printer {

/// A printer made of memory: understands the bytes that we send, turns them back into pictures, answers as an
/// Epson does, and fails on request. Behind `file:` and `--virtual`, and behind the emulated USB printer.
///
/// Like a real one it has a receive buffer, acts on real-time commands as they come in, stops in the middle
/// of a picture when the paper ends, keeps the rest, and goes on when it can.
///
/// Until it is equipped it knows GS v 0 only; then also what its profile says that the model can: letters,
/// code pages, hanzi, QR codes, stored graphics. What a model cannot counts as stray bytes. Whatever bytes
/// come, it keeps no more than a few metres of paper, and its buffer.
///
/// Pure: no file, no clock; one thread.
class VirtualPrinter {
  public:
    explicit VirtualPrinter(int dots = 576, std::size_t buffer = 4096) : dots_(dots), capacity_(buffer) {}

    /// Makes it that model; `letters` must live as long.
    void equip(const Profile& profile, LetterCase& letters);

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
    /// Bytes that were no command of ours, and characters that it does not have: must stay zero.
    int stray_bytes() const { return stray_ + (typewriter_ ? typewriter_->unknown_characters() : 0); }

  private:
    void watch_real_time(std::byte byte);
    void answer_state(int which);
    void run();
    bool step();
    bool run_raster();
    bool run_skip();
    bool run_command();
    bool run_letter();
    std::size_t needs() const;
    std::size_t needs_after_esc(std::uint8_t second) const;
    std::size_t needs_after_gs(std::uint8_t second) const;
    std::size_t told_length(std::size_t at) const;
    bool out_of_paper();
    void begin_band(std::size_t stride, std::size_t rows, bool stored);
    void execute(std::span<const std::uint8_t> command);
    void execute_function(std::span<const std::uint8_t> command);
    void store_graphics(std::span<const std::uint8_t> command, std::size_t head);
    void draw_qr();
    void print_row(std::span<const std::uint8_t> row);
    void print(const Bitmap& picture, int left);
    void feed(int rows);
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
    std::optional<Profile> profile_; ///< once it is equipped
    std::optional<Typewriter> typewriter_;
    int raster_stride_ = 0; ///< of the band being printed
    int raster_rows_ = 0;   ///< still to come
    bool storing_ = false;  ///< the band is kept for GS ( L function 50
    Bitmap stored_;
    std::size_t skip_ = 0; ///< of a command that is longer than the buffer
    std::string qr_data_;
    int qr_module_ = 3;
    Bitmap slot_{dots_, 0};
    std::deque<Bitmap> tickets_;
    std::size_t cuts_ = 0;
    int stray_ = 0;
};

} // namespace printer
