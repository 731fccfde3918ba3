#include "kiosk/flow.h"

#include "kiosk/search.h"
#include "shared/base/text.h"
#include "shared/model/appointment_code.h"

#include <algorithm>
#include <iterator>
#include <utility>

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
    !std::is_same_v<Event, PrinterAnswered> && !std::is_same_v<Event, PrintImpossible> &&
    !std::is_same_v<Event, TicketFound> && !std::is_same_v<Event, TicketNotFound> &&
    !std::is_same_v<Event, SheetAnswered>;

/// What the brake counts sheets of paper under.
const model::ServiceId kSheets{"(sheets)"};

bool needs_help(model::PrintFault fault) {
    return fault != model::PrintFault::None && !passes(fault);
}

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
    if (sheet_at_ && *sheet_at_ <= now) {
        sheet_at_.reset();
        sheet_ = Printing::NotPrinted;
        return {GiveUpSheet{}};
    }
    if (!leave_at_ || *leave_at_ > now)
        return {};
    if (watches_idle() && !warning_) {
        warning_ = true;
        wait_for_leaving(kWarning);
        return {};
    }
    if (page_ == Page::Pause)
        return back_to(before_refusal_);
    return start_over();
}

std::optional<base::SteadyTime> Flow::next_deadline() const {
    std::optional<base::SteadyTime> next;
    for (const auto& deadline : {leave_at_, printer_at_, late_at_, sheet_at_})
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
    proof_ = code_.empty() ? Proof::Word : Proof::Code;
    before_refusal_ = Page::Welcome; // where he came from is not known any more
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
    if (page_ != Page::Groups && page_ != Page::Welcome)
        return {};
    groups_.push_back(event.group);
    group_ = event.group;
    go(event.inner ? Page::Groups : Page::Services);
    return {};
}

Flow::Effects Flow::on(const ServiceChosen& event) {
    if (!is_entrance() && page_ != Page::Search)
        return {};
    before_detail_ = page_;
    service_ = event.service;
    go(Page::Detail);
    return {};
}

Flow::Effects Flow::on(const TicketWanted&) {
    if (page_ != Page::Detail || !gives(service_))
        return {};
    forget_claim();
    return ask();
}

Flow::Effects Flow::on(const ChannelsWanted&) {
    if (page_ == Page::Detail && !shortcuts_.one_channel)
        go(Page::Channels);
    return {};
}

Flow::Effects Flow::on(const ChannelChosen& event) {
    if (page_ != Page::Channels || !gives(service_) || (event.proof == Proof::Code && offline()))
        return {};
    forget_claim();
    channel_ = event.channel;
    proof_ = event.proof;
    if (!event.asks_reason)
        return prove();
    go(Page::Reasons);
    return {};
}

Flow::Effects Flow::on(const ReasonChosen& event) {
    if (page_ != Page::Reasons || (proof_ == Proof::Code && offline()))
        return {};
    reason_ = event.reason;
    return prove();
}

/// Goes on to whatever shows that the channel is the visitor's; with his word alone it asks.
Flow::Effects Flow::prove() {
    if (proof_ == Proof::Code) {
        before_booking_ = Page::Channels;
        go(Page::Booking);
        return {};
    }
    if (proof_ == Proof::Card && card_reader_ && !offline()) {
        go(Page::Card);
        return {};
    }
    return ask();
}

Flow::Effects Flow::on(const SearchWanted&) {
    if (!is_entrance())
        return {};
    before_search_ = page_;
    query_.clear();
    go(Page::Search);
    return {};
}

Flow::Effects Flow::on(const CheckInWanted&) {
    if (!is_entrance() || !shortcuts_.booking || offline())
        return {};
    forget_claim();
    before_booking_ = page_;
    service_ = {};
    channel_ = *shortcuts_.booking;
    proof_ = Proof::Code;
    check_in_ = true;
    go(Page::Booking);
    return {};
}

Flow::Effects Flow::on(const CharacterTyped& event) {
    if (page_ == Page::Search) {
        take_query(event.character);
        return {};
    }
    if (page_ != Page::Booking)
        return {};
    if (event.character == U'\b') {
        if (!code_.empty())
            code_.pop_back();
    } else if (const auto character = code_character(event.character);
               character && code_.size() < model::kLongestCode) {
        code_ += *character;
    }
    return {};
}

void Flow::take_query(char32_t character) {
    if (character == U'\b') {
        // The last character with all its bytes.
        while (!query_.empty() && (static_cast<unsigned char>(query_.back()) & 0xC0U) == 0x80U)
            query_.pop_back();
        if (!query_.empty())
            query_.pop_back();
        return;
    }
    std::string longer = query_;
    if (character >= U' ')
        base::append_utf8(longer, character);
    if (longer.size() <= Search::kLongestQuery)
        query_ = std::move(longer);
}

Flow::Effects Flow::on(const CodeEntered&) {
    if (page_ != Page::Booking || code_.empty())
        return {};
    return ask();
}

Flow::Effects Flow::on(const CodeScanned& event) {
    if (is_busy() || !shortcuts_.booking || offline())
        return {};
    const auto code = model::canonical_code(event.code);
    if (!code || !serves() || (page_ == Page::TakeTicket && *code == code_)) // it still lies there
        return {};
    const bool at_service = page_ == Page::Booking && !check_in_;
    Effects effects = page_ == Page::TakeTicket ? start_over() : Effects{};
    forget_claim();
    if (!at_service)
        service_ = {};
    check_in_ = !at_service;
    channel_ = *shortcuts_.booking;
    proof_ = Proof::Code;
    code_ = *code;
    std::ranges::copy(ask(), std::back_inserter(effects));
    if (!at_service)
        before_refusal_ = Page::Welcome; // what the visitor was at is forgotten
    return effects;
}

Flow::Effects Flow::on(const TicketScanned& event) {
    const bool lies_there = page_ == Page::MyTicket && token_ == event.token && inquiry_ != Inquiry::Failed;
    if (is_busy() || lies_there)
        return {};
    const std::string language = language_;
    Effects effects = start_over();
    language_ = language;
    token_ = event.token;
    inquiry_ = Inquiry::Asking;
    go(Page::MyTicket);
    effects.emplace_back(AskForTicket{token_});
    return effects;
}

Flow::Effects Flow::on(const CardLaid& event) {
    if (!seeks_card())
        return {};
    if (page_ == Page::Booking)
        code_.clear();
    return ask(&event);
}

Flow::Effects Flow::on(const CardNotRead& event) {
    if (seeks_card())
        card_trouble_ = event.why;
    return {};
}

Flow::Effects Flow::on(const WithoutCard&) {
    return page_ == Page::Card ? ask() : Effects{};
}

Flow::Effects Flow::on(const SheetWanted&) {
    if (page_ != Page::Detail || !can_print_sheet() || sheet_ == Printing::Underway)
        return {};
    if (is_braked(kSheets))
        return {};
    sheet_ = Printing::Underway;
    sheet_at_ = now_ + kSheetSlow;
    return {PrintSheet{service_, language_}};
}

Flow::Effects Flow::on(const SheetAnswered& event) {
    if (sheet_ != Printing::Underway)
        return {};
    const model::PrintResult& result = event.result;
    if (result.state == model::PrintState::Printed || result.state == model::PrintState::Unconfirmed) {
        sheet_ = Printing::Printed;
        sheet_at_.reset();
        return {};
    }
    if (result.state != model::PrintState::Failed && !needs_help(result.fault))
        return {};
    sheet_ = Printing::NotPrinted;
    sheet_at_.reset();
    return {GiveUpSheet{}};
}

Flow::Effects Flow::on(const GiveBackWanted&) {
    if (page_ == Page::MyTicket && inquiry_ == Inquiry::Shown)
        inquiry_ = Inquiry::Sure;
    return {};
}

Flow::Effects Flow::on(const GiveBackConfirmed&) {
    if (page_ != Page::MyTicket || inquiry_ != Inquiry::Sure || !answer_.ticket)
        return {};
    inquiry_ = Inquiry::GivingBack;
    return {GiveBack{{answer_.ticket->id, token_}}};
}

Flow::Effects Flow::on(const ComeBack&) {
    const auto& ticket = answer_.ticket;
    if (page_ != Page::MyTicket || inquiry_ != Inquiry::Shown || !ticket ||
        ticket->state != model::TicketState::Parked || ticket->parking != model::Parking::WithoutPapers)
        return {};
    inquiry_ = Inquiry::ComingBack;
    return {ReturnToLine{{ticket->id, token_}}};
}

Flow::Effects Flow::on(const TicketFound& event) {
    if (page_ != Page::MyTicket || event.token != token_)
        return {};
    if (inquiry_ == Inquiry::Asking) {
        inquiry_ = event.answer.ok() && event.answer.ticket ? Inquiry::Shown : Inquiry::Failed;
        answer_ = event.answer;
        // Nobody has chosen a language yet: the one of the ticket.
        if (inquiry_ == Inquiry::Shown && language_ == own_language_)
            language_ = answer_.ticket->language;
        return {};
    }
    if (inquiry_ != Inquiry::GivingBack && inquiry_ != Inquiry::ComingBack)
        return {};
    if (inquiry_ == Inquiry::GivingBack && event.answer.ok()) {
        inquiry_ = Inquiry::GivenBack;
        return {};
    }
    inquiry_ = Inquiry::Asking; // back in the line, or called in this moment: see what it is now
    return {AskForTicket{token_}};
}

Flow::Effects Flow::on(const TicketNotFound& event) {
    if (page_ == Page::MyTicket && event.token == token_ &&
        (inquiry_ == Inquiry::Asking || inquiry_ == Inquiry::GivingBack || inquiry_ == Inquiry::ComingBack)) {
        inquiry_ = Inquiry::Failed;
        answer_ = {};
    }
    return {};
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
    case Page::Search:
        return back_to(before_search_);
    case Page::Detail: {
        auto effects = leave_sheet();
        std::ranges::copy(back_to(before_detail_), std::back_inserter(effects));
        return effects;
    }
    case Page::Channels:
        return back_to(Page::Detail);
    case Page::Reasons:
    case Page::Card:
        return back_to(Page::Channels);
    case Page::Booking:
        forget_claim();
        return back_to(before_booking_);
    case Page::Refused:
    case Page::Pause:
        return back_to(before_refusal_);
    case Page::MyTicket:
        if (inquiry_ != Inquiry::Sure)
            return start_over();
        inquiry_ = Inquiry::Shown;
        return {};
    case Page::Welcome:
    case Page::Issuing:
    case Page::TakeTicket:
    case Page::OutOfReach:
        return {};
    }
    return {};
}

/// A page that nobody waits for is not printed later; one whose reader goes on to a number still is.
Flow::Effects Flow::leave_sheet() {
    return std::exchange(sheet_, std::nullopt) == Printing::Underway ? Effects{GiveUpSheet{}} : Effects{};
}

Flow::Effects Flow::back_to(Page page) {
    if (page == Page::Booking && offline()) {
        forget_claim();
        page = before_booking_;
    }
    if (page == Page::Welcome)
        return start_over();
    go(page);
    return {};
}

Flow::Effects Flow::on(const StartOverTouched&) {
    const bool unsettled = page_ == Page::TakeTicket && printing_ == Printing::Underway;
    return unsettled || page_ == Page::Issuing || page_ == Page::OutOfReach || page_ == Page::Welcome
               ? Effects{}
               : start_over();
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
    // Only the hall knows the bookings, and what becomes of a ticket.
    if (page_ == Page::MyTicket)
        return start_over();
    return page_ == Page::Booking ? on(BackTouched{}) : Effects{};
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
    if (result.state == model::PrintState::Failed || needs_help(result.fault))
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
    case Page::Search:
    case Page::Reasons:
    case Page::Card:
    case Page::MyTicket:
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

/// Where a visitor chooses what he came for.
bool Flow::is_entrance() const {
    return page_ == Page::Welcome || page_ == Page::Groups || page_ == Page::Services;
}

/// Something is under way that a scan must not end: a number that is on no paper is on the screen only.
bool Flow::is_busy() const {
    return page_ == Page::Issuing || page_ == Page::OutOfReach ||
           (page_ == Page::TakeTicket && printing_ != Printing::Printed);
}

bool Flow::came_late() const {
    return page_ == Page::TakeTicket && proof_ == Proof::Code && answer_.ticket && shortcuts_.booking &&
           answer_.ticket->channel != *shortcuts_.booking;
}

/// Too much was asked in a minute: the page says so until the brake is free.
bool Flow::is_braked(const model::ServiceId& service) {
    before_refusal_ = page_;
    const base::Duration wait = brake_.wait(service, now_);
    if (wait <= base::Duration(0)) {
        brake_.note(service, now_);
        return false;
    }
    go(Page::Pause);
    wait_for_leaving(wait);
    return true;
}

/// Whoever the card tells of goes to the hall with this question and is kept nowhere.
Flow::Effects Flow::ask(const CardLaid* card) {
    if (is_braked(service_))
        return {};
    go(Page::Issuing);
    model::TakeTicket take{service_, channel_, language_, code_, reason_};
    if (card != nullptr) {
        take.person = card->person;
        take.age = card->age;
    }
    return {AskHall{std::move(take)}};
}

void Flow::forget_claim() {
    channel_ = {};
    proof_ = Proof::Word;
    reason_.clear();
    code_.clear();
    check_in_ = false;
}

Flow::Effects Flow::start_over(Page page) {
    Effects effects = leave_sheet();
    language_ = own_language_;
    groups_.clear();
    group_ = {};
    service_ = {};
    forget_claim();
    query_.clear();
    token_.clear();
    answer_ = {};
    go(page == Page::Welcome && !serves() ? Page::OutOfReach : page);
    if (page_ == Page::OutOfReach && serves())
        wait_for_leaving(kApology);
    effects.emplace_back(Settle{});
    return effects;
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
    card_trouble_.clear();
    sheet_.reset();
    sheet_at_.reset();
    if (watches_idle())
        wait_for_leaving(kIdle);
    if (page == Page::Issuing)
        late_at_ = now_ + kLate;
}

void Flow::wait_for_leaving(base::Duration time) {
    leave_at_ = now_ + time;
}

} // namespace kiosk
