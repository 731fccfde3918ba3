#pragma once

#include "caller/paint.h"
#include "caller/visitor/rating.h"
#include "caller/visitor/words.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caller {

/// One of five faces, told apart by mouth, word and place, not only by colour.
class FaceKey : public VisitorView, public Target {
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
class RatingView : public VisitorView {
  public:
    RatingView(std::string question, std::string hint)
        : question_(std::move(question)), hint_(std::move(hint)) {}
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return question_; }

  private:
    std::string question_, hint_;
    screen::Rect head_;
};

/// A reason that is chosen or not; without `chosen` a plain key, the one that goes on.
class ReasonKey : public VisitorView, public Target {
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

/// Reasons in two columns, or one where the panel stands; the key that goes on at the end.
class ReasonsView : public VisitorView {
  public:
    explicit ReasonsView(std::string question) : question_(std::move(question)) {}
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return question_; }

  private:
    std::string question_;
    screen::Rect head_;
};

/// A mark for an aspect: a small face. `pale`: another one of its row is chosen.
class MarkKey : public VisitorView, public Target {
  public:
    MarkKey(std::string id, int score, std::string word, bool chosen, bool pale, std::function<void()> action)
        : id_(std::move(id)), score_(score), word_(std::move(word)), chosen_(chosen), pale_(pale),
          action_(std::move(action)) {}

    std::string target() const override { return id_; }
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    bool touchable() const override { return true; }
    void activate() override { action_(); }
    base::Duration strike_pause() const override { return base::Duration(200); }
    std::string speech() const override { return word_; }

  private:
    std::string id_;
    int score_;
    std::string word_;
    bool chosen_, pale_;
    std::function<void()> action_;
};

/// A row of five faces for each aspect, and the key that ends it.
class AspectsView : public VisitorView {
  public:
    struct Row {
        std::string word, level; ///< the aspect; what its mark means, while it has one
        std::vector<MarkKey*> marks;
        screen::Rect place, words;
    };

    AspectsView(std::string question, std::string hint)
        : question_(std::move(question)), hint_(std::move(hint)) {}

    /// Its marks are added to the view, too.
    Row& add_row(std::string word, std::string level);
    void end_with(ReasonKey& done) { done_ = &done; }
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::string speech() const override { return question_; }

  private:
    std::string question_, hint_;
    std::vector<Row> rows_;
    ReasonKey* done_ = nullptr;
    screen::Rect head_;
};

class ThanksView : public VisitorView {
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
