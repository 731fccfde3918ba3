#pragma once

#include "caller/paint.h"
#include "caller/visitor/rating.h"
#include "shared/model/board.h"
#include "shared/screen/stage.h"
#include "shared/screen/translations.h"

#include <functional>
#include <string>

namespace caller {

/// What the visitor reads on the plate.
struct PlateFace {
    enum class Mood { Closed, Free, Called, Serving, Paused, Wait } mood = Mood::Wait;
    std::string hall, counter, location, clerk;
    std::string number;
    std::string title;
    std::string detail;
    bool operator==(const PlateFace&) const = default;
};

PlateFace plate_of(const model::Board* board, bool in_reach, model::CounterId counter,
                   const screen::Catalogue& catalogue);

/// The visitor's side of the counter: plate, pause sign, and the rating by touch.
class Panel {
  public:
    struct Listener {
        virtual ~Listener() = default;
        virtual void rated(int score) = 0;
        virtual void reason_toggled(const std::string& reason) = 0;
        virtual void reasons_done() = 0;
    };

    /// `stage` and `listener` outlive it.
    Panel(screen::Stage& stage, std::string language, Listener& listener);

    /// The rating speaks the language that the visitor chose at the kiosk, everything else the hall's.
    void show(const model::Board* board, bool in_reach, model::CounterId counter, const Rating& rating);

    /// In a question: 1–5 rate, best last. True when the key meant something.
    bool handle_key(const screen::KeyEvent& key, const Rating& rating);

    const screen::View& root() const { return *page_; }
    static screen::Theme theme_for(screen::Size window);

  private:
    void build(const Rating& rating, const screen::Catalogue& words);
    void speak(const std::string& language);

    screen::Stage& stage_;
    screen::Catalogue catalogue_;
    screen::Catalogue visitors_;
    Listener& listener_;
    std::optional<PanelPage> built_;
    std::string built_for_;
    PlateFace plate_;
    std::vector<std::string> reasons_;
    screen::View* page_ = nullptr;
};

} // namespace caller
