#pragma once

#include "caller/visitor/panel.h"

#include <functional>
#include <optional>
#include <string>

namespace caller {

/// The counter's plate: its number and place, who is being served, the pause sign.
class PlateView : public screen::View {
  public:
    PlateView(PlateFace face, std::string counter_word)
        : face_(std::move(face)), counter_word_(std::move(counter_word)) {}
    void arrange(const screen::Look&, screen::Rect bounds) override { place(bounds); }
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return face_.title + " " + face_.number; }

  private:
    void paint_plate(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect) const;
    void paint_state(screen::Canvas& canvas, const screen::Look& look, screen::Rect rect) const;

    PlateFace face_;
    std::string counter_word_;
};

/// One of five faces, told apart by mouth, word and place, not only by colour.
class FaceKey : public screen::View, public Target {
  public:
    FaceKey(int score, std::string word, std::function<void()> action)
        : score_(score), word_(std::move(word)), action_(std::move(action)) {}

    std::string target() const override { return "rate:" + std::to_string(score_); }
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    bool touchable() const override { return true; }
    void activate() override { action_(); }
    std::string speech() const override { return word_; }

  private:
    int score_;
    std::string word_;
    std::function<void()> action_;
};

/// A question above five faces.
class RatingView : public screen::View {
  public:
    RatingView(std::string question, std::string hint)
        : question_(std::move(question)), hint_(std::move(hint)) {}
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return question_; }

  private:
    std::string question_, hint_;
};

/// A reason that is chosen or not; without `chosen` a plain key, the one that goes on.
class ReasonKey : public screen::View, public Target {
  public:
    ReasonKey(std::string id, std::string word, std::optional<bool> chosen, std::function<void()> action)
        : id_(std::move(id)), word_(std::move(word)), chosen_(chosen), action_(std::move(action)) {}

    bool is_last() const { return !chosen_; }
    std::string target() const override { return chosen_ ? "reason:" + id_ : id_; }
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    bool touchable() const override { return true; }
    void activate() override { action_(); }
    base::Duration strike_pause() const override { return base::Duration(200); }
    std::string speech() const override { return word_; }

  private:
    std::string id_, word_;
    std::optional<bool> chosen_;
    std::function<void()> action_;
};

/// Reasons in two columns, the key that goes on at the end.
class ReasonsView : public screen::View {
  public:
    explicit ReasonsView(std::string question) : question_(std::move(question)) {}
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return question_; }

  private:
    std::string question_;
};

class ThanksView : public screen::View {
  public:
    ThanksView(std::string thanks, std::string goodbye)
        : thanks_(std::move(thanks)), goodbye_(std::move(goodbye)) {}
    void arrange(const screen::Look&, screen::Rect bounds) override { place(bounds); }
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return thanks_; }

  private:
    std::string thanks_, goodbye_;
};

} // namespace caller
