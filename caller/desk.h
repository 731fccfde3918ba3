#pragma once

#include "caller/press.h"
#include "caller/questions.h"
#include "shared/model/board.h"
#include "shared/model/command.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caller {

/// Where a counter stands, as its clerk has to know it.
enum class Place { Unknown, OutOfReach, NoSuchCounter, Closed, Idle, Called, Serving, Paused };

/// One sentence for the clerk. `text` is a msgid, `{1}` in it is `about`.
struct Message {
    std::string_view text;
    std::string about;
    bool trouble = false;
};

/// The clerk's side of one counter: what a press means now.
///
///     place    Next  Recall  Start  Finish  Outcome  NoShow   Park   Transfer  Pause    Open    TakeOver
///     Closed   told  told    told   told    told     told     told   told      told     who?    told
///     Idle     call  told    told   told    told     told     told   told      why?     note?   who?
///     Called   call  recall  start  finish  which?   no-show  kind?  where to? told     told    who?
///     Serving  call  told    told   finish  which?   told     kind?  where to? told     told    who?
///     Paused   told  told    told   told    told     told     told   told      resume   note?   who?
///     others   told, and never sent later
///
/// A question may lead to the next one; the command comes with the last answer:
///
///     which?     done | accepted: due day | returned: papers, note | referred: note
///     kind?      without papers: papers, where to fetch them | with papers: reason | waiting: reason
///     where to?  counter or service, note
///     why?       reason, when back
///     who?       staff number, PIN where the hall asks for one; a card answers both
///     note?      first, while people wait: really?; then the hand-over note. If the hall says that people
///                wait at closing time: a supervisor's number and PIN
///
/// call in Called and Serving finishes whoever is there, as done: a clerk has one button. A press while a
/// command is under way, or Next within kDeadTime of the last one, is a hand that trembled: it does nothing.
/// A command is under way until its answer has come and the board shows it. Undo takes back a start, finish,
/// no-show, park or transfer, within ten seconds and until the next command; whether somebody has been told
/// in the meantime is the hall's to know. Help asks whom to call; while somebody is called it ends that.
///
/// A key of a box without digits answers while a question is open; one that is no answer closes it. A
/// question that such a key asked is closed after kBoxWaits too: it may be seen by nobody, and the next press
/// is then what it says on the key again. Such a box is not asked for notes, nor when the clerk is back.
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

    /// After every change of what is known. `board` is borrowed until the next call, and may be null;
    /// `hall_time` is the hall's clock now, where it is known better than by the board.
    void see(const model::Board* board, bool in_reach, base::SteadyTime now,
             std::optional<base::WallTime> hall_time = {});
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
    /// How long the last step may still be taken back.
    std::optional<base::Duration> undo_left() const;
    std::string_view note() const; ///< of the transfer that brought the visitor here
    const model::Board* board() const { return board_; }
    const model::CounterId& counter() const { return counter_; }
    const model::CounterStatus* status() const;
    const model::Ticket* ticket() const; ///< who is at the counter

  private:
    using Wanted = std::optional<model::Command>;
    struct UnderWay {
        model::Command command;
        base::SteadyTime sent;
        std::uint64_t seq = 0; ///< of the answer, once it came
        std::optional<base::SteadyTime> settled;
    };

    Wanted meaning(const Press& press, base::SteadyTime now);
    Wanted on_action(Action action, base::SteadyTime now);
    Wanted on_visitor(Action action, base::SteadyTime now);
    void on_open();
    Wanted on_number(int number, base::SteadyTime now);
    Wanted on_choice(std::size_t option, base::SteadyTime now);
    Wanted on_key(const Keyed& key, base::SteadyTime now);
    Wanted on_write(const std::string& typed, base::SteadyTime now);
    Wanted on_log_in(const LogIn& who);
    Wanted on_approve(model::TicketId ticket, base::SteadyTime now);
    Wanted on_bring_back(model::TicketId ticket);
    Wanted on_pick(model::TicketId ticket, base::SteadyTime now);
    bool asks_for_pass(const model::ClerkId& clerk) const;
    void refused(const model::Answer& answer, base::SteadyTime now);
    void show_what_came(const model::Answer& answer);
    Scene scene() const;
    void ask(Topic topic, model::Command draft);
    void ask(Topic topic, std::string number, std::vector<Option> options);
    void tell(std::string_view text, std::string about, bool trouble, base::SteadyTime now);
    std::string_view why_not(Action action) const;
    const model::ClerkId& clerk() const;

    model::CounterId counter_;
    model::ClerkId clerk_;
    const model::Board* board_ = nullptr;
    bool in_reach_ = false;
    base::SteadyTime now_{}; ///< the latest that was told
    base::WallTime seen_{};  ///< the hall's clock at seen_at_
    base::SteadyTime seen_at_{};
    std::optional<UnderWay> under_way_;
    std::optional<base::SteadyTime> last_next_;
    std::optional<Question> question_;
    std::optional<base::SteadyTime> question_until_; ///< asked by a key of a box
    model::Command draft_;                           ///< what the question's answer completes
    std::optional<Place> asked_at_; ///< a question dies when the counter has moved on; none: it stays
    std::optional<base::SteadyTime> undo_until_;
    std::pair<model::TicketId, std::string> note_;
    std::optional<Message> message_;
    base::SteadyTime message_until_{};
};

} // namespace caller
