#pragma once

#include "shared/model/ids.h"

#include <cstddef>
#include <string>
#include <variant>

namespace caller {

/// What a clerk can ask for with one press, on the pad, the keyboard or a button box.
/// Finish finishes at once, as done; Outcome asks with what. Undo takes the last step back.
enum class Action {
    Next,
    Recall,
    Start,
    Finish,
    NoShow,
    Park,
    Transfer,
    Pause,
    Open,
    Outcome,
    Undo,
    Help,
    TakeOver
};

/// A number and ENTER: call that ticket, or, while a question is open, choose that answer.
struct EnterNumber {
    int number = 0;
    bool operator==(const EnterNumber&) const = default;
};
/// A touch on a line of the waiting list: call it out of turn, once confirmed.
struct Pick {
    model::TicketId ticket;
    bool operator==(const Pick&) const = default;
};
/// A touch on a ticket that was set aside or missed.
struct BringBack {
    model::TicketId ticket;
    bool operator==(const BringBack&) const = default;
};
struct Approve {
    model::TicketId ticket;
    bool operator==(const Approve&) const = default;
};
struct Reject {
    model::TicketId ticket;
    bool operator==(const Reject&) const = default;
};
/// An answer to the open question, from 0.
struct Choose {
    std::size_t option = 0;
    bool operator==(const Choose&) const = default;
};
/// Who sits down at the counter, or answers for closing it: a staff number, or what a card's reader typed.
struct LogIn {
    std::string clerk;
    std::string card{};
    bool operator==(const LogIn&) const = default;
};
/// The typed answer to the open question.
struct Write {
    std::string text;
    bool operator==(const Write&) const = default;
};
/// "I am coming", to a counter that asks for help.
struct Come {
    model::CounterId counter;
    bool operator==(const Come&) const = default;
};
/// Closes the open question.
struct Dismiss {
    bool operator==(const Dismiss&) const = default;
};

/// A key of a box that has no digits: its action, or, while a question is open, the answer at its place.
struct Keyed {
    Action action = Action::Next;
    std::size_t place = 0; ///< on the box, from 0
    bool operator==(const Keyed&) const = default;
};
/// The visitor's verdict, on a rating box. No desk hears of it.
struct Rate {
    int score = 0; ///< 1 not satisfied at all … 5 very satisfied
    bool operator==(const Rate&) const = default;
};

using Press = std::variant<Action, EnterNumber, Pick, BringBack, Approve, Reject, Choose, LogIn, Write, Come,
                           Dismiss, Keyed, Rate>;

} // namespace caller
