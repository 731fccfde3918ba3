#include "caller/visitor/panel.h"

#include "caller/visitor/views.h"

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

std::string tag(const screen::Catalogue& catalogue) {
    std::string language = catalogue.language();
    std::ranges::replace(language, '_', '-');
    return language;
}

PlateFace::Mood mood_of(const model::CounterStatus& status, const model::Ticket* ticket) {
    using Mood = PlateFace::Mood;
    if (status.state == model::CounterState::Closed)
        return Mood::Closed;
    if (ticket != nullptr)
        return ticket->state == model::TicketState::Serving ? Mood::Serving : Mood::Called;
    return status.state == model::CounterState::Paused ? Mood::Paused : Mood::Free;
}

void add_words(PlateFace& face, const model::CounterStatus& status, const screen::Catalogue& catalogue) {
    using Mood = PlateFace::Mood;
    switch (face.mood) {
    case Mood::Closed:
        face.title = catalogue.tr("Not open now");
        face.detail = catalogue.tr("Please watch the screens for your number. Thank you.");
        break;
    case Mood::Free:
        face.title = catalogue.tr("Welcome");
        face.detail = catalogue.tr("Please wait until your number is called here.");
        break;
    case Mood::Called:
        face.title = catalogue.tr("Please come to this counter");
        break;
    case Mood::Serving:
        face.title = catalogue.tr("Now being served");
        break;
    case Mood::Paused:
        face.title = catalogue.tr("Service paused");
        face.detail = status.reason.empty()
                          ? catalogue.tr("We will be back soon. Thank you for your patience.")
                          : catalogue.tr(status.reason);
        break;
    case Mood::Wait:
        break;
    }
}

} // namespace

PlateFace plate_of(const model::Board* board, bool in_reach, model::CounterId counter,
                   const screen::Catalogue& catalogue) {
    PlateFace face;
    const auto language = tag(catalogue);
    face.counter = std::to_string(counter.value);
    face.title = catalogue.tr("One moment, please");
    face.detail = catalogue.tr("We are sorry, the numbers cannot be shown just now. Please ask the staff.");
    if (board == nullptr)
        return face;
    face.hall = board->hall.name.in(language);
    if (const auto* known = find(board->hall.counters, counter))
        face.location = known->location.in(language);
    const auto status = board->counters.find(counter);
    if (!in_reach || status == board->counters.end())
        return face;
    const auto found =
        status->second.ticket ? board->tickets.find(*status->second.ticket) : board->tickets.end();
    const auto* ticket = found == board->tickets.end() ? nullptr : &found->second;
    face.mood = mood_of(status->second, ticket);
    face.detail.clear();
    if (ticket != nullptr && face.mood != PlateFace::Mood::Closed) {
        face.number = ticket->number;
        if (const auto* service = find(board->hall.services, ticket->service))
            face.detail = service->name.in(language);
    }
    if (face.mood != PlateFace::Mood::Closed && !status->second.clerk.value.empty())
        face.clerk = catalogue.tr("Staff number {1}", status->second.clerk.value);
    add_words(face, status->second, catalogue);
    return face;
}

Panel::Panel(screen::Stage& stage, std::string language, Listener& listener)
    : stage_(stage), catalogue_(language), visitors_(language), listener_(listener) {}

/// The words of the rating, and the fonts and direction that go with them.
void Panel::speak(const std::string& language) {
    if (visitors_.language() != language)
        visitors_ = screen::Catalogue(language);
    auto look = stage_.look();
    look.language = language;
    stage_.set_look(std::move(look));
}

screen::Theme Panel::theme_for(screen::Size window) {
    const int unit = std::clamp(std::min(window.width / 34, window.height / 20), 14, 80);
    return screen::Theme::make(screen::Palette::Light, unit);
}

void Panel::show(const model::Board* board, bool in_reach, model::CounterId counter, const Rating& rating) {
    PlateFace plate = plate_of(board, in_reach, counter, catalogue_);
    const bool same_page = built_ == rating.page() && built_for_ == rating.number();
    const bool plate_shows = rating.page() == PanelPage::Plate;
    if (same_page && (!plate_shows || plate == plate_) && reasons_ == rating.reasons())
        return;
    plate_ = std::move(plate);
    reasons_ = rating.reasons();
    built_ = rating.page();
    built_for_ = rating.number();
    std::string language = catalogue_.language();
    if (!plate_shows && !rating.language().empty())
        language = rating.language();
    std::ranges::replace(language, '-', '_');
    speak(language);
    build(rating, visitors_);
}

void Panel::build(const Rating& rating, const screen::Catalogue& words) {
    switch (rating.page()) {
    case PanelPage::Plate:
        page_ = &stage_.show<PlateView>(plate_, words.tr("Counter"));
        return;
    case PanelPage::Thanks:
        page_ = &stage_.show<ThanksView>(words.tr("Thank you for your rating"),
                                         words.tr("Please take all your documents with you. Goodbye."));
        return;
    case PanelPage::Rating: {
        auto& page =
            stage_.show<RatingView>(words.tr("How satisfied are you with our service?"),
                                    words.tr("Ticket {1} · voluntary, one touch is enough", rating.number()));
        for (int score = Rating::kBest; score >= 1; --score)
            page.add<FaceKey>(score, words.tr(kLevels[static_cast<std::size_t>(Rating::kBest - score)]),
                              [this, score] { listener_.rated(score); });
        page_ = &page;
        return;
    }
    case PanelPage::Reasons: {
        auto& page = stage_.show<ReasonsView>(words.tr("We are sorry. What can we do better?"));
        for (const char* reason : kReasons)
            page.add<ReasonKey>(reason, words.tr(reason),
                                std::ranges::find(reasons_, reason) != reasons_.end(),
                                [this, reason] { listener_.reason_toggled(reason); });
        page.add<ReasonKey>("done", reasons_.empty() ? words.tr("Without a reason") : words.tr("Send"),
                            std::nullopt, [this] { listener_.reasons_done(); });
        page_ = &page;
        return;
    }
    }
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
