#pragma once

#include "shared/screen/view.h"

#include <span>
#include <vector>

namespace screen {

/// How a Row or Column places its children across its own direction.
enum class Across { Stretch, Leading, Centre, Trailing };

/// What containers have in common. Spaces are pixels; take them from Theme::space.
class Container : public View {
  public:
    Insets padding;
    int gap = 0;
    Across across = Across::Stretch;

  protected:
    Rect inner(const Look& look, Rect bounds) const;
};

/// Children one beside the other, from the leading edge: from the right in Arabic. What is left over goes to
/// those that grow, in shares.
class Row : public Container {
  public:
    Size measure(const Look& look, int width) const override;
    void arrange(const Look& look, Rect bounds) override;

  private:
    std::vector<int> widths(const Look& look, int available) const;
};

/// Children one below the other.
class Column : public Container {
  public:
    Size measure(const Look& look, int width) const override;
    void arrange(const Look& look, Rect bounds) override;

  protected:
    /// As if the column had these children only; `room` is without the padding.
    int height_of(const Look& look, std::span<View* const> views, int width) const;
    void arrange_in(const Look& look, std::span<View* const> views, Rect room) const;
    /// The children that take part, in order.
    std::vector<View*> shown_children() const;
};

/// Children above each other, each filling the whole.
class Stack : public Container {
  public:
    Size measure(const Look& look, int width) const override;
    void arrange(const Look& look, Rect bounds) override;
};

/// Equal cells in `columns` columns, row by row. All rows are as high as the highest, or share the height
/// when `fill` is set.
class Grid : public Container {
  public:
    explicit Grid(int count = 2) : columns(count) {}
    int columns;
    bool fill = false;

    Size measure(const Look& look, int width) const override;
    void arrange(const Look& look, Rect bounds) override;
};

/// Nothing, but takes space: `size` pixels both ways, or what is left over when it grows.
class Spacer : public View {
  public:
    explicit Spacer(int size = 0) : size_(size) { grow = size == 0 ? 1 : 0; }
    Size measure(const Look&, int) const override { return {size_, size_}; }

  private:
    int size_;
};

/// A Column on a ground of its own: a card, a band, a header.
class Panel : public Column {
  public:
    enum class Kind { Card, Quiet, Header, Primary, Call, GreenChannel, Warning, Plain };
    explicit Panel(Kind kind = Kind::Card) : kind_(kind) {}
    bool rounded = true;

    void set_kind(Kind kind);
    void arrange(const Look& look, Rect bounds) override;
    void paint(Canvas& canvas, const Look& look) const override;

  private:
    Kind kind_;
};

} // namespace screen
