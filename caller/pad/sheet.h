#pragma once

#include "caller/pad/action_key.h"
#include "caller/pad/face.h"

#include <functional>
#include <vector>

namespace caller {

/// A question above the pad: the answers, numbered as the digits that choose them, or digits to type.
class Sheet : public screen::View {
  public:
    using Pressed = std::function<void(const Press&)>;

    Sheet(const Question& question, const screen::Catalogue& catalogue, Pressed pressed);

    /// The staff number so far; kept here, as it is nobody else's.
    void type(char digit);
    void erase();
    void enter();
    bool types() const { return topic_ == Topic::StaffNumber; }

    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return title_; }

  private:
    void add_digits(const screen::Catalogue& catalogue);
    int columns() const { return types() ? 3 : 1; }

    Topic topic_;
    std::string title_, typed_, hint_;
    Pressed pressed_;
    std::vector<ActionKey*> answers_;
    ActionKey* back_;
    screen::Rect card_;
};

} // namespace caller
