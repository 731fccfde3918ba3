#pragma once

#include "shared/model/board.h"
#include "shared/model/command.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caller {

/// Something that has to be known before a command can be sent. Answered on the pad or with a number.
enum class Topic {
    TransferTo,
    TransferNote,
    ParkKind,
    ParkReason,
    FetchWhere, ///< the visitor gets what is missing
    Outcome,
    DueDay,
    DueDate, ///< another one, typed
    Missing, ///< which documents
    MissingNote,
    ReferNote,
    PauseReason,
    PauseUntil,
    PickOutOfTurn,
    WhichTicket,
    WakeHow,
    WhichHelp,
    CloseAnyway,
    LeaveNote, ///< for whoever sits here next
    StaffNumber,
    Pin,
    SupervisorNumber, ///< who answers for closing while visitors wait
    SupervisorPin,
    ReadNote, ///< what was left, and which devices are in trouble; nothing is asked
    Shift     ///< its summary; nothing is asked
};

/// What may be typed as an answer.
enum class Typing { Nothing, Digits, Secret, Text };

/// A typed answer holds at most so many characters, and bytes of UTF-8.
inline constexpr std::size_t kMostCharacters = 60;
inline constexpr std::size_t kMostBytes = 200;

/// One answer, and what it asks of the hall. `text` is a msgid; `name` stands for it where it is empty.
struct Option {
    std::string_view text;
    model::Names name;
    std::string detail;                    ///< {1} of the text: a number of a counter, a ticket …; a day
    std::optional<model::Command> command; ///< none: nothing is asked of the hall
    std::optional<Topic> then;             ///< asked next; `command` is what is known so far
    std::optional<bool> ticked;            ///< of a check-list: choosing it turns it over
    int count = 0;                         ///< {2} of the text
};

struct Question {
    Topic topic = Topic::ParkReason;
    std::string number; ///< of the ticket that it is about
    std::vector<Option> options;
    Typing typing = Typing::Nothing;
    std::optional<model::HandOverNote> handover; ///< of ReadNote
    std::vector<model::DeviceStatus> faults;     ///< of ReadNote
    std::optional<model::ShiftSummary> shift;    ///< of Shift

    /// A check-list: its last answer says that all are ticked.
    bool several() const { return topic == Topic::Missing; }
};

/// What questions are made of.
struct Scene {
    const model::Board& board;
    model::CounterId counter;
    const model::Ticket* ticket; ///< at the counter, if any
    base::WallTime now;          ///< the hall's
};

/// `draft` is the command as far as it is known, of the kind that the topic belongs to; what is about a
/// visitor needs one at the counter. Topics with a text of their own (WhichTicket, WakeHow …) are the desk's.
Question question_of(Topic topic, const Scene& scene, const model::Command& draft);

/// Puts a typed answer into the draft; false when it is none.
bool fill_in(Topic topic, const Scene& scene, const std::string& text, model::Command& draft);

/// One line, without spaces around, shortened to what an answer may hold.
std::string bounded(std::string_view typed);

} // namespace caller
