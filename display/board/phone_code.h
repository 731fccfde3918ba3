#pragma once

#include "display/board/part.h"

namespace display {

/// QR to the page that visitors follow the queue on, and what it is for. Nothing without an address.
class PhoneCode final : public Part {
  public:
    PhoneCode(const Wording& wording, const Area& area, const std::string& address);
    void show(const Contents&) override {}
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;

  private:
    double units() const override { return 30; }                             ///< the words
    bool beside() const { return bounds().width * 5 > bounds().height * 9; } ///< the words, else below

    std::string address_;
    screen::Pixels code_; ///< with its quiet zone, as large as fits
};

} // namespace display
