#include "caller/visitor/words.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace caller {

namespace {

constexpr int kParts = 16, kFewestParts = 8;

struct Block {
    std::vector<std::shared_ptr<const screen::Paragraph>> paragraphs; ///< null: an empty text
    std::vector<int> above;
    int height = 0;
    bool whole = true;
};

Block lay_out(const screen::Look& look, screen::Rect rect, std::initializer_list<Words> words, int parts) {
    Block block;
    for (const Words& text : words) {
        block.above.push_back(block.height > 0 ? text.above * parts / kParts : 0);
        if (text.text.empty()) {
            block.paragraphs.emplace_back();
            continue;
        }
        auto style = text.style;
        style.size = std::max(1, style.size * parts / kParts);
        const auto& paragraph = block.paragraphs.emplace_back(
            look.fonts.lay_out(text.text, {style, look.language, rect.width, text.lines, 0}));
        block.height += block.above.back() + paragraph->size().height;
        // A word that is too long comes out smaller by itself: then all of them shall.
        block.whole = block.whole && !paragraph->shortened && !paragraph->broken_word &&
                      paragraph->style.size == style.size;
    }
    block.whole = block.whole && block.height <= rect.height;
    return block;
}

} // namespace

bool draw_words(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect,
                std::initializer_list<Words> words, screen::Align align, Stand stand) {
    Block block = lay_out(look, rect, words, kParts);
    for (int parts = kParts - 1; !block.whole && parts >= kFewestParts; --parts)
        block = lay_out(look, rect, words, parts);
    int y = rect.y;
    if (stand != Stand::Top)
        y += (rect.height - block.height) / (stand == Stand::Middle ? 2 : 1);
    const auto clip = canvas.clipped(rect);
    for (std::size_t i = 0; i < block.paragraphs.size(); ++i) {
        if (block.paragraphs[i] == nullptr)
            continue;
        y += block.above[i];
        const auto& paragraph = *block.paragraphs[i];
        const Words& text = *(words.begin() + i);
        look.fonts.draw(canvas, {rect.x, y, rect.width, paragraph.size().height}, paragraph, text.color,
                        align);
        y += paragraph.size().height;
    }
    return block.whole;
}

} // namespace caller
