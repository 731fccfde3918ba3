#pragma once

#include "display/board/part.h"

#include <vector>

namespace display {

/// The hall's notices as texts in the board's languages; first of all that everybody here will be served,
/// once nobody new is accepted.
std::vector<Both> notices_of(const Wording& wording, const Contents& contents);

/// The hall's notices in one line, which moves when it is longer than its place: at three ems a second, as
/// people read. Never a number that is called.
class Ticker final : public Part {
  public:
    static constexpr double kSpeed = 3;         ///< ems a second
    static constexpr base::Duration kFrame{16}; ///< while it moves

    using Part::Part;
    void show(const Contents& contents) override;
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::optional<base::SteadyTime> tick(base::SteadyTime now) override;

  private:
    /// A notice in one language. In pieces, so that the text cache holds what is seen and not all of it.
    struct Piece {
        std::string text, language;
        int at = 0, width = 0; ///< on the whole line, known after arrange()
    };
    double units() const override { return 41; }
    screen::TextStyle style() const { return {std::max(1, scaled(41)), screen::Weight::Regular}; }
    screen::Rect line() const; ///< the text's place

    std::vector<Piece> pieces_;
    int length_ = 0, offset_ = 0;
    std::optional<base::SteadyTime> begun_;
};

/// The hall's notices one after the other, each in full.
class NoticePages final : public Part {
  public:
    NoticePages(const Wording& wording, const Area& area) : Part(wording, area), turns_(area.stands) {}
    void show(const Contents& contents) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::optional<base::SteadyTime> tick(base::SteadyTime now) override;

  private:
    double units() const override { return 54; } ///< the text

    std::vector<Both> notices_;
    Turns turns_;
};

} // namespace display
