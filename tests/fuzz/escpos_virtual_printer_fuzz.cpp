#include "printer/escpos/virtual_printer.h"

#include <cstdlib>

namespace {

/// Letters cost nothing here.
class Blanks final : public printer::LetterCase {
  public:
    const printer::Bitmap& letter(char32_t /*character*/, int columns) override {
        blank_ = printer::Bitmap(columns, 24);
        return blank_;
    }

  private:
    printer::Bitmap blank_;
};

printer::Profile profile(bool chinese) {
    printer::Profile profile;
    profile.graphics = printer::Profile::Graphics::LongStored;
    profile.code_pages = {{0, "CP437"}, {17, "CP866"}};
    profile.double_byte = chinese ? "GB18030" : "BIG5";
    profile.qr = true;
    profile.beeper = printer::Profile::Beeper::EscA;
    return profile;
}

} // namespace

// Any bytes at all, split anywhere: the printer never crashes, takes everything while it has paper, keeps a
// bounded piece of it, and answers after a reset.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2)
        return 0;
    Blanks letters;
    printer::VirtualPrinter printer(384, 512);
    printer.equip(profile((bytes[0] & 1U) != 0), letters);
    const std::size_t step = 1 + bytes[1];
    auto rest = std::as_bytes(std::span(bytes + 2, size - 2));
    while (!rest.empty()) {
        const auto piece = rest.first(std::min(step, rest.size()));
        if (printer.take(piece) != piece.size())
            std::abort();
        rest = rest.subspan(piece.size());
        if (printer.in_slot().height() > 20000 || printer.tickets().size() > 100)
            std::abort();
    }
    printer.reset();
    printer.read();
    printer.take(printer::escpos::ask_paper());
    if (printer.read().size() != 1)
        std::abort();
    return 0;
}
