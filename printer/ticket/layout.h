#pragma once

#include "printer/escpos/bitmap.h"
#include "shared/model/print.h"
#include "shared/screen/fonts.h"
#include "shared/screen/icons.h"

#include <optional>
#include <string>

namespace printer {

/// The paper's printable width: 576 dots on 80 mm, 384 on 58 mm, at 203 dots an inch (8 a millimetre).
struct Paper {
    int dots = 576;
    static constexpr int kDotsPerMillimetre = 8;
    bool is_narrow() const { return dots < 480; }
};

/// What is wrong with a job, as a sentence; empty when it can be printed.
std::optional<std::string> fault_of(const model::PrintJob& job);

/// The whole ticket as dots, in the visitor's language with the hall's own beside it. Fields that the job
/// does not have leave no hole. `copy` marks a ticket that was printed before. Long texts wrap; documents
/// over twenty and texts over three lines are shortened.
Bitmap draw_ticket(const model::PrintJob& job, const Paper& paper, bool copy, screen::Fonts& fonts,
                   screen::Icons& icons);

} // namespace printer
