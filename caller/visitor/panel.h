#pragma once

#include "caller/visitor/plate.h"
#include "caller/visitor/portrait.h"
#include "caller/visitor/rating.h"
#include "shared/screen/stage.h"

#include <filesystem>
#include <string>
#include <vector>

namespace caller {

/// The visitor's side of the counter: plate, pause sign, and the rating by touch.
class Panel {
  public:
    struct Listener {
        virtual ~Listener() = default;
        virtual void rated(int score) = 0;
        virtual void reason_toggled(const std::string& reason) = 0;
        virtual void marked(std::size_t aspect, int score) = 0;
        virtual void details_done() = 0; ///< on from the reasons, or from the aspects
    };

    /// What there is to show. `board` may be null; `now` is the hall's clock.
    struct Scene {
        const model::Board* board = nullptr;
        bool in_reach = false;
        model::CounterId counter;
        base::WallTime now;
    };

    /// `language` is the hall's own; `photos` the folder of the clerks' photos, or empty. `stage` and
    /// `listener` outlive it.
    Panel(screen::Stage& stage, std::string language, std::filesystem::path photos, Listener& listener);

    /// Speaks to whoever is at the counter in the language that was chosen at the kiosk, else the hall's.
    void show(const Scene& scene, const Rating& rating);

    /// In a question: 1–5 rate, best last. True when the key meant something.
    bool handle_key(const screen::KeyEvent& key, const Rating& rating);

    const screen::View& root() const { return *page_; }
    static screen::Theme theme_for(screen::Size window);

  private:
    /// What a page was built from: another one when it differs.
    struct Built {
        PanelPage page = PanelPage::Plate;
        std::string number, language;
        PlateFace plate;
        std::vector<std::string> reasons;
        model::Aspects aspects{};
        bool operator==(const Built&) const = default;
    };

    void speak(const std::string& language);
    void build();
    void build_rating();
    void build_reasons();
    void build_aspects();

    screen::Stage& stage_;
    std::string own_language_;
    screen::Catalogue words_; ///< of the page that is shown
    Portrait portrait_;
    Listener& listener_;
    Built built_;
    screen::View* page_ = nullptr;
};

} // namespace caller
