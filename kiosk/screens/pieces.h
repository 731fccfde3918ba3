#pragma once

#include "shared/screen/layout.h"

#include <functional>
#include <memory>
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
    /// Sign by sign, as somebody reads a number to another: "A 0 2 3".
    std::string speech() const override;

  private:
    screen::TextStyle style(const screen::Look& look, int width) const;

    std::string text_;
    int most_;
    screen::Color screen::Colors::* ink_;
};

/// One of the row of aids at the bottom of every page: icon above, words below. What is on is filled and has
/// a tick: not told by colour alone.
class AidButton final : public screen::View {
  public:
    AidButton(std::string icon, std::string words, bool on, std::function<void()> action)
        : icon_(std::move(icon)), words_(std::move(words)), on_(on), action_(std::move(action)) {}
    AidButton& set_speech(std::string speech);

    screen::Size measure(const screen::Look& look, int width) const override;
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    bool touchable() const override { return true; }
    void activate() override;
    std::string speech() const override { return speech_.empty() ? words_ : speech_; }

  private:
    std::shared_ptr<const screen::Paragraph> paragraph(const screen::Look& look, int width) const;

    std::string icon_, words_, speech_;
    bool on_;
    std::function<void()> action_;
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
