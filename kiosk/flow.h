#pragma once

#include "kiosk/brake.h"
#include "shared/base/clock.h"
#include "shared/model/command.h"
#include "shared/model/print.h"

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace kiosk {

enum class Page {
    Welcome,
    Groups,
    Services,
    Detail,
    Channels,
    Booking,
    Issuing,
    TakeTicket,
    Refused,
    Pause, ///< numbers were taken in play: the next one in a moment
    OutOfReach,
    Search,
    Reasons, ///< why somebody asks to go first
    Card,    ///< an identity card shows the age
    MyTicket ///< what has become of a number, by the code on its paper
};

// What happens to the kiosk …
struct LanguageChosen {
    std::string language; ///< BCP 47
};
struct GroupChosen {
    model::GroupId group;
    bool inner = false; ///< it holds further groups
};
struct ServiceChosen {
    model::ServiceId service;
};
struct TicketWanted {};   ///< an ordinary one
struct ChannelsWanted {}; ///< asks whether there is a right to go first
/// What a channel asks of whoever chooses it.
enum class Proof {
    Word,
    Code, ///< of an appointment
    Card  ///< of identity, where there is a reader
};
struct ChannelChosen {
    model::ChannelId channel;
    Proof proof = Proof::Word;
    bool asks_reason = false;
};
struct ReasonChosen {
    std::string reason; ///< an id of the channel's
};
struct SearchWanted {};
struct CheckInWanted {}; ///< there is an appointment
struct CharacterTyped {
    char32_t character = 0; ///< U'\b' takes the last one back
};
struct CodeEntered {};
struct CodeScanned {
    std::string code; ///< of an appointment
};
struct TicketScanned {
    std::string token; ///< of a ticket from this hall
};
struct CardLaid {
    std::string person; ///< model::TakeTicket::person
    int age = 0;
};
struct CardNotRead {
    std::string why; ///< a msgid
};
struct WithoutCard {};
struct SheetWanted {}; ///< what the page says, on paper
struct GiveBackWanted {};
struct GiveBackConfirmed {};
struct ComeBack {}; ///< who was set aside has everything now
struct BackTouched {};
struct StartOverTouched {};
struct Touched {}; ///< any other sign that somebody is there
struct HallAnswered {
    model::Answer answer;
};
struct TicketFound { ///< what became of TicketScanned, GiveBackConfirmed or ComeBack
    model::Answer answer;
    std::string token; ///< whose it is: somebody else may have come meanwhile
};
struct TicketNotFound { ///< the hall gave no answer
    std::string token;
};
struct HallSilent {}; ///< the command's patience is over
struct HallLost {};
struct HallFound {};
struct PrinterAnswered {
    model::PrintResult result;
};
struct PrintImpossible {}; ///< there is no printer to ask
struct SheetAnswered {
    model::PrintResult result;
};
using Event = std::variant<LanguageChosen, GroupChosen, ServiceChosen, TicketWanted, ChannelsWanted,
                           ChannelChosen, CharacterTyped, CodeEntered, BackTouched, StartOverTouched, Touched,
                           HallAnswered, HallSilent, HallLost, HallFound, PrinterAnswered, PrintImpossible,
                           ReasonChosen, SearchWanted, CheckInWanted, CodeScanned, TicketScanned, CardLaid,
                           CardNotRead, WithoutCard, SheetWanted, GiveBackWanted, GiveBackConfirmed, ComeBack,
                           TicketFound, TicketNotFound, SheetAnswered>;

// … and what the kiosk then asks of the world.
struct AskHall {
    model::TakeTicket take;
    bool operator==(const AskHall&) const = default;
};
struct Print {
    model::Answer answer;
    bool operator==(const Print&) const = default;
};
struct GiveUpPrinting {  ///< the visitor was told to remember the number: nothing may come out later
    bool silent = false; ///< the printer never answered
    bool operator==(const GiveUpPrinting&) const = default;
};
struct Settle { ///< the visit is over: forget it
    bool operator==(const Settle&) const = default;
};
struct AskForTicket { ///< what has become of it
    std::string token;
    bool operator==(const AskForTicket&) const = default;
};
struct GiveBack {
    model::CancelTicket cancel;
    bool operator==(const GiveBack&) const = default;
};
struct ReturnToLine {
    model::ReturnTicket back;
    bool operator==(const ReturnToLine&) const = default;
};
struct PrintSheet { ///< what the service's page says
    model::ServiceId service;
    std::string language;
    bool operator==(const PrintSheet&) const = default;
};
struct GiveUpSheet {
    bool operator==(const GiveUpSheet&) const = default;
};
using Effect = std::variant<AskHall, Print, GiveUpPrinting, Settle, AskForTicket, GiveBack, ReturnToLine,
                            PrintSheet, GiveUpSheet>;

enum class Printing { Underway, Printed, NotPrinted };

/// Of the page MyTicket.
enum class Inquiry {
    Asking,
    Shown,
    Sure, ///< the visitor is asked whether to give it back
    GivingBack,
    GivenBack,
    ComingBack, ///< into the line, after it was set aside
    Failed      ///< unknown here, or the hall gave no answer
};

/// What there is nothing to choose of; its page is skipped.
struct Shortcuts {
    std::optional<model::GroupId> only_group;
    bool one_channel = false;                  ///< nobody is asked for a right to go first
    std::optional<model::ChannelId> booking{}; ///< where there is none, there are no appointments
};

/// The visitor's path through the kiosk.
///
///     page        forward                              Back       HallLost     time
///     Welcome     GroupChosen, ServiceChosen: as       -          OutOfReach   -
///                 Groups, in the hall's own language;
///                 LanguageChosen: Groups (1)
///     Groups      GroupChosen: Services, or Groups of  Welcome,   OutOfReach   idle (4)
///                 an inner group; ServiceChosen:       or up
///                 Detail
///     Services    ServiceChosen: Detail                Groups (1) OutOfReach   idle
///     Search      ServiceChosen: Detail                (7)        OutOfReach   idle
///     Detail      TicketWanted: Issuing, asks (6);     (7)        OutOfReach   idle
///                 ChannelsWanted: Channels (2)
///     Channels    ChannelChosen: Issuing, asks (3)     Detail     OutOfReach   idle
///     Reasons     ReasonChosen: Issuing, asks (3)      Channels   OutOfReach   idle
///     Card        CardLaid, WithoutCard: Issuing, asks Channels   OutOfReach   idle
///     Booking     CodeEntered, CardLaid: Issuing, asks (7)        OutOfReach   idle
///     Issuing     HallAnswered: TakeTicket, prints;    -          - (waits)    5 s: late()
///                 or Refused; HallSilent: OutOfReach
///     TakeTicket  -                                    -          -            20 s, not printed 60 s:
///                                                                              Welcome
///     Refused     -                                    (5)        OutOfReach   30 s: Welcome
///     Pause       -                                    (5)        OutOfReach   brake free: (5)
///     MyTicket    see Inquiry                          Welcome    OutOfReach   idle
///     OutOfReach  HallFound: Welcome                   -          -            30 s, hall in reach: Welcome
///
/// (1) with one group only: straight to its services, and back to Welcome. (2) not with one
/// channel only. (3) a channel that asks why: to Reasons first; one that needs a booking: to Booking, to type
/// the code; one that asks for a card: to Card, where there is a reader. (4) 60 s without a sign of
/// anybody: warning() for 20 s, then Welcome; every touch is a sign. (5) where the visitor came from, to
/// choose otherwise. (6) unless the brake holds: Pause, for every
/// page that asks. (7) where the visitor came from. StartOverTouched leads to Welcome
/// from everywhere but Issuing and, until printing is settled, TakeTicket. From the same pages SearchWanted
/// leads to Search and CheckInWanted to Booking, if it is Welcome, Groups or Services; CodeScanned asks at
/// once, and TicketScanned leads to MyTicket. LanguageChosen on any page but
/// Welcome only changes the language. A printer has 3 s to answer at all and 12 s to finish; then, or when
/// somebody has to help it, printing is NotPrinted: the number stands on the screen in any case, and a late
/// "printed" is believed.
///
/// While the hall is lost and there are numbers in reserve, all goes on as if it were found, but without what
/// needs the hall: HallLost leads back from Booking, from MyTicket to Welcome, and from nowhere to
/// OutOfReach; nobody is checked in, and staff confirm an age.
///
/// Pure: no SDL, no socket, no clock. The app feeds it events and carries out its effects.
class Flow {
  public:
    explicit Flow(std::string language) : own_language_(language), language_(std::move(language)) {}

    std::vector<Effect> handle(const Event& event, base::SteadyTime now);
    std::vector<Effect> tick(base::SteadyTime now);

    /// When tick() next has work, so that the loop can sleep until then.
    std::optional<base::SteadyTime> next_deadline() const;

    /// What the welcome page speaks, and every visit begins with.
    void set_own_language(std::string language);
    /// Of which services a number can be given while the hall is lost.
    std::vector<Effect> set_reserve(std::set<model::ServiceId> services, base::SteadyTime now);
    void set_shortcuts(Shortcuts shortcuts) { shortcuts_ = std::move(shortcuts); }
    /// Without one a card's age is not asked for: staff confirm it.
    void set_card_reader(bool there) { card_reader_ = there; }
    void set_scanner(bool there) { scanner_ = there; }
    void set_printer(bool there) { printer_ = there; }
    /// Why no ticket can be printed now, a msgid; empty while one can.
    void set_printer_trouble(std::string trouble) { printer_trouble_ = std::move(trouble); }

    /// After a restart: goes on with what a visitor was promised before it.
    void resume_asking(const model::TakeTicket& take, base::SteadyTime now);
    std::vector<Effect> resume_printing(const model::Answer& answer, base::SteadyTime now);

    Page page() const { return page_; }
    const std::string& language() const { return language_; }
    const std::string& own_language() const { return own_language_; }
    const model::GroupId& group() const { return group_; }
    const model::ServiceId& service() const { return service_; }
    const model::ChannelId& channel() const { return channel_; }
    const std::string& code() const { return code_; }
    const std::string& query() const { return query_; } ///< of Search
    bool check_in() const { return check_in_; }         ///< Booking by itself, without a service
    /// A card may be laid on now.
    bool seeks_card() const { return page_ == Page::Card || page_ == Page::Booking; }
    bool has_card_reader() const { return card_reader_; }
    bool has_scanner() const { return scanner_; }
    /// Why the last card was not read, a msgid.
    const std::string& card_trouble() const { return card_trouble_; }
    Inquiry inquiry() const { return inquiry_; }
    /// The ticket is an ordinary one because the appointment's time was over.
    bool came_late() const;
    /// Whether what Detail says can be printed, and how that went.
    bool can_print_sheet() const { return printer_ && printer_trouble_.empty(); }
    std::optional<Printing> sheet() const { return sheet_; }
    const model::Answer& answer() const { return answer_; }
    Printing printing() const { return printing_; }
    const std::string& printer_trouble() const { return printer_trouble_; }
    bool late() const { return late_; }

    /// The hall is lost, and numbers come from the reserve.
    bool offline() const { return !hall_found_ && !reserve_.empty(); }
    /// There is a number of this service, from the hall or from the reserve.
    bool gives(const model::ServiceId& service) const { return hall_found_ || reserve_.contains(service); }

    bool warning() const { return warning_; }
    /// Whole seconds until the visit is wiped; for the warning.
    int seconds_left(base::SteadyTime now) const;

    static constexpr base::Duration kIdle = std::chrono::seconds(60);
    static constexpr base::Duration kWarning = std::chrono::seconds(20);
    static constexpr base::Duration kLate = std::chrono::seconds(5);
    static constexpr base::Duration kPrinterSilent = std::chrono::seconds(3);
    static constexpr base::Duration kPrinterSlow = std::chrono::seconds(12);
    static constexpr base::Duration kTake = std::chrono::seconds(20);
    static constexpr base::Duration kRemember = std::chrono::seconds(60);
    static constexpr base::Duration kApology = std::chrono::seconds(30);
    static constexpr base::Duration kSheetSlow = std::chrono::seconds(15);

  private:
    using Effects = std::vector<Effect>;
    Effects on(const LanguageChosen& event);
    Effects on(const GroupChosen& event);
    Effects on(const ServiceChosen& event);
    Effects on(const TicketWanted& event);
    Effects on(const ChannelsWanted& event);
    Effects on(const ChannelChosen& event);
    Effects on(const CharacterTyped& event);
    Effects on(const CodeEntered& event);
    Effects on(const BackTouched& event);
    Effects on(const StartOverTouched& event);
    Effects on(const Touched& event);
    Effects on(const HallAnswered& event);
    Effects on(const HallSilent& event);
    Effects on(const HallLost& event);
    Effects on(const HallFound& event);
    Effects on(const PrinterAnswered& event);
    Effects on(const PrintImpossible& event);
    Effects on(const ReasonChosen& event);
    Effects on(const SearchWanted& event);
    Effects on(const CheckInWanted& event);
    Effects on(const CodeScanned& event);
    Effects on(const TicketScanned& event);
    Effects on(const CardLaid& event);
    Effects on(const CardNotRead& event);
    Effects on(const WithoutCard& event);
    Effects on(const SheetWanted& event);
    Effects on(const GiveBackWanted& event);
    Effects on(const GiveBackConfirmed& event);
    Effects on(const ComeBack& event);
    Effects on(const TicketFound& event);
    Effects on(const TicketNotFound& event);
    Effects on(const SheetAnswered& event);

    bool watches_idle() const;
    bool serves() const { return hall_found_ || offline(); }
    bool is_entrance() const;
    bool is_busy() const;
    Effects leave_sheet();
    bool is_braked(const model::ServiceId& service);
    Effects prove();
    Effects back_to(Page page);
    void forget_claim();
    void take_query(char32_t character);
    Effects ask(const CardLaid* card = nullptr);
    Effects start_over(Page page = Page::Welcome);
    Effects give_up_printing(bool silent);
    void go(Page page);
    void wait_for_leaving(base::Duration time);

    std::string own_language_;
    std::string language_;
    Shortcuts shortcuts_;
    Page page_ = Page::OutOfReach; ///< until the hall is found
    Page before_refusal_ = Page::Channels;
    Page before_detail_ = Page::Services;
    Page before_search_ = Page::Welcome;
    Page before_booking_ = Page::Channels;
    Brake brake_;
    std::vector<model::GroupId> groups_; ///< from the outermost to the present one
    model::GroupId group_;
    model::ServiceId service_;
    model::ChannelId channel_;
    Proof proof_ = Proof::Word;
    std::string reason_;
    std::string code_;
    std::string card_trouble_;
    std::string query_;
    bool check_in_ = false;
    bool card_reader_ = false;
    bool scanner_ = false;
    bool printer_ = false;
    Inquiry inquiry_ = Inquiry::Asking;
    std::string token_;
    std::optional<Printing> sheet_;
    model::Answer answer_;
    Printing printing_ = Printing::Underway;
    std::string printer_trouble_;
    bool printer_answered_ = false;
    bool late_ = false;
    bool warning_ = false;
    bool hall_found_ = false;
    std::set<model::ServiceId> reserve_;
    base::SteadyTime now_{};
    std::optional<base::SteadyTime> leave_at_;   ///< of idleness, and of the pages that leave by themselves
    std::optional<base::SteadyTime> printer_at_; ///< until when the printer may stay without (final) answer
    std::optional<base::SteadyTime> late_at_;
    std::optional<base::SteadyTime> sheet_at_; ///< until when a sheet may take
};

} // namespace kiosk
