#pragma once

#include "shared/model/board.h"
#include "shared/screen/translations.h"

#include <string>

namespace caller {

/// What the visitor reads on the counter's plate: where this is, who sits there, who is being served, or why
/// nobody is.
struct PlateFace {
    enum class Mood { Closed, Free, Called, Serving, Paused, Wait } mood = Mood::Wait;
    std::string hall, counter, location;
    std::string clerk; ///< the staff number itself; empty: nobody is logged in
    std::string staff_number, name, title, department;
    std::string number; ///< of the ticket
    std::string headline;
    std::string detail;
    std::string again; ///< when a pause ends
    bool operator==(const PlateFace&) const = default;
};

/// In the language of `catalogue`; names of the hall in it, or in what the hall has. `board` may be null.
PlateFace plate_of(const model::Board* board, bool in_reach, model::CounterId counter, base::WallTime now,
                   const screen::Catalogue& catalogue);

/// Whose language the plate speaks: of the visitor who is called or served, where we speak it; else empty.
std::string plate_language(const model::Board* board, model::CounterId counter);

/// As models name languages: zh-Hans.
std::string tag(const screen::Catalogue& catalogue);

} // namespace caller
