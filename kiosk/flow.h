#pragma once

#include "kiosk/brake.h"
#include "shared/base/clock.h"
#include "shared/model/command.h"
#include "shared/model/print.h"

#include <optional>
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
    OutOfReach
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
struct ChannelChosen {
    model::ChannelId channel;
    bool booking = false; ///< it needs an appointment's code
};
struct CharacterTyped {
    char32_t character = 0; ///< U'\b' takes the last one back
};
struct CodeEntered {};
struct BackTouched {};
struct StartOverTouched {};
struct Touched {}; ///< any other sign that somebody is there
struct HallAnswered {
    model::Answer answer;
};
struct HallSilent {}; ///< the command's patience is over
struct HallLost {};
struct HallFound {};
struct PrinterAnswered {
    model::PrintResult result;
};
struct PrintImpossible {}; ///< there is no printer to ask
using Event = std::variant<LanguageChosen, GroupChosen, ServiceChosen, TicketWanted, ChannelsWanted,
                           ChannelChosen, CharacterTyped, CodeEntered, BackTouched, StartOverTouched, Touched,
                           HallAnswered, HallSilent, HallLost, HallFound, PrinterAnswered, PrintImpossible>;

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
using Effect = std::variant<AskHall, Print, GiveUpPrinting, Settle>;

enum class Printing { Underway, Printed, NotPrinted };

/// What there is nothing to choose of; its page is skipped.
struct Shortcuts {
    std::optional<model::GroupId> only_group;
    bool one_channel = false; ///< nobody is asked for a right to go first
};

/// The visitor's path through the kiosk.
///
///     page        forward                              Back       HallLost     time
///     Welcome     LanguageChosen: Groups (1)           -          OutOfReach   -
///     Groups      GroupChosen: Services, or Groups of  Welcome,   OutOfReach   idle (4)
///                 an inner group; ServiceChosen:       or up
///                 Detail
///     Services    ServiceChosen: Detail                Groups (1) OutOfReach   idle
///     Detail      TicketWanted: Issuing, asks (6);     (7)        OutOfReach   idle
///                 ChannelsWanted: Channels (2)
///     Channels    ChannelChosen: Issuing, asks (3)     Detail     OutOfReach   idle
///     Booking     CodeEntered: Issuing, asks           Channels   OutOfReach   idle
///     Issuing     HallAnswered: TakeTicket, prints;    -          - (waits)    5 s: late()
///                 or Refused; HallSilent: OutOfReach
///     TakeTicket  -                                    -          -            20 s, not printed 60 s:
///     Welcome Refused     -                                    (5)        OutOfReach   30 s: Welcome
///     Pause       -                                    (5)        OutOfReach   brake free: (5)
///     OutOfReach  HallFound: Welcome                   -          -            30 s, hall in reach: Welcome
///
/// (1) with one group only: straight to its services, and back to Welcome. (2) not with one
/// channel only. (3) a channel that needs a booking: to Booking, to type the code. (4) 60 s without a sign of
/// anybody: warning() for 20 s, then Welcome; every touch is a sign. (5) where the visitor came from, to
/// choose otherwise. (6) unless the brake holds: Pause, for every
/// page that asks. (7) Services or Groups, where the service was chosen. StartOverTouched leads to Welcome
/// from everywhere but Issuing and, until printing is settled, TakeTicket. LanguageChosen on any page but
/// Welcome only changes the language. A printer has 3 s to answer at all and 12 s to finish; then, or when
/// somebody has to help it, printing is NotPrinted: the number stands on the screen in any case, and a late
/// "printed" is believed.
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
    void set_shortcuts(Shortcuts shortcuts) { shortcuts_ = std::move(shortcuts); }
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
    const std::string& code() const { return code_; }
    const model::Answer& answer() const { return answer_; }
    Printing printing() const { return printing_; }
    const std::string& printer_trouble() const { return printer_trouble_; }
    bool late() const { return late_; }

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
    static constexpr std::size_t kLongestCode = 12;

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

    bool watches_idle() const;
    Effects ask();
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
    Brake brake_;
    std::vector<model::GroupId> groups_; ///< from the outermost to the present one
    model::GroupId group_;
    model::ServiceId service_;
    model::ChannelId channel_;
    std::string code_;
    model::Answer answer_;
    Printing printing_ = Printing::Underway;
    std::string printer_trouble_;
    bool printer_answered_ = false;
    bool late_ = false;
    bool warning_ = false;
    bool hall_found_ = false;
    base::SteadyTime now_{};
    std::optional<base::SteadyTime> leave_at_;   ///< of idleness, and of the pages that leave by themselves
    std::optional<base::SteadyTime> printer_at_; ///< until when the printer may stay without (final) answer
    std::optional<base::SteadyTime> late_at_;
};

} // namespace kiosk
