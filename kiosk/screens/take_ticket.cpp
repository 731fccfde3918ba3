#include "kiosk/print_job.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/pieces.h"
#include "kiosk/words.h"
#include "shared/base/zone.h"
#include "shared/screen/button.h"
#include "shared/screen/label.h"
#include "shared/screen/picture.h"
#include "shared/screen/progress_dots.h"

namespace kiosk {

using screen::Align;
using screen::Colors;
using screen::Label;
using screen::Panel;
using screen::Theme;

namespace {

const model::Channel* channel_of(const Scene& scene, const model::Ticket& ticket) {
    const auto& channels = scene.board.hall.channels;
    const auto* channel = model::find(channels, ticket.declared.value_or(ticket.channel));
    return channels.empty() || channel == &channels.front() ? nullptr : channel;
}

void add_channel(screen::Container& to, const Scene& scene, const model::Ticket& ticket) {
    const auto* channel = channel_of(scene, ticket);
    if (channel == nullptr)
        return;
    const auto ink = channel->green ? &Colors::green_channel : &Colors::primary;
    auto& row = to.add<screen::Row>();
    row.gap = scene.space(1);
    row.across = screen::Across::Centre;
    row.add<screen::Spacer>();
    row.add<screen::IconView>(channel->green ? "leaf" : "calendar", ink);
    row.add<Label>(scene.name(channel->name), &Theme::title, ink);
    row.add<screen::Spacer>();
    if (ticket.approval == model::Approval::Pending)
        to.add<Label>(scene.texts.tr("Our staff are confirming it. Until then you keep your place as usual."),
                      &Theme::caption, &Colors::text_quiet, Align::Centre);
}

// The ticket as the paper will show it, with the number as large as it can be.
void add_ticket(screen::Container& to, const Scene& scene) {
    const model::Answer& answer = scene.flow.answer();
    if (!answer.ticket)
        return;
    auto& card = to.add<Panel>(Panel::Kind::Card);
    card.padding = screen::Insets::of(scene.space(5), scene.space(4));
    card.gap = scene.space(2);
    if (const auto* service = model::find(scene.board.hall.services, answer.ticket->service))
        card.add<Label>(scene.name(service->name), &Theme::title, &Colors::text, Align::Centre);
    card.add<Label>(scene.texts.tr("Your number"), &Theme::caption, &Colors::text_quiet, Align::Centre);
    const int em = scene.look.theme.display.size * (scene.wide() ? 3 : 7) / 4;
    card.add<BigText>(answer.ticket->number, em, &Colors::primary);
    add_channel(card, scene, *answer.ticket);
    auto& facts = card.add<Panel>(Panel::Kind::Quiet);
    facts.padding = screen::Insets::all(scene.space(3));
    facts.gap = scene.space(1);
    if (answer.ticket->entry > scene.now) {
        const base::LocalTime from = base::Zone(scene.board.hall.zone).local(answer.ticket->entry);
        add_icon_line(facts, scene, "calendar",
                      scene.texts.tr("You are early: you will be called from {1} on.",
                                     clock_words(from.hour, from.minute)));
    }
    if (scene.flow.came_late())
        add_icon_line(facts, scene, "calendar",
                      scene.texts.tr("The time of your appointment is over: you wait with everybody else."));
    if (is_from_reserve(*answer.ticket)) {
        add_icon_line(
            facts, scene, "offline",
            scene.texts.tr("The hall cannot be reached for the moment. Your number is valid and will be "
                           "called in its turn."));
    } else {
        add_icon_line(facts, scene, "people", ahead_words(scene.texts, answer.ahead));
        add_icon_line(facts, scene, "clock", wait_words(scene.texts, model::rounded(answer.forecast)));
    }
    const std::string place = scene.name(location(scene.board.hall, answer.ticket->service));
    if (!place.empty())
        add_icon_line(facts, scene, "counter", scene.texts.tr("Served at: {1}", place));
}

void add_printing(screen::Container& to, const Scene& scene) {
    switch (scene.flow.printing()) {
    case Printing::Underway: {
        auto& column = to.add<screen::Column>();
        column.gap = scene.space(2);
        column.add<Label>(scene.texts.tr("Your ticket is being printed …"), &Theme::title, &Colors::text,
                          Align::Centre);
        column.add<screen::ProgressDots>();
        return;
    }
    case Printing::Printed: {
        auto& column = to.add<screen::Column>();
        column.gap = scene.space(1);
        column.add<Label>(scene.texts.tr("Please take your ticket"), &Theme::headline, &Colors::text,
                          Align::Centre);
        column.add<Label>(scene.texts.tr("Please wait until your number is called."), &Theme::body,
                          &Colors::text_quiet, Align::Centre);
        return;
    }
    case Printing::NotPrinted:
        break;
    }
    auto& panel = to.add<Panel>(Panel::Kind::Warning);
    panel.padding = screen::Insets::all(scene.space(4));
    panel.gap = scene.space(1);
    add_icon_line(panel, scene, "printer",
                  scene.texts.tr("Sorry, your ticket could not be printed. Your number is valid."),
                  &Theme::title, &Colors::on_warning);
    add_icon_line(
        panel, scene, "info",
        scene.texts.tr("Please remember your number or take a photo of it. Our staff have been told."),
        &Theme::body, &Colors::on_warning);
    if (!scene.flow.printer_trouble().empty())
        add_icon_line(panel, scene, "warning", scene.texts.tr(scene.flow.printer_trouble()), &Theme::caption,
                      &Colors::on_warning);
}

} // namespace

std::unique_ptr<screen::View> build_ticket(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::None, 4);
    auto& body = frame->body();
    auto& middle = add_middle(body, scene);
    if (scene.wide()) {
        auto& row = middle.add<screen::Row>();
        row.gap = scene.space(6);
        row.across = screen::Across::Centre;
        auto& left = row.add<screen::Column>();
        left.grow = 1;
        add_ticket(left, scene);
        auto& right = row.add<screen::Column>();
        right.grow = 1;
        add_printing(right, scene);
    } else {
        add_ticket(middle, scene);
        add_printing(middle, scene);
    }
    if (scene.flow.printing() == Printing::Underway)
        return frame;
    auto& done = body.add<screen::Button>(
        scene.texts.tr("Done"), [say = scene.say] { say(StartOverTouched{}); }, screen::Tone::Primary);
    done.set_icon("check").set_step(&Theme::headline);
    scene.touch.name("done", done);
    return frame;
}

} // namespace kiosk
