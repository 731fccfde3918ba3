#pragma once

#include "printer/ticket/template.h"
#include "shared/model/print.h"
#include "shared/screen/qr.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace printer {

/// What is wrong with a job, as a sentence; empty when it can be printed.
std::optional<std::string> fault_of(const model::PrintJob& job);

/// One text in the visitor's language, and in the hall's own when that says something else.
struct Pair {
    std::string first;
    std::string second;
};

struct Logo {};
struct Words {
    Pair text;
};
struct Digits {
    std::string number;
};
/// A word in a frame, and a line below it.
struct Mark {
    Pair text;
    bool leaf = false;
    Pair note;
};
struct Figures {
    struct Figure {
        Pair label;
        std::string value;
    };
    std::vector<Figure> figures;
};
/// A small heading, and what it is about.
struct Notice {
    Pair heading;
    Pair text;
};
struct Checklist {
    Pair heading;
    std::vector<Pair> items;
    bool numbered = false; ///< steps in their order, instead of boxes to tick
};
struct Link {
    std::string url;
    screen::QrCode code;
    Pair text;
};
using Content = std::variant<Logo, Words, Digits, Mark, Figures, Notice, Checklist, Link>;

struct Block {
    Part look;
    Content content;
};

/// What stands on one ticket or information sheet, from top to bottom, in words: not yet a picture, not yet a
/// printer's letters.
struct Layout {
    std::string language; ///< of the catalogue: zh_Hans
    std::string local_language;
    std::vector<Block> blocks;
    bool whole = false; ///< no text may be cut short, however long: a sheet is read at home
};

/// Fills the template with the job: its ticket, or its sheet when there is no number. `copy` marks one that
/// was printed before. Parts that the job has nothing for are not there.
Layout lay_out(const model::PrintJob& job, const Template& look, bool copy);

} // namespace printer
