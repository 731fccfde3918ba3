#pragma once

#include "caller/press.h"
#include "shared/model/board.h"
#include "shared/model/command.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caller {

/// Where a counter stands, as its clerk has to know it.
enum class Place { Unknown, OutOfReach, NoSuchCounter, Closed, Idle, Called, Serving, Paused };

/// Something that has to be known before a command can be sent. Answered on the pad or with a number.
enum class Topic {
    TransferTo,
    ParkReason,
    PauseReason,
    CloseAnyway,
    PickOutOfTurn,
    WhichTicket,
    StaffNumber
};

/// One answer, and what it asks of the hall. `text` is a msgid; `name` stands for it where it is empty.
struct Option {
    std::string_view text;
    model::Names name;
    std::string detail;                    ///< a number: of a counter, of a ticket
    std::optional<model::Command> command; ///< none: nothing is asked of the hall
};

struct Question {
    Topic topic = Topic::ParkReason;
    std::string number; ///< of the ticket that it is about
    std::vector<Option> options;
};

/// One sentence for the clerk. `text` is a msgid, `{1}` in it is `about`.
struct Message {
    std::string_view text;
    std::string about;
    bool trouble = false;
};

/// The clerk's side of one counter: what a press means now.
///
///     place        Next   Recall  Start  Finish  NoShow  Park  Transfer  Pause   Open
///     Closed       told   told    told   told    told    told  told      told    staff number?
///     Idle         call   told    told   told    told    told  told      reason? close
///     Called       call   recall  start  finish  no-show why?  where to? told    told
///     Serving      call   told    told   finish  told    why?  where to? told    told
///     Paused       told   told    told   told    told    told  told      resume  close
///     others       told, and never sent later
///
/// call in Called and Serving finishes whoever is there: a clerk has one button. close asks first while
/// people wait. A press while a command is under way, or Next within kDeadTime of the last one, is a hand
/// that trembled: it does nothing. A command is under way until its answer has come and the board shows it.
///
/// A key of a box without digits answers while a question is open; one that is no answer closes it. A
/// question that such a key asked is closed after kBoxWaits too: it may be seen by nobody, and the next press
/// is then what it says on the key again.
///
/// Pure: no screen, no socket, no clock. What press() returns is sent by the owner, who then calls
/// answered() or unanswered().
class Desk {
  public:
    static constexpr base::Duration kDeadTime{800};
    static constexpr base::Duration kMessageTime{6000};
    static constexpr base::Duration kBoxWaits{15000};
    static constexpr base::Duration kSettleTime{1500}; ///< an answered command's update comes by then

    /// `clerk` empty: the staff number is asked for when the counter opens.
    Desk(model::CounterId counter, model::ClerkId clerk) : counter_(counter), clerk_(std::move(clerk)) {}

    /// After every change of what is known. `board` is borrowed until the next call, and may be null.
    void see(const model::Board* board, bool in_reach, base::SteadyTime now);
    std::optional<model::Command> press(const Press& press, base::SteadyTime now);
    void answered(const model::Answer& answer, base::SteadyTime now);
    void unanswered(base::SteadyTime now);
    void tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const;

    // What the pad shows
    Place place() const;
    bool enabled(Action action) const;
    bool busy() const { return under_way_.has_value(); }
    const std::optional<Question>& question() const { return question_; }
    const std::optional<Message>& message() const { return message_; }
    const model::Board* board() const { return board_; }
    const model::CounterId& counter() const { return counter_; }
    const model::CounterStatus* status() const;
    const model::Ticket* ticket() const; ///< who is at the counter

  private:
    using Wanted = std::optional<model::Command>;
    struct UnderWay {
        model::Command command;
        std::uint64_t seq = 0; ///< of the answer, once it came
        std::optional<base::SteadyTime> settled;
    };

    Wanted meaning(const Press& press, base::SteadyTime now);
    Wanted on_action(Action action, base::SteadyTime now);
    Wanted on_pause();
    Wanted on_open();
    Wanted on_number(int number, base::SteadyTime now);
    Wanted on_choice(std::size_t option, base::SteadyTime now);
    Wanted on_key(const Keyed& key, base::SteadyTime now);
    Wanted on_approve(model::TicketId ticket, base::SteadyTime now);
    Wanted on_pick(model::TicketId ticket, base::SteadyTime now);
    Question where_to() const;
    void ask(Topic topic, std::string number, std::vector<Option> options);
    void tell(std::string_view text, std::string about, bool trouble, base::SteadyTime now);
    std::string_view why_not(Action action) const;
    const model::ClerkId& clerk() const;

    model::CounterId counter_;
    model::ClerkId clerk_;
    const model::Board* board_ = nullptr;
    bool in_reach_ = false;
    std::optional<UnderWay> under_way_;
    std::optional<base::SteadyTime> last_next_;
    std::optional<Question> question_;
    std::optional<base::SteadyTime> question_until_; ///< asked by a key of a box
    std::optional<Place> asked_at_;                  ///< a question dies when the counter has moved on
    std::optional<Message> message_;
    base::SteadyTime message_until_{};
};

} // namespace caller
