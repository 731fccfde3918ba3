#pragma once

#include "printer/ticket/dither.h"
#include "shared/model/names.h"
#include "shared/screen/fonts.h"
#include "shared/screen/pixels.h"

#include <filesystem>
#include <string>
#include <vector>

namespace printer {

/// One part of a ticket or of an information sheet, and how it looks. Lengths in millimetres; a text's size
/// is its em: a hanzi fills it, capitals are 0.73 of it.
struct Part {
    enum class Kind {
        Logo,
        Copy, ///< only on a ticket that was printed before
        Hall,
        Service,
        Number,
        Channel, ///< a frame; a leaf when it is a green one
        Waiting, ///< people ahead and expected wait; or that the hall was out of reach
        Location,
        Documents, ///< a list to tick off
        Code,      ///< the QR code, and what it is for
        Closing,
        Time,
        Text,  ///< always the same, by language
        Title, ///< that it is an information sheet
        Purpose,
        Steps, ///< one after the other, with their numbers
        Basis,
        Fee,
        TimeLimit,
        Hours,
    };
    enum class Rule { None, Line, Dashes };

    Kind kind = Kind::Text;
    double size = 3;   ///< of the main text; of a number's digits; of the logo and the code: their height
    double second = 0; ///< of the text in the other language; 0: it is left out
    double label = 0;  ///< of the small heading
    bool bold = false;
    screen::Align align = screen::Align::Centre;
    Rule above = Rule::None; ///< never at the top of a ticket
    double space = 0;        ///< above the part, and below its rule
    model::Names text;
    screen::Pixels logo;
    Dither dither = Dither::Diffusion;
};

/// What one reads at arm's length without glasses, in millimetres: the least size of a number's digits.
inline constexpr double kLeastDigits = 8;

/// What stands on a ticket and on an information sheet, in which order, and how it looks: a file in
/// assets/printer that a technician edits. A part that a job has nothing for leaves neither a hole nor its
/// rule.
struct Template {
    double margin = 1.5; ///< left and right, that no text enters
    double top = 1;
    double bottom = 2;
    bool beep = false;
    std::vector<Part> parts;
    std::vector<Part> sheet; ///< of an information sheet; empty in a file that says nothing of it
};

/// Throws config::Errors with all that is wrong, and where.
Template read_template(const std::filesystem::path& file);

/// A template that says nothing of information sheets has the house's, under its own logo.
void complete(Template& look, const Template& house);

/// assets/printer/ticket-80mm.toml, or ticket-58mm.toml for a narrow roll.
std::filesystem::path house_template(bool is_narrow);

} // namespace printer
