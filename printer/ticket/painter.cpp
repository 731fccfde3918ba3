#include "printer/ticket/painter.h"

#include "printer/ticket/page.h"
#include "printer/ticket/sheet_canvas.h"

#include <algorithm>
#include <utility>

namespace printer {
namespace {

using screen::Align;
using screen::Weight;

constexpr double kLeastModule = 0.5; // millimetres
constexpr double kLargestModule = 0.8;
constexpr double kNoteSize = 2.9;

std::string both_of(const Pair& text) {
    return text.second.empty() ? text.first : text.first + "  " + text.second;
}

/// Paints one layout, block by block, from the top.
class Painter {
  public:
    Painter(const Layout& layout, const Template& look, const Paper& paper, screen::Fonts& fonts,
            screen::Icons& icons)
        : layout_(layout), look_(look), paper_(paper),
          sheet_(paper, paper.dots_of(look.margin), fonts, icons, layout.language, layout.local_language) {}

    Bitmap paint() {
        if (layout_.whole)
            sheet_.cut_nothing();
        sheet_.space(dots(look_.top));
        bool first = true;
        for (const auto& block : layout_.blocks) {
            part_ = &block.look;
            if (!std::exchange(first, false))
                separate();
            std::visit([this](const auto& content) { paint(content); }, block.content);
        }
        sheet_.space(dots(look_.bottom));
        return sheet_.finish();
    }

  private:
    int dots(double millimetres) const { return paper_.dots_of(millimetres); }
    Weight weight() const { return part_->bold ? Weight::Bold : Weight::Regular; }
    // What the part does not show in the other language.
    std::string second(const Pair& text) const { return part_->second > 0 ? text.second : std::string(); }

    void separate() {
        sheet_.space(dots(part_->space));
        if (part_->above == Part::Rule::None)
            return;
        part_->above == Part::Rule::Line ? sheet_.rule() : sheet_.dashes();
        sheet_.space(dots(part_->space));
    }

    void lines(const Pair& text, double size, double second_size) {
        sheet_.text(text.first, layout_.language, {dots(size), weight()}, part_->align);
        if (second_size > 0)
            sheet_.text(text.second, layout_.local_language, {dots(second_size), Weight::Regular},
                        part_->align);
    }

    void paint(const Logo& /*logo*/) { sheet_.picture(draw_logo(*part_, paper_), part_->align); }
    void paint(const Words& words) { lines(words.text, part_->size, part_->second); }
    void paint(const Digits& digits) { sheet_.number(digits.number, dots(part_->size), weight()); }

    void paint(const Mark& mark) {
        sheet_.badge(part_->second > 0 ? both_of(mark.text) : mark.text.first, dots(part_->size),
                     mark.leaf ? "leaf" : "");
        if (mark.note.first.empty())
            return;
        sheet_.space(dots(0.75));
        sheet_.text(mark.note.first, layout_.language, {dots(kNoteSize), Weight::Regular}, Align::Centre);
        sheet_.text(second(mark.note), layout_.local_language, {dots(kNoteSize), Weight::Regular},
                    Align::Centre);
    }

    void paint(const Figures& figures) {
        std::vector<SheetCanvas::Cell> cells;
        cells.reserve(figures.figures.size());
        for (const auto& each : figures.figures)
            cells.push_back({each.label.first, second(each.label), each.value});
        sheet_.cells(cells, dots(part_->label), dots(part_->second), dots(part_->size));
    }

    void heading(const Pair& text, Align align) {
        sheet_.pair(text.first, second(text), dots(part_->label), dots(std::min(part_->second, part_->label)),
                    align);
    }

    void paint(const Notice& notice) {
        heading(notice.heading, part_->align);
        lines(notice.text, part_->size, part_->second);
    }

    void paint(const Checklist& list) {
        heading(list.heading, Align::Leading);
        const int size = dots(part_->size), second_size = dots(part_->second);
        const int last = static_cast<int>(list.items.size());
        int number = 0;
        for (const auto& each : list.items) {
            sheet_.space(dots(0.9));
            if (list.numbered)
                sheet_.step(++number, last, each.first, second(each), size, second_size);
            else
                sheet_.check(each.first, second(each), size, second_size);
        }
    }

    void paint(const Link& link) {
        if (const int module = module_of(link.code, *part_, paper_); module > 0)
            sheet_.code(link.code, module, link.text.first, second(link.text), dots(part_->label),
                        dots(part_->second));
    }

    const Layout& layout_;
    const Template& look_;
    const Part* part_ = nullptr;
    Paper paper_;
    SheetCanvas sheet_;
};

} // namespace

int module_of(const screen::QrCode& code, const Part& look, const Paper& paper) {
    const int modules = code.side + 2 * screen::kQuietModules;
    const int least = std::max(1, paper.dots_of(kLeastModule));
    const int module =
        std::max(least, std::min(paper.dots_of(kLargestModule), paper.dots_of(look.size) / modules));
    return module * modules <= paper.dots ? module : 0;
}

Bitmap draw_logo(const Part& look, const Paper& paper) {
    const int height = paper.dots_of(look.size);
    const int width = look.logo.width() * height / std::max(1, look.logo.height());
    const int most = paper.dots - 2 * paper.dots_of(1);
    if (width == 0)
        return {};
    const screen::Size size =
        width <= most ? screen::Size{width, height} : screen::Size{most, height * most / width};
    return dithered(resized(look.logo, size), look.dither);
}

Bitmap paint(const Layout& layout, const Template& look, const Paper& paper, screen::Fonts& fonts,
             screen::Icons& icons) {
    return Painter(layout, look, paper, fonts, icons).paint();
}

} // namespace printer
