#pragma once

#include "caller/pad/action_key.h"
#include "caller/pad/face.h"

#include <functional>
#include <string>
#include <vector>

namespace caller {

/// A question above the pad: the answers, numbered as the digits that choose them, a field for what is typed,
/// or a page to be read. More answers than digits stand on further pages.
class Sheet : public screen::View {
  public:
    using Pressed = std::function<void(const Press&)>;

    /// `zone` is the hall's, for times that are shown.
    Sheet(const Question& question, const std::string& zone, const screen::Catalogue& catalogue,
          Pressed pressed);

    /// The same question with other ticks.
    void show_ticks(const Question& question);

    /// What is the matter with the last answer: the sheet covers the bar that says so.
    void show_notice(const std::string& notice);

    /// What was typed is kept here: a PIN is nobody else's. Digits answer a question while nothing is typed.
    void type(char32_t character);
    void erase();
    /// ENTER: what was typed, or the answer that ends a check-list or a page to be read.
    void enter();
    Typing typing() const { return typing_; }
    Topic topic() const { return topic_; }

    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return title_; }

  private:
    struct Fact {
        std::string label, value;
    };
    void add_facts(const Question& question, const std::string& zone, const screen::Catalogue& catalogue);
    void add_answers(const Question& question, const screen::Catalogue& catalogue);
    void add_digits();
    void add_foot(const screen::Catalogue& catalogue, const std::string& done);
    void show_page(std::size_t page);
    bool has_keypad() const { return typing_ == Typing::Digits || typing_ == Typing::Secret; }
    bool reads() const { return topic_ == Topic::ReadNote || topic_ == Topic::Shift; }
    int columns() const { return has_keypad() ? 3 : 1; }
    int head_height(const screen::Look& look) const;
    std::vector<ActionKey*> shown() const;
    std::string field_text() const;
    void paint_notice(screen::Canvas& canvas, const screen::Look& look) const;
    void paint_facts(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect) const;
    void paint_field(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect) const;

    Topic topic_;
    Typing typing_;
    std::string title_, hint_, note_, notice_;
    std::vector<Fact> facts_;
    std::u32string typed_;
    Pressed pressed_;
    std::vector<ActionKey*> answers_;
    std::vector<ActionKey*> foot_;
    std::size_t page_ = 0;
    std::size_t last_ = 0; ///< the answer that ENTER gives
    screen::Rect card_;
};

} // namespace caller
