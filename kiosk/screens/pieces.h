#pragma once

#include "shared/screen/layout.h"

#include <string>

namespace kiosk {

/// The visitor's way in so many parts, those behind and the present one filled.
class Steps final : public screen::View {
  public:
    Steps(int step, int count, std::string speech) : step_(step), count_(count), speech_(std::move(speech)) {}

    screen::Size measure(const screen::Look& look, int width) const override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return speech_; }

  private:
    int step_, count_;
    std::string speech_;
};

/// A short text as large as its place allows, in bold: the number on the ticket's page.
class BigText final : public screen::View {
  public:
    /// `most`: em in pixels.
    BigText(std::string text, int most, screen::Color screen::Colors::* ink)
        : text_(std::move(text)), most_(most), ink_(ink) {}

    screen::Size measure(const screen::Look& look, int width) const override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return text_; }

  private:
    screen::TextStyle style(const screen::Look& look, int width) const;

    std::string text_;
    int most_;
    screen::Color screen::Colors::* ink_;
};

/// Tiles in columns that share the height which is left on the page: never so high that they look empty, and
/// a little closer together before anything is pushed off the page.
class TileGrid final : public screen::Grid {
  public:
    explicit TileGrid(int count) : Grid(count) {
        fill = true;
        grow = 1;
    }

    screen::Size measure(const screen::Look& look, int width) const override;
    void arrange(const screen::Look& look, screen::Rect bounds) override;
};

/// A tinted disc with an icon in it. Says nothing aloud.
class Emblem final : public screen::View {
  public:
    Emblem(std::string icon, screen::Color screen::Colors::* ink) : icon_(std::move(icon)), ink_(ink) {}

    screen::Size measure(const screen::Look& look, int width) const override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return {}; }

  private:
    std::string icon_;
    screen::Color screen::Colors::* ink_;
};

} // namespace kiosk
