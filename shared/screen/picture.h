#pragma once

#include "shared/screen/view.h"

namespace screen {

/// One of the house's icons (assets/icons) in one colour. Says nothing aloud.
class IconView : public View {
  public:
    /// `size` 0: the theme's.
    explicit IconView(std::string name, Color Colors::* ink = &Colors::primary, int size = 0)
        : name_(std::move(name)), ink_(ink), size_(size) {}

    void set_name(std::string name);
    Size measure(const Look& look, int width) const override;
    void paint(Canvas& canvas, const Look& look) const override;
    std::string speech() const override { return {}; }

  private:
    std::string name_;
    Color Colors::* ink_;
    int size_;
};

/// A picture at its own size, centred: a QR code, a ticket, a logo.
class PictureView : public View {
  public:
    explicit PictureView(Pixels picture) : picture_(std::move(picture)) {}

    void set_picture(Pixels picture);
    Size measure(const Look&, int) const override { return picture_.size(); }
    void paint(Canvas& canvas, const Look& look) const override;

  private:
    Pixels picture_;
};

} // namespace screen
