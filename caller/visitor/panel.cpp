#include "caller/visitor/panel.h"

#include "caller/visitor/plate_view.h"
#include "caller/visitor/questions.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace caller {

namespace {

using screen::msgid;

/// What the words say is what a score of 5 … 1 means (national standard of service evaluation, 好差评).
constexpr std::array kLevels{msgid("Very satisfied"), msgid("Satisfied"), msgid("Fairly satisfied"),
                             msgid("Not satisfied"), msgid("Not satisfied at all")};

constexpr std::array kReasons{msgid("The wait was too long"), msgid("The handling was slow"),
                              msgid("The service was not friendly"), msgid("It was not explained clearly"),
                              msgid("My matter was not solved")};

/// As model::Aspects (GB/T 39735): satisfaction, efficiency, skill, manner.
constexpr std::array kAspects{msgid("Overall"), msgid("Efficiency"), msgid("Competence"), msgid("Manner")};

constexpr const char* level_of(int score) {
    return kLevels.at(static_cast<std::size_t>(Rating::kBest - score));
}

} // namespace

Panel::Panel(screen::Stage& stage, std::string language, std::filesystem::path photos, Listener& listener)
    : stage_(stage), own_language_(std::move(language)), words_(own_language_), portrait_(std::move(photos)),
      listener_(listener) {}

/// The words of the page, and the fonts and direction that go with them.
void Panel::speak(const std::string& language) {
    if (words_.language() == language)
        return;
    words_ = screen::Catalogue(language);
    auto look = stage_.look();
    look.language = language;
    stage_.set_look(std::move(look));
}

screen::Theme Panel::theme_for(screen::Size window) {
    const auto [small, large] = std::minmax(window.width, window.height);
    return screen::Theme::make(screen::Palette::Light, std::clamp(std::min(large / 34, small / 20), 14, 80));
}

void Panel::show(const Scene& scene, const Rating& rating) {
    Built wanted;
    wanted.page = rating.page();
    wanted.number = rating.number();
    wanted.language = wanted.page != PanelPage::Plate ? rating.language()
                      : scene.in_reach                ? plate_language(scene.board, scene.counter)
                                                      : "";
    wanted.language = wanted.language.empty() ? own_language_ : wanted.language;
    std::ranges::replace(wanted.language, '-', '_');
    speak(wanted.language);
    if (wanted.page == PanelPage::Plate) {
        wanted.plate = plate_of(scene.board, scene.in_reach, scene.counter, scene.now, words_);
        if (wanted.plate.mood != PlateFace::Mood::Wait) // out of reach: the same clerk comes back
            portrait_.show(model::ClerkId{wanted.plate.clerk});
    }
    wanted.reasons = rating.reasons();
    wanted.aspects = rating.aspects();
    if (page_ != nullptr && wanted == built_)
        return;
    built_ = std::move(wanted);
    build();
}

void Panel::build() {
    switch (built_.page) {
    case PanelPage::Plate:
        page_ = &stage_.show<PlateView>(built_.plate, words_.tr("Counter"), portrait_);
        return;
    case PanelPage::Rating:
        build_rating();
        return;
    case PanelPage::Reasons:
        build_reasons();
        return;
    case PanelPage::Aspects:
        build_aspects();
        return;
    case PanelPage::Thanks:
        page_ = &stage_.show<ThanksView>(words_.tr("Thank you for your rating"),
                                         words_.tr("Please take all your documents with you. Goodbye."));
        return;
    }
}

void Panel::build_rating() {
    auto& page =
        stage_.show<RatingView>(words_.tr("How satisfied are you with our service?"),
                                words_.tr("Ticket {1} · voluntary, one touch is enough", built_.number));
    for (int score = Rating::kBest; score >= 1; --score)
        page.add<FaceKey>(score, words_.tr(level_of(score)), [this, score] { listener_.rated(score); });
    page_ = &page;
}

void Panel::build_reasons() {
    const auto& chosen = built_.reasons;
    auto& page = stage_.show<ReasonsView>(words_.tr("We are sorry. What can we do better?"));
    for (const char* reason : kReasons)
        page.add<ReasonKey>(reason, words_.tr(reason), std::ranges::find(chosen, reason) != chosen.end(),
                            [this, reason] { listener_.reason_toggled(reason); });
    page.add<ReasonKey>("done", chosen.empty() ? words_.tr("Without a reason") : words_.tr("Continue"),
                        std::nullopt, [this] { listener_.details_done(); });
    page_ = &page;
}

void Panel::build_aspects() {
    auto& page = stage_.show<AspectsView>(words_.tr("Thank you. Would you like to rate more?"),
                                          words_.tr("Voluntary; your rating counts without it, too."));
    bool any = false;
    for (std::size_t aspect = 0; aspect < kAspects.size(); ++aspect) {
        const int mark = built_.aspects.at(aspect);
        any = any || mark > 0;
        const auto word = words_.tr(kAspects.at(aspect));
        auto& row = page.add_row(word, mark > 0 ? words_.tr(level_of(mark)) : "");
        for (int score = Rating::kBest; score >= 1; --score)
            row.marks.push_back(&page.add<MarkKey>(
                fmt::format("aspect:{}:{}", aspect, score), score, word + ": " + words_.tr(level_of(score)),
                mark == score, mark > 0 && mark != score,
                [this, aspect, score] { listener_.marked(aspect, score); }));
    }
    page.end_with(page.add<ReasonKey>("done", any ? words_.tr("Send") : words_.tr("No, thank you"),
                                      std::nullopt, [this] { listener_.details_done(); }));
    page_ = &page;
}

bool Panel::handle_key(const screen::KeyEvent& key, const Rating& rating) {
    if (key.key != screen::Key::Character || rating.page() != PanelPage::Rating || key.repeated)
        return false;
    if (key.character < U'1' || key.character > U'5')
        return false;
    listener_.rated(static_cast<int>(key.character - U'0'));
    return true;
}

} // namespace caller
