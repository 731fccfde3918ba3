#pragma once

#include "shared/base/clock.h"
#include "shared/model/print.h"
#include "shared/wire/pin.h"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk {

enum class StaffPage { Closed, Pin, Menu, Printer, Volume, Copies, Diagnosis, Screen };

// What the staff do …
struct ClockTouched {}; ///< the one in the header
struct StaffKeyPressed {};
struct PinTyped {
    char32_t character = 0; ///< a digit, or U'\b'
};
struct PinEntered {};
struct StaffChosen {
    StaffPage page = StaffPage::Menu;
};
struct TestWanted {};
struct NewPaperIn {};
struct VolumeChosen {
    int percent = 0;
};
struct CopyWanted {
    std::size_t index = 0;
};
struct NextColour {}; ///< of the screen test
struct RestartWanted {};
struct StaffBack {};
struct StaffLeft {};
struct StaffSign {}; ///< any other sign that somebody is there
// … and what becomes of it
struct PinChecked {
    bool right = false;
};
struct StaffPrinted {
    model::PrintState state = model::PrintState::Received;
    model::PrintFault fault = model::PrintFault::None;
};
using StaffEvent = std::variant<ClockTouched, StaffKeyPressed, PinTyped, PinEntered, StaffChosen, TestWanted,
                                NewPaperIn, VolumeChosen, CopyWanted, NextColour, RestartWanted, StaffBack,
                                StaffLeft, StaffSign, PinChecked, StaffPrinted>;

// What the menu then asks of the kiosk.
struct CheckPin {
    std::string pin;
    bool operator==(const CheckPin&) const = default;
};
struct PrintTest {
    bool operator==(const PrintTest&) const = default;
};
struct TellNewPaper {
    bool operator==(const TellNewPaper&) const = default;
};
struct KeepVolume {
    int percent = 0;
    bool operator==(const KeepVolume&) const = default;
};
struct PrintCopy {
    std::size_t index = 0;
    bool operator==(const PrintCopy&) const = default;
};
struct TakeBackPrint { ///< nothing may come out later
    bool operator==(const TakeBackPrint&) const = default;
};
struct Restart {
    bool operator==(const Restart&) const = default;
};
using StaffEffect =
    std::variant<CheckPin, PrintTest, TellNewPaper, KeepVolume, PrintCopy, TakeBackPrint, Restart>;

/// What became of the last thing that was asked for.
enum class StaffNews { None, PrintUnderway, Printed, NotPrinted, PaperTold, VolumeKept, RestartAsked };

/// The staff's way through their menu.
///
///     page       forward                                                      Back     time
///     Closed     five ClockTouched within 5 s, or StaffKeyPressed: Pin        -        -
///     Pin        PinEntered: checking(), asks; PinChecked: Menu, or Pin (1)   Closed   60 s: Closed (2)
///     Menu       StaffChosen: that page; RestartWanted twice: restarts (3)    Closed   60 s: Closed
///     Printer    TestWanted: prints (4); NewPaperIn: tells the printers       Menu     60 s: Closed
///     Volume     VolumeChosen: keeps it                                       Menu     60 s: Closed
///     Copies     CopyWanted: prints (4)                                       Menu     60 s: Closed
///     Diagnosis  -                                                            Menu     60 s: Closed
///     Screen     NextColour: the next one, at last the fields to touch        Menu     60 s: Closed
///
/// (1) the fifth wrong PIN in a row, and each one after it, locks for 60 s, then for twice as long as the
/// time before, at most 15 min; a right one is forgotten all before. (2) every event of a person is a sign;
/// StaffLeft leads to Closed from everywhere. (3) anything else between takes the first one back. (4) one at
/// a time; in 15 s without an end it is taken back.
///
/// A PIN that is being checked is nowhere in here; its result counts even when the page was left meanwhile.
/// Pure: no SDL, no clock, no hash.
class Staff {
  public:
    std::vector<StaffEffect> handle(const StaffEvent& event, base::SteadyTime now);
    std::vector<StaffEffect> tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const;

    StaffPage page() const { return page_; }
    bool open() const { return page_ != StaffPage::Closed; }

    std::size_t typed() const { return pin_.size(); } ///< digits
    bool can_enter() const { return pin_.size() >= kShortestPin && !checking_; }
    bool checking() const { return checking_; }
    bool wrong() const { return wrong_now_; } ///< the last PIN was
    /// Whole minutes, rounded up, until a PIN may be tried; 0 when it may.
    int minutes_locked(base::SteadyTime now) const;

    StaffNews news() const { return news_; }
    const std::string& trouble() const { return trouble_; } ///< why it is not printed, a msgid
    int colour() const { return colour_; }                  ///< kColours: the fields to touch

    static constexpr base::Duration kIdle = std::chrono::seconds(60);
    static constexpr base::Duration kKnocking = std::chrono::seconds(5);
    static constexpr base::Duration kPrinting = std::chrono::seconds(15);
    static constexpr base::Duration kFirstLock = std::chrono::seconds(60);
    static constexpr base::Duration kLongestLock = std::chrono::minutes(15);
    static constexpr std::size_t kKnocks = 5;
    static constexpr int kTries = 5;
    static constexpr std::size_t kShortestPin = wire::kShortestPin, kLongestPin = wire::kLongestPin;
    static constexpr int kColours = 6;

  private:
    using Effects = std::vector<StaffEffect>;
    Effects on(const ClockTouched& event);
    Effects on(const StaffKeyPressed& event);
    Effects on(const PinTyped& event);
    Effects on(const PinEntered& event);
    Effects on(const StaffChosen& event);
    Effects on(const TestWanted& event);
    Effects on(const NewPaperIn& event);
    Effects on(const VolumeChosen& event);
    Effects on(const CopyWanted& event);
    Effects on(const NextColour& event);
    Effects on(const RestartWanted& event);
    Effects on(const StaffBack& event);
    Effects on(const StaffLeft& event);
    Effects on(const StaffSign& event);
    Effects on(const PinChecked& event);
    Effects on(const StaffPrinted& event);

    bool locked() const { return locked_until_ && now_ < *locked_until_; }
    Effects begin_print(StaffEffect effect);
    Effects close();
    void go(StaffPage page);
    void forget_pin();
    void lock();

    StaffPage page_ = StaffPage::Closed;
    std::deque<base::SteadyTime> knocks_;
    std::string pin_;
    bool checking_ = false, wrong_now_ = false;
    int wrong_ = 0; ///< in a row
    base::Duration next_lock_ = kFirstLock;
    std::optional<base::SteadyTime> locked_until_;
    StaffNews news_ = StaffNews::None;
    std::string trouble_;
    int colour_ = 0;
    base::SteadyTime now_{};
    std::optional<base::SteadyTime> leave_at_, print_until_;
};

/// "staff-pin", "staff-menu" …: what scripts call the pages.
std::string_view page_name(StaffPage page);

} // namespace kiosk
