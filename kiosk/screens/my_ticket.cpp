#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/pieces.h"
#include "kiosk/words.h"
#include "shared/screen/button.h"
#include "shared/screen/label.h"
#include "shared/screen/progress_dots.h"

namespace kiosk {

using model::TicketState;
using screen::Align;
using screen::Button;
using screen::Colors;
using screen::Label;
using screen::Theme;

namespace {

bool can_give_back(TicketState state) {
    return state == TicketState::Waiting || state == TicketState::Parked || state == TicketState::NoShow;
}

/// Set aside until the visitor has what is missing.
bool comes_back(const model::Ticket& ticket) {
    return ticket.state == TicketState::Parked && ticket.parking == model::Parking::WithoutPapers;
}

void add_missing(screen::Container& to, const Scene& scene, const model::Ticket& ticket) {
    const auto* service = model::find(scene.board.hall.services, ticket.service);
    if (service == nullptr || !comes_back(ticket))
        return;
    for (const int document : ticket.missing)
        if (static_cast<std::size_t>(document) < service->documents.size())
            add_icon_line(to, scene, "document",
                          scene.name(service->documents[static_cast<std::size_t>(document)]));
}

std::string counter_words(const Scene& scene, const model::Ticket& ticket) {
    if (!ticket.counter)
        return {};
    const auto* counter = model::find(scene.board.hall.counters, *ticket.counter);
    const std::string at = scene.texts.tr("Counter {1}", ticket.counter->value);
    const std::string place = counter != nullptr ? scene.name(counter->location) : std::string();
    return place.empty() ? at : at + " · " + place;
}

std::string state_words(const Scene& scene, const model::Ticket& ticket) {
    switch (ticket.state) {
    case TicketState::Waiting:
        return scene.texts.tr("Your number is in the queue.");
    case TicketState::Called:
        return scene.texts.tr("Your number is called. Please come now.");
    case TicketState::Serving:
        return scene.texts.tr("You are being served.");
    case TicketState::Parked:
        if (comes_back(ticket))
            return scene.texts.tr("Your number is set aside until you have everything. You keep your place.");
        return scene.texts.tr("Your number is set aside. You keep your place: please ask at the counter.");
    case TicketState::NoShow:
        return scene.texts.tr("Your number was called and nobody came. Please ask our staff at the desk.");
    case TicketState::Finished:
        return scene.texts.tr("This number has been served.");
    case TicketState::Cancelled:
        return scene.texts.tr("This number was given back.");
    case TicketState::Expired:
        return scene.texts.tr("This number is no longer valid. Please take a new one.");
    }
    return {};
}

void add_number(screen::Container& to, const Scene& scene, const model::Ticket& ticket) {
    auto& card = to.add<screen::Panel>(screen::Panel::Kind::Card);
    card.padding = screen::Insets::of(scene.space(5), scene.space(4));
    card.gap = scene.space(2);
    if (const auto* service = model::find(scene.board.hall.services, ticket.service))
        card.add<Label>(scene.name(service->name), &Theme::title, &Colors::text, Align::Centre);
    card.add<BigText>(ticket.number, scene.look.theme.display.size * 5 / 4, &Colors::primary);
    card.add<Label>(state_words(scene, ticket), &Theme::title, &Colors::text, Align::Centre);
    auto& facts = card.add<screen::Panel>(screen::Panel::Kind::Quiet);
    facts.padding = screen::Insets::all(scene.space(3));
    facts.gap = scene.space(1);
    const std::string counter = counter_words(scene, ticket);
    if (!counter.empty() && !comes_back(ticket))
        add_icon_line(facts, scene, "counter", counter);
    add_missing(facts, scene, ticket);
    if (ticket.state == TicketState::Waiting) {
        const model::Answer& answer = scene.flow.answer();
        add_icon_line(facts, scene, "people", ahead_words(scene.texts, answer.ahead));
        add_icon_line(facts, scene, "clock", wait_words(scene.texts, model::rounded(answer.forecast)));
    }
    facts.set_visible(!facts.children().empty());
}

Button& add_key(screen::Container& to, const Scene& scene, const char* id, std::string words,
                const char* icon, const Event& event, screen::Tone tone = screen::Tone::Secondary) {
    auto& key = to.add<Button>(std::move(words), [say = scene.say, event] { say(event); }, tone);
    key.set_icon(icon);
    scene.touch.name(id, key);
    return key;
}

void add_words(screen::Container& to, const char* icon, std::string words) {
    add_emblem(to, icon);
    to.add<Label>(std::move(words), &Theme::headline, &Colors::text, Align::Centre);
}

void add_sure(screen::Column& body, const Scene& scene, const model::Ticket& ticket) {
    auto& middle = add_middle(body, scene);
    add_words(middle, "question", scene.texts.tr("Give number {1} back?", ticket.number));
    middle.add<Label>(scene.texts.tr("Your place in the queue is then free for others."), &Theme::title,
                      &Colors::text_quiet, Align::Centre);
    add_key(body, scene, "keep", scene.texts.tr("No, I keep it"), "ticket", BackTouched{},
            screen::Tone::Primary);
    add_key(body, scene, "give-back", scene.texts.tr("Yes, give it back"), "return", GiveBackConfirmed{},
            screen::Tone::Danger);
}

void add_ticket_of(screen::Column& body, const Scene& scene, const model::Ticket& ticket) {
    add_number(add_middle(body, scene), scene, ticket);
    if (comes_back(ticket))
        add_key(body, scene, "come-back", scene.texts.tr("I have everything now"), "check", ComeBack{},
                screen::Tone::Primary);
    if (can_give_back(ticket.state))
        add_key(body, scene, "give-back", scene.texts.tr("I do not need this number any more"), "return",
                GiveBackWanted{});
}

} // namespace

std::unique_ptr<screen::View> build_my_ticket(const Scene& scene) {
    const auto& ticket = scene.flow.answer().ticket;
    const Inquiry inquiry = scene.flow.inquiry();
    auto frame = std::make_unique<PageFrame>(scene, inquiry == Inquiry::Sure ? PageFrame::Foot::None
                                                                             : PageFrame::Foot::StartOver);
    auto& body = frame->body();
    if (inquiry == Inquiry::Shown && ticket) {
        add_ticket_of(body, scene, *ticket);
        return frame;
    }
    if (inquiry == Inquiry::Sure && ticket) {
        add_sure(body, scene, *ticket);
        return frame;
    }
    auto& middle = add_middle(body, scene);
    if (inquiry == Inquiry::GivenBack) {
        add_words(middle, "check", scene.texts.tr("Thank you. The number was given back."));
    } else if (inquiry == Inquiry::Failed) {
        const bool silent = scene.flow.answer().ok();
        add_words(middle, silent ? "offline" : "info",
                  silent ? scene.texts.tr("This machine cannot reach the hall just now.")
                         : scene.texts.tr("We do not find this number today."));
        middle.add<Label>(scene.texts.tr("Our staff at the desk are glad to help you."), &Theme::body,
                          &Colors::text_quiet, Align::Centre);
    } else {
        add_words(middle, "ticket", scene.texts.tr("One moment, please"));
        middle.add<screen::ProgressDots>();
    }
    return frame;
}

} // namespace kiosk
