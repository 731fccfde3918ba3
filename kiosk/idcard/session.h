#pragma once

#include "kiosk/idcard/card.h"
#include "kiosk/idcard/frame.h"
#include "shared/base/clock.h"

#include <optional>
#include <variant>
#include <vector>

namespace kiosk {

// What the session with a reader asks of its cable, and tells.
struct SendFrame {
    std::vector<std::byte> bytes;
    bool operator==(const SendFrame&) const = default;
};
/// The reader says nothing any more: close the cable and open it again.
struct ReopenCable {
    bool operator==(const ReopenCable&) const = default;
};
struct ReaderThere {
    bool there = false;
    bool operator==(const ReaderThere&) const = default;
};
using CardEffect = std::variant<SendFrame, ReopenCable, ReaderThere, CardRead, CardFailure>;

/// The talk with a reader of the SDT protocol, over any cable.
///
///     state      does                     good reply                 failure            silence
///     Away       -, the cable is down     -                          -                  -
///     Asking     module status            Waiting                    Waiting            Waiting
///     Waiting    until the next beat (1)  -                          -                  -
///     Finding    find a card              Selecting, or Waiting (2)  Waiting (3)        Waiting
///     Selecting  select it                Reading                    Waiting (4)        Waiting (4)
///     Reading    text and photo           tells (5), Waiting         again, 3 times, (6)  (6)
///
/// (1) Three times a second Finding, while a card is wanted or lies there; else, and until the reader has
/// answered for the first time, Asking from time to time. (2) The card that was dealt with still lies there:
/// it is not looked at again before it was lifted, whoever comes next. (3) No card: what lay there is lifted.
/// (4) Three times without a card that could be read: Unreadable. (5) CardRead, or why it is none; nothing
/// when no card is wanted by now. The card lies there. (6) Unreadable; the card lies there.
///
/// Each whole frame is a sign of life: the first one tells ReaderThere. Three requests without any reply tell
/// that it is gone, and ReopenCable. A reply that cannot be to the last request (it came late, or the reader
/// is confused) is ignored; the reader can thus not get out of step.
///
/// Many readers find a selected card no more until it is lifted, others do: both look alike here.
///
/// The bytes of a card stay in the parser's buffer, are looked at there by read_card(), and wiped.
///
/// Pure: no cable, no clock, no log; belongs to one thread.
class CardSession {
  public:
    using Effects = std::vector<CardEffect>;

    static constexpr base::Duration kBeat{333}, kHealth{3000};
    static constexpr base::Duration kReplyTime{1000}, kReadTime{3000};
    static constexpr int kTries = 3, kSilences = 3;

    explicit CardSession(const wire::PersonKey& key) : key_(key) {}

    Effects cable_up(base::SteadyTime now);
    Effects cable_down();
    Effects received(std::span<const std::byte> bytes, base::SteadyTime now);
    Effects tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const { return deadline_; }

    /// Whether a card is wanted. None is looked for without a day.
    void seek(bool wanted, base::SteadyTime now);
    /// The service day as YYYYMMDD; anything else is none.
    void set_day(int day, base::SteadyTime now);

    bool is_there() const { return there_; }

  private:
    enum class State { Away, Asking, Waiting, Finding, Selecting, Reading };
    using Payload = std::span<const std::byte>;

    bool wants_card() const { return seeking_ && day_ != 0; }
    void look_soon(base::SteadyTime now);
    void request(State state, base::SteadyTime now, Effects& effects);
    void wait(base::SteadyTime now);
    bool is_reply(Payload reply) const;
    void handle(Payload reply, base::SteadyTime now, Effects& effects);
    void found(bool card, base::SteadyTime now, Effects& effects);
    void failed(base::SteadyTime now, Effects& effects);
    void read(Payload data, base::SteadyTime now, Effects& effects);
    void finish(const CardEffect& outcome, base::SteadyTime now, Effects& effects);
    void silence(base::SteadyTime now, Effects& effects);
    void tell_there(bool there, Effects& effects);

    wire::PersonKey key_;
    FrameParser parser_;
    State state_ = State::Away;
    bool seeking_ = false;
    bool there_ = false;
    bool lies_ = false; ///< a card that was dealt with
    int day_ = 0;
    int tries_ = 0;
    int silences_ = 0;
    base::SteadyTime asked_{};
    std::optional<base::SteadyTime> deadline_;
};

} // namespace kiosk
