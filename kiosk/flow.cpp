#include "kiosk/flow.h"

#include <algorithm>

namespace kiosk {

namespace {

/// Codes are digits and capitals, so that a small letter typed on a keyboard means the capital.
std::optional<char> code_character(char32_t character) {
    if (character >= U'0' && character <= U'9')
        return static_cast<char>(character);
    if (character >= U'A' && character <= U'Z')
        return static_cast<char>(character);
    if (character >= U'a' && character <= U'z')
        return static_cast<char>(character - U'a' + U'A');
    return std::nullopt;
}

/// Comes from people, so it counts as a sign that somebody is there.
template <typename Event>
constexpr bool kFromVisitor =
    !std::is_same_v<Event, HallAnswered> && !std::is_same_v<Event, HallSilent> &&
    !std::is_same_v<Event, HallLost> && !std::is_same_v<Event, HallFound> &&
    !std::is_same_v<Event, PrinterAnswered> && !std::is_same_v<Event, PrintImpossible>;

} // namespace

std::vector<Effect> Flow::handle(const Event& event, base::SteadyTime now) {
    now_ = now;
    return std::visit(
        [this]<typename Kind>(const Kind& kind) {
            if (kFromVisitor<Kind> && watches_idle()) {
                warning_ = false;
                wait_for_leaving(kIdle);
            }
            return on(kind);
        },
        event);
}

std::vector<Effect> Flow::tick(base::SteadyTime now) {
    now_ = now;
    if (late_at_ && *late_at_ <= now) {
        late_ = true;
        late_at_.reset();
    }
    if (printer_at_ && *printer_at_ <= now)
        return give_up_printing(!printer_answered_);
    if (!leave_at_ || *leave_at_ > now)
        return {};
    if (watches_idle() && !warning_) {
        warning_ = true;
        wait_for_leaving(kWarning);
        return {};
    }
    if (page_ == Page::Pause) {
        go(before_refusal_);
        return {};
    }
    return start_over();
}

std::optional<base::SteadyTime> Flow::next_deadline() const {
    std::optional<base::SteadyTime> next;
    for (const auto& deadline : {leave_at_, printer_at_, late_at_})
        if (deadline && (!next || *deadline < *next))
            next = deadline;
    return next;
}

void Flow::set_own_language(std::string language) {
    own_language_ = std::move(language);
    if (page_ == Page::Welcome || page_ == Page::OutOfReach)
        language_ = own_language_;
}

std::vector<Effect> Flow::set_reserve(std::set<model::ServiceId> services, base::SteadyTime now) {
    now_ = now;
    const bool served = serves();
    reserve_ = std::move(services);
    if (serves() == served)
        return {};
    if (serves())
        return page_ == Page::OutOfReach ? start_over() : Effects{};
    return on(HallLost{}); // the last number was given
}

int Flow::seconds_left(base::SteadyTime now) const {
    if (!leave_at_)
        return 0;
    const auto left = std::chrono::ceil<std::chrono::seconds>(*leave_at_ - now);
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

void Flow::resume_asking(const model::TakeTicket& take, base::SteadyTime now) {
    now_ = now;
    language_ = take.language;
    service_ = take.service;
    channel_ = take.channel;
    code_ = take.appointment;
    go(Page::Issuing);
}

std::vector<Effect> Flow::resume_printing(const model::Answer& answer, base::SteadyTime now) {
    now_ = now;
    if (answer.ticket) {
        service_ = answer.ticket->service;
        language_ = answer.ticket->language;
    }
    go(Page::Issuing);
    return on(HallAnswered{answer});
}

Flow::Effects Flow::on(const LanguageChosen& event) {
    language_ = event.language;
    if (page_ != Page::Welcome)
        return {};
    if (shortcuts_.only_group)
        group_ = *shortcuts_.only_group;
    go(shortcuts_.only_group ? Page::Services : Page::Groups);
    return {};
}

Flow::Effects Flow::on(const GroupChosen& event) {
    if (page_ != Page::Groups)
        return {};
    groups_.push_back(event.group);
    group_ = event.group;
    go(event.inner ? Page::Groups : Page::Services);
    return {};
}

Flow::Effects Flow::on(const ServiceChosen& event) {
    if (page_ != Page::Services && page_ != Page::Groups)
        return {};
    before_detail_ = page_;
    service_ = event.service;
    go(Page::Detail);
    return {};
}

Flow::Effects Flow::on(const TicketWanted&) {
    if (page_ != Page::Detail || !gives(service_))
        return {};
    channel_ = {};
    code_.clear();
    return ask();
}

Flow::Effects Flow::on(const ChannelsWanted&) {
    if (page_ == Page::Detail && !shortcuts_.one_channel)
        go(Page::Channels);
    return {};
}

Flow::Effects Flow::on(const ChannelChosen& event) {
    if (page_ != Page::Channels || !gives(service_) || (event.booking && offline()))
        return {};
    channel_ = event.channel;
    code_.clear();
    if (!event.booking)
        return ask();
    go(Page::Booking);
    return {};
}

Flow::Effects Flow::on(const CharacterTyped& event) {
    if (page_ != Page::Booking)
        return {};
    if (event.character == U'\b') {
        if (!code_.empty())
            code_.pop_back();
    } else if (const auto character = code_character(event.character);
               character && code_.size() < kLongestCode) {
        code_ += *character;
    }
    return {};
}

Flow::Effects Flow::on(const CodeEntered&) {
    if (page_ != Page::Booking || code_.empty())
        return {};
    return ask();
}

Flow::Effects Flow::on(const BackTouched&) {
    switch (page_) {
    case Page::Groups:
    case Page::Services:
        if (groups_.empty())
            return start_over();
        groups_.pop_back();
        group_ = groups_.empty() ? model::GroupId() : groups_.back();
        go(Page::Groups);
        return {};
    case Page::Detail:
        go(before_detail_);
        return {};
    case Page::Channels:
        go(Page::Detail);
        return {};
    case Page::Booking:
        go(Page::Channels);
        return {};
    case Page::Refused:
    case Page::Pause:
        go(before_refusal_);
        return {};
    case Page::Welcome:
    case Page::Issuing:
    case Page::TakeTicket:
    case Page::OutOfReach:
        return {};
    }
    return {};
}

Flow::Effects Flow::on(const StartOverTouched&) {
    if (page_ == Page::Issuing || page_ == Page::OutOfReach || page_ == Page::Welcome)
        return {};
    if (page_ == Page::TakeTicket && printing_ == Printing::Underway)
        return {};
    return start_over();
}

Flow::Effects Flow::on(const Touched&) {
    return {};
}

Flow::Effects Flow::on(const HallAnswered& event) {
    if (page_ != Page::Issuing)
        return {};
    answer_ = event.answer;
    if (!answer_.ok() || !answer_.ticket) {
        go(Page::Refused);
        wait_for_leaving(kApology);
        return {Settle{}};
    }
    go(Page::TakeTicket);
    printing_ = Printing::Underway;
    printer_answered_ = false;
    printer_at_ = now_ + kPrinterSilent;
    return {Print{answer_}};
}

Flow::Effects Flow::on(const HallSilent&) {
    return page_ == Page::Issuing ? start_over(Page::OutOfReach) : Effects{};
}

Flow::Effects Flow::on(const HallLost&) {
    hall_found_ = false;
    if (page_ == Page::Issuing || page_ == Page::TakeTicket || page_ == Page::OutOfReach)
        return {};
    if (!offline())
        return start_over(Page::OutOfReach);
    if (page_ == Page::Booking)
        go(Page::Channels); // only the hall knows the bookings
    return {};
}

Flow::Effects Flow::on(const HallFound&) {
    hall_found_ = true;
    return page_ == Page::OutOfReach ? start_over() : Effects{};
}

Flow::Effects Flow::on(const PrinterAnswered& event) {
    if (page_ != Page::TakeTicket)
        return {};
    const model::PrintResult& result = event.result;
    if (result.state == model::PrintState::Printed || result.state == model::PrintState::Unconfirmed) {
        printing_ = Printing::Printed;
        printer_at_.reset();
        wait_for_leaving(kTake);
        return {};
    }
    if (printing_ != Printing::Underway)
        return {};
    const bool waits = result.fault != model::PrintFault::None && !passes(result.fault);
    if (result.state == model::PrintState::Failed || waits)
        return give_up_printing(false);
    if (!printer_answered_)
        printer_at_ = now_ + kPrinterSlow;
    printer_answered_ = true;
    return {};
}

Flow::Effects Flow::on(const PrintImpossible&) {
    if (page_ != Page::TakeTicket || printing_ != Printing::Underway)
        return {};
    return give_up_printing(true);
}

bool Flow::watches_idle() const {
    switch (page_) {
    case Page::Groups:
    case Page::Services:
    case Page::Detail:
    case Page::Channels:
    case Page::Booking:
        return true;
    case Page::Welcome:
    case Page::Issuing:
    case Page::TakeTicket:
    case Page::Refused:
    case Page::Pause:
    case Page::OutOfReach:
        return false;
    }
    return false;
}

Flow::Effects Flow::ask() {
    before_refusal_ = page_;
    if (const base::Duration wait = brake_.wait(service_, now_); wait > base::Duration(0)) {
        go(Page::Pause);
        wait_for_leaving(wait);
        return {};
    }
    brake_.note(service_, now_);
    go(Page::Issuing);
    return {AskHall{{service_, channel_, language_, code_}}};
}

Flow::Effects Flow::start_over(Page page) {
    language_ = own_language_;
    groups_.clear();
    group_ = {};
    service_ = {};
    channel_ = {};
    code_.clear();
    answer_ = {};
    go(page == Page::Welcome && !serves() ? Page::OutOfReach : page);
    if (page_ == Page::OutOfReach && serves())
        wait_for_leaving(kApology);
    return {Settle{}};
}

Flow::Effects Flow::give_up_printing(bool silent) {
    printing_ = Printing::NotPrinted;
    printer_at_.reset();
    wait_for_leaving(kRemember);
    return {GiveUpPrinting{silent}};
}

void Flow::go(Page page) {
    page_ = page;
    warning_ = false;
    late_ = false;
    leave_at_.reset();
    printer_at_.reset();
    late_at_.reset();
    if (watches_idle())
        wait_for_leaving(kIdle);
    if (page == Page::Issuing)
        late_at_ = now_ + kLate;
}

void Flow::wait_for_leaving(base::Duration time) {
    leave_at_ = now_ + time;
}

} // namespace kiosk
