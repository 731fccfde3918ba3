#include "printer/ticket/press.h"

#include "printer/escpos/virtual_printer.h"
#include "printer/ticket/layout.h"
#include "printer/ticket/painter.h"
#include "printer/ticket/test_page.h"
#include "shared/base/log.h"

#include <algorithm>
#include <utility>

namespace printer {

Press::Press(Setup setup) : setup_(std::move(setup)), typist_(setup_.profile) {}

Sheet Press::print(const model::PrintJob& job, bool copy) {
    const auto layout = lay_out(job, setup_.look, copy);
    if (setup_.profile.mode == Profile::Mode::Text) {
        auto sheet = typist_.type(layout, setup_.look, setup_.paper, fonts_, icons_);
        if (sheet)
            return std::move(*sheet);
        base::log_info("printer", "job {} is printed as a picture: {}", job.job, sheet.error());
    }
    const auto page = paint(layout, setup_.look, setup_.paper, fonts_, icons_);
    Sheet sheet;
    sheet.begin();
    for (const auto& command : escpos::picture(page, setup_.profile))
        sheet.append(command);
    sheet.advance(page.height());
    if (setup_.look.beep)
        sheet.append(escpos::beep(setup_.profile.beeper));
    sheet.append(escpos::cut(setup_.profile.cut));
    return sheet;
}

Bitmap Press::proof(const Sheet& sheet) {
    VirtualPrinter printer(setup_.paper.dots);
    printer.equip(setup_.profile, letters_);
    printer.take(sheet.bytes());
    if (printer.stray_bytes() > 0)
        base::log_warning("printer", "the ticket has {} bytes that a {} does not understand",
                          printer.stray_bytes(), setup_.profile.name);
    return printer.tickets().empty() ? printer.in_slot() : printer.tickets().front();
}

Sheet Press::test_page() {
    return printer::test_page(setup_.profile, setup_.paper, fonts_, icons_);
}

void Press::change(Setup setup) {
    setup_ = std::move(setup);
    typist_ = Typist(setup_.profile);
}

} // namespace printer
