#include "kiosk/print_job.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/pieces.h"
#include "kiosk/words.h"
#include "shared/screen/button.h"
#include "shared/screen/label.h"
#include "shared/screen/picture.h"

namespace kiosk {

using screen::Align;
using screen::Colors;
using screen::Label;
using screen::Panel;
using screen::Theme;

namespace {

/// Much is known of the service: everything a little closer together.
bool is_dense(const Scene& scene) {
    const auto* service = scene.service();
    return service != nullptr && (!service->steps.empty() || !service->basis.empty() ||
                                  !service->fee.empty() || !service->time_limit.empty());
}

screen::Column& add_card(screen::Container& to, const Scene& scene) {
    auto& card = to.add<Panel>(Panel::Kind::Card);
    card.padding = screen::Insets::all(scene.space(is_dense(scene) ? 2 : 4));
    card.gap = scene.space(is_dense(scene) ? 0 : 2);
    return card;
}

void add_purpose(screen::Container& to, const Scene& scene, const model::Service& service) {
    auto& card = add_card(to, scene);
    auto& row = card.add<screen::Row>();
    row.gap = scene.space(4);
    row.across = screen::Across::Centre;
    const std::string icon = icon_or(service.icon, "document");
    if (is_dense(scene))
        row.add<screen::IconView>(icon);
    else
        row.add<Emblem>(icon, &Colors::primary);
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
        add_icon_line(card, scene, "check", scene.name(document),
                      is_dense(scene) ? &Theme::caption : &Theme::body);
}

void add_steps(screen::Container& to, const Scene& scene, const model::Service& service) {
    if (service.steps.empty())
        return;
    auto& card = add_card(to, scene);
    card.add<Label>(scene.texts.tr("How it goes"), &Theme::title);
    int count = 0;
    for (const model::Names& step : service.steps)
        card.add<Label>(std::to_string(++count) + ". " + scene.name(step), &Theme::caption);
}

void add_rules(screen::Container& to, const Scene& scene, const model::Service& service) {
    if (service.basis.empty() && service.fee.empty() && service.time_limit.empty())
        return;
    auto& card = add_card(to, scene);
    const auto add_rule = [&](const char* rule, const model::Names& names) {
        if (!names.empty())
            card.add<Label>(scene.texts.tr(rule, scene.name(names)), &Theme::caption, &Colors::text_quiet);
    };
    add_rule(screen::msgid("Legal basis: {1}"), service.basis);
    add_rule(screen::msgid("Fee: {1}"), service.fee);
    add_rule(screen::msgid("Time limit: {1}"), service.time_limit);
}

void add_outlook(screen::Container& to, const Scene& scene, const model::Service& service) {
    if (scene.flow.offline())
        return; // nobody knows how many wait now
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

void add_sheet(screen::Container& to, const Scene& scene) {
    if (!scene.flow.can_print_sheet())
        return;
    const auto sheet = scene.flow.sheet();
    if (!sheet) {
        auto& print = to.add<screen::Button>(scene.texts.tr("Print this page"),
                                             [say = scene.say] { say(SheetWanted{}); });
        print.set_icon("printer");
        print.grow = 1;
        scene.touch.name("sheet", print);
        return;
    }
    switch (*sheet) {
    case Printing::Underway:
        add_icon_line(to, scene, "printer", scene.texts.tr("The page is being printed …")).grow = 1;
        return;
    case Printing::Printed:
        add_icon_line(to, scene, "check", scene.texts.tr("Please take the page from the printer.")).grow = 1;
        return;
    case Printing::NotPrinted:
        add_icon_line(to, scene, "info", scene.texts.tr("Sorry, the page could not be printed.")).grow = 1;
        return;
    }
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
        add_rules(left, scene, *service);
        add_outlook(left, scene, *service);
        auto& right = row.add<screen::Column>();
        right.grow = 1;
        right.gap = scene.space(3);
        add_documents(right, scene, *service);
        add_steps(right, scene, *service);
    } else {
        add_purpose(page, scene, *service);
        add_documents(page, scene, *service);
        add_steps(page, scene, *service);
        add_rules(page, scene, *service);
        add_outlook(page, scene, *service);
    }
    const std::string place = scene.name(location(scene.board.hall, service->id));
    if (!place.empty())
        add_icon_line(page, scene, "counter", scene.texts.tr("Served at: {1}", place), &Theme::caption,
                      &Colors::text_quiet);
    body.add<screen::Spacer>();
    const std::string closed = closed_words(scene.texts, scene.board, *service, scene.now);
    if (!closed.empty()) {
        auto& panel = body.add<Panel>(Panel::Kind::Warning);
        panel.padding = screen::Insets::all(scene.space(4));
        add_icon_line(panel, scene, "clock", scene.texts.tr(model::sentence(model::Refusal::ServiceClosed)),
                      &Theme::title, &Colors::on_warning);
        add_icon_line(panel, scene, "info", closed, &Theme::body, &Colors::on_warning);
        add_sheet(body, scene);
        return frame;
    }
    if (!scene.flow.gives(service->id)) {
        auto& panel = body.add<Panel>(Panel::Kind::Warning);
        panel.padding = screen::Insets::all(scene.space(4));
        add_icon_line(panel, scene, "offline", scene.texts.tr("No numbers for the moment"), &Theme::title,
                      &Colors::on_warning);
        add_icon_line(
            panel, scene, "info",
            scene.texts.tr("The hall cannot be reached. Our staff at the desk are glad to help you."),
            &Theme::body, &Colors::on_warning);
        return frame;
    }
    // Side by side in a wide window, where height is dear.
    screen::Container* keys = &body;
    if (scene.wide()) {
        keys = &body.add<screen::Row>();
        keys->gap = scene.space(3);
    }
    auto& take = keys->add<screen::Button>(
        scene.texts.tr("Take a number"), [say = scene.say] { say(TicketWanted{}); }, screen::Tone::Primary);
    take.set_icon("ticket").set_step(&Theme::headline);
    take.grow = scene.wide() ? 1 : 0;
    scene.touch.name("take", take);
    if (!scene.wide()) {
        keys = &body.add<screen::Row>();
        keys->gap = scene.space(3);
    }
    if (scene.board.hall.channels.size() > 1) {
        auto& rights = keys->add<screen::Button>(scene.texts.tr("Do you have a right to go first?"),
                                                 [say = scene.say] { say(ChannelsWanted{}); });
        rights.set_icon("leaf");
        rights.grow = 1;
        scene.touch.name("rights", rights);
    }
    add_sheet(*keys, scene);
    return frame;
}

} // namespace kiosk
