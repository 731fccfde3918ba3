#include "kiosk/print_job.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/pieces.h"
#include "kiosk/words.h"
#include "shared/screen/button.h"
#include "shared/screen/label.h"

namespace kiosk {

using screen::Align;
using screen::Colors;
using screen::Label;
using screen::Panel;
using screen::Theme;

namespace {

screen::Column& add_card(screen::Container& to, const Scene& scene) {
    auto& card = to.add<Panel>(Panel::Kind::Card);
    card.padding = screen::Insets::all(scene.space(4));
    card.gap = scene.space(2);
    return card;
}

void add_purpose(screen::Container& to, const Scene& scene, const model::Service& service) {
    auto& card = add_card(to, scene);
    auto& row = card.add<screen::Row>();
    row.gap = scene.space(4);
    row.across = screen::Across::Centre;
    row.add<Emblem>(icon_or(service.icon, "document"), &Colors::primary);
    auto& words = row.add<screen::Column>();
    words.grow = 1;
    words.gap = scene.space(1);
    words.add<Label>(scene.name(service.name), &Theme::headline).set_shrinks(1);
    if (!service.purpose.empty())
        words.add<Label>(scene.name(service.purpose), &Theme::body, &Colors::text_quiet);
}

void add_documents(screen::Container& to, const Scene& scene, const model::Service& service) {
    if (service.documents.empty())
        return;
    auto& card = add_card(to, scene);
    card.add<Label>(scene.texts.tr("Please have these with you"), &Theme::title);
    for (const model::Names& document : service.documents)
        add_icon_line(card, scene, "check", scene.name(document));
}

void add_outlook(screen::Container& to, const Scene& scene, const model::Service& service) {
    const model::Outlook now = outlook(scene.board, service.id);
    auto& row = to.add<screen::Row>();
    row.gap = scene.space(3);
    const auto add_fact = [&](const std::string& head, const std::string& text) {
        auto& card = add_card(row, scene);
        card.grow = 1;
        card.gap = 0;
        card.add<Label>(head, &Theme::caption, &Colors::text_quiet, Align::Centre);
        card.add<Label>(text, &Theme::title, &Colors::primary, Align::Centre).set_shrinks(1);
    };
    add_fact(scene.texts.tr("Before you"), people_words(scene.texts, now.waiting));
    add_fact(scene.texts.tr("Expected wait"), wait_words(scene.texts, model::rounded(now.forecast)));
}

} // namespace

std::unique_ptr<screen::View> build_detail(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver, 2);
    auto& body = frame->body();
    const auto* service = scene.service();
    if (service == nullptr)
        return frame;
    auto& page = body.add<screen::Column>();
    page.gap = scene.space(3);
    page.padding = {0, scene.space(2), 0, 0};
    if (scene.wide()) {
        auto& row = page.add<screen::Row>();
        row.gap = scene.space(3);
        row.across = screen::Across::Leading;
        auto& left = row.add<screen::Column>();
        left.grow = 1;
        left.gap = scene.space(3);
        add_purpose(left, scene, *service);
        add_outlook(left, scene, *service);
        auto& right = row.add<screen::Column>();
        right.grow = 1;
        add_documents(right, scene, *service);
    } else {
        add_purpose(page, scene, *service);
        add_documents(page, scene, *service);
        add_outlook(page, scene, *service);
    }
    const std::string place = scene.name(location(scene.board.hall, service->id));
    if (!place.empty())
        add_icon_line(page, scene, "counter", scene.texts.tr("Served at: {1}", place), &Theme::caption,
                      &Colors::text_quiet);
    body.add<screen::Spacer>();
    auto& take = body.add<screen::Button>(
        scene.texts.tr("Take a number"), [say = scene.say] { say(TicketWanted{}); }, screen::Tone::Primary);
    take.set_icon("ticket").set_step(&Theme::headline);
    scene.touch.name("take", take);
    if (scene.board.hall.channels.size() > 1) {
        auto& rights = body.add<screen::Button>(scene.texts.tr("Do you have a right to go first?"),
                                                [say = scene.say] { say(ChannelsWanted{}); });
        rights.set_icon("leaf");
        scene.touch.name("rights", rights);
    }
    return frame;
}

} // namespace kiosk
