#pragma once

#include "printer/escpos/bitmap.h"
#include "printer/profile.h"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace printer {

using Bytes = std::vector<std::byte>;

/// Four printable characters that come back when everything before them is on paper (GS ( H).
using ProcessId = std::array<char, 4>;

/// The language of receipt printers, as bytes. Pure; one function a command.
///
/// Source: Epson's public ESC/POS command reference; what clones do of it is in the README.
namespace escpos {

Bytes initialise();           ///< ESC @: modes to their defaults; keeps the receive buffer
Bytes kanji_off();            ///< FS .: Chinese models begin in two-byte mode
Bytes kanji_on();             ///< FS &: two bytes from 81 on are one hanzi
Bytes report_changes();       ///< GS a: send four bytes at once and whenever the state changes
Bytes feed_and_cut();         ///< GS V 66 0: feeds the cut line to the cutter, then a partial cut
Bytes feed(int dots);         ///< ESC J
Bytes ask_state(int which);   ///< DLE EOT 1–4, answered on reception: printer, offline cause, error, paper
Bytes ask_paper();            ///< GS r 1, answered in order: all before it has left the receive buffer
Bytes ask_maker();            ///< GS I 66
Bytes ask_done(ProcessId id); ///< GS ( H: answered when everything before it is printed
Bytes drop_after_error();     ///< DLE ENQ 2: after a recoverable error drops what the printer holds

enum class Place { Left, Centre, Right };
Bytes place(Place place);                ///< ESC a, at the beginning of a line; pictures and codes too
Bytes bold(bool on);                     ///< ESC E
Bytes size(int times);                   ///< GS !: 1 to 8 times as high and as wide
Bytes hanzi_size(int times);             ///< FS !: 1 or 2, on models whose GS ! leaves hanzi alone
Bytes code_page(int number);             ///< ESC t
Bytes cut(Profile::Cut kind);            ///< GS V 66 or 65; without a knife the paper is only fed
Bytes beep(Profile::Beeper beeper);      ///< ESC B or ESC ( A; nothing without one
Bytes column_picture(const Bitmap& row); ///< ESC * 33: 24 rows high, stands in a line of text
/// GS ( k: a QR code of the printer's own, model 2, error correction M, `module` dots a module.
std::vector<Bytes> qr(std::string_view data, int module);

/// A picture in GS v 0 bands of at most `band` rows. Two bytes that a printer would take for a real-time
/// command even inside a picture (DLE EOT, ENQ, DC4) are parted by one more black dot.
Bytes raster(const Bitmap& page, int band = 256);
/// The same, command by command, with the graphics commands that a printer knows: GS v 0, or store and print
/// (GS ( L or GS 8 L, functions 112 and 50).
std::vector<Bytes> picture(const Bitmap& page, const Profile& profile);

} // namespace escpos

/// A ticket as it goes to a printer, and where its commands begin and end.
class Sheet {
  public:
    Sheet() = default;
    /// A picture: initialise, bands, cut.
    explicit Sheet(const Bitmap& page, const Profile& profile = {});

    /// The commands that every ticket begins with.
    void begin();
    /// One whole command, or one character.
    void append(const Bytes& command);

    /// The paper moves so far: told by whoever appends.
    void advance(int rows) { rows_ += rows; }

    const Bytes& bytes() const { return bytes_; }
    /// How much paper the ticket takes, in dots, without what the cut feeds.
    int rows() const { return rows_; }

    /// How many bytes a printer still waits for when it has got only the first `sent`: the rest of a band or
    /// of a command. As many zeros end it; else it would eat the head of the next ticket.
    std::size_t missing_after(std::size_t sent) const;

  private:
    struct Command {
        std::size_t begin;
        std::size_t end;
    };

    Bytes bytes_;
    std::vector<Command> commands_;
    int rows_ = 0;
};

} // namespace printer
