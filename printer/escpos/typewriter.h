#pragma once

#include "printer/escpos/bitmap.h"
#include "printer/escpos/cell.h"
#include "printer/escpos/charset.h"
#include "printer/profile.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>

namespace printer {

/// The letters that are cast into a printer.
class LetterCase {
  public:
    virtual ~LetterCase() = default;
    /// 24 rows high; `columns` dots wide: 12, or 24 for a hanzi.
    virtual const Bitmap& letter(char32_t character, int columns) = 0;
};

/// The writing half of a virtual printer: what its font, code page, size and place are, and the line that it
/// is at. Letters stand in cells of 12 × 24 dots, hanzi in 24 × 24, as many times as large as GS ! says.
///
/// Bytes that are no character of the chosen set come out as a black box and are counted: a ticket of ours
/// has none.
class Typewriter {
  public:
    /// `letters` must live as long.
    Typewriter(const Profile& profile, LetterCase& letters, int dots);

    /// ESC @.
    void initialise();
    /// A whole command; false when it is none that has to do with writing.
    bool obey(std::span<const std::uint8_t> command);
    /// How many bytes the character has that begins so: 1, 2 or 4. `second` is read only from 2 on.
    std::size_t length(std::uint8_t first, std::optional<std::uint8_t> second) const;

    /// Puts a character, or a picture of 24 rows, behind the line. The line before, when there was no room.
    std::optional<Bitmap> put(std::span<const std::uint8_t> character);
    std::optional<Bitmap> put(const Bitmap& picture);
    /// LF: the line with its spacing, in its place on the paper.
    Bitmap end_line();
    bool has_line() const { return used_ > 0; }

    /// Where something of this width begins: ESC a.
    int left_of(int width) const;
    int unknown_characters() const { return unknown_; }

  private:
    char32_t read(std::span<const std::uint8_t> character);

    Profile profile_;
    LetterCase& letters_;
    int dots_;
    std::map<int, Charset> pages_;
    std::optional<Charset> double_byte_;
    int unknown_ = 0;

    int place_ = 0;
    bool bold_ = false;
    bool two_bytes_ = false;
    int page_ = 0;
    int wide_ = 1;
    int high_ = 1;
    int hanzi_times_ = 1; ///< FS !
    int spacing_ = kLineSpacing;

    struct Piece {
        Bitmap dots;
        int width;
    };
    std::vector<Piece> line_;
    int used_ = 0; ///< dots of the line
};

} // namespace printer
