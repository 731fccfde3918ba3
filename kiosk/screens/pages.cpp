#include "kiosk/screens/pages.h"

#include "kiosk/words.h"
#include "shared/screen/dialog.h"

#include <fmt/format.h>

namespace kiosk {

std::string_view page_name(Page page) {
    switch (page) {
    case Page::Welcome:
        return "welcome";
    case Page::Groups:
        return "groups";
    case Page::Services:
        return "services";
    case Page::Detail:
        return "detail";
    case Page::Channels:
        return "channels";
    case Page::Booking:
        return "booking";
    case Page::Issuing:
        return "issuing";
    case Page::TakeTicket:
        return "ticket";
    case Page::Refused:
        return "refused";
    case Page::Pause:
        return "pause";
    case Page::OutOfReach:
        return "out-of-reach";
    case Page::Search:
        return "search";
    case Page::Reasons:
        return "reasons";
    case Page::Card:
        return "card";
    case Page::MyTicket:
        return "my-ticket";
    }
    return "welcome";
}

std::string_view page_name(const Scene& scene) {
    if (scene.staff_open())
        return page_name(scene.above->staff->page());
    return scene.attracts() ? "attract" : page_name(scene.flow.page());
}

std::unique_ptr<screen::View> build_page(const Scene& scene) {
    if (scene.staff_open())
        return build_staff(scene);
    if (scene.attracts())
        return build_attract(scene);
    switch (scene.flow.page()) {
    case Page::Welcome:
        return build_welcome(scene);
    case Page::Groups:
        return build_groups(scene);
    case Page::Services:
        return build_services(scene);
    case Page::Detail:
        return build_detail(scene);
    case Page::Channels:
        return build_channels(scene);
    case Page::Booking:
        return build_booking(scene);
    case Page::Issuing:
        return build_issuing(scene);
    case Page::TakeTicket:
        return build_ticket(scene);
    case Page::Refused:
        return build_refused(scene);
    case Page::Pause:
        return build_pause(scene);
    case Page::OutOfReach:
        return build_out_of_reach(scene);
    case Page::Search:
        return build_search(scene);
    case Page::Reasons:
        return build_reasons(scene);
    case Page::Card:
        return build_card(scene);
    case Page::MyTicket:
        return build_my_ticket(scene);
    }
    return build_out_of_reach(scene);
}

std::string fingerprint(const Scene& scene) {
    // What was marked with a finger stays until staff leave the page.
    if (scene.staff_open() && scene.above->staff->page() == StaffPage::Screen)
        return fmt::format("{}{}x{}", staff_fingerprint(scene), scene.size.width, scene.size.height);
    const Flow& flow = scene.flow;
    const auto minute = std::chrono::floor<std::chrono::minutes>(scene.now).time_since_epoch().count();
    std::string print =
        fmt::format("{} {} {} {} {} {} {} {} {}x{}", page_name(flow.page()), flow.language(),
                    flow.group().value, flow.service().value, flow.code(), static_cast<int>(flow.printing()),
                    flow.late(), minute, scene.size.width, scene.size.height);
    print += scene.board.hall.name.in(flow.language());
    print += scene.board.accepting ? "" : "closed";
    print += flow.printer_trouble();
    print += fmt::format(" {} {} {}{}{} {}{} {}", flow.query(), flow.card_trouble(), flow.check_in(),
                         flow.has_card_reader(), flow.has_scanner(), static_cast<int>(flow.inquiry()),
                         flow.sheet() ? static_cast<int>(*flow.sheet()) : -1, flow.can_print_sheet());
    if (flow.offline()) {
        print += " offline";
        for (const model::Service& service : scene.board.hall.services)
            print += flow.gives(service.id) ? '+' : '-';
    }
    if (flow.page() <= Page::Detail || flow.page() == Page::Search)
        for (const model::Outlook& outlook : scene.board.outlooks)
            print += outlook_words(scene.texts, outlook);
    if (flow.page() == Page::MyTicket && flow.answer().ticket)
        print += flow.answer().ticket->number + std::to_string(static_cast<int>(flow.answer().ticket->state));
    if (flow.page() == Page::Welcome)
        for (const model::Names& notice : scene.board.notices)
            print += notice.in(flow.language());
    if (scene.staff_open())
        print += staff_fingerprint(scene);
    if (scene.attracts())
        print += attract_fingerprint(scene);
    return print;
}

std::string countdown_words(const screen::Catalogue& texts, int seconds) {
    return texts.tr_n("This page returns to the beginning in {1} second.",
                      "This page returns to the beginning in {1} seconds.", seconds);
}

std::unique_ptr<screen::View> build_idle_warning(const Scene& scene) {
    std::vector<screen::Dialog::Choice> choices;
    choices.push_back({scene.texts.tr("Start over"), [say = scene.say] { say(StartOverTouched{}); }, false});
    choices.push_back({scene.texts.tr("Yes, please wait"), [say = scene.say] { say(Touched{}); }, true});
    return std::make_unique<screen::Dialog>(
        scene.look.theme, "clock", scene.texts.tr("Are you still there?"),
        countdown_words(scene.texts, static_cast<int>(Flow::kWarning / std::chrono::seconds(1))),
        std::move(choices));
}

} // namespace kiosk
