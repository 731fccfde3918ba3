#pragma once

#include "shared/base/clock.h"
#include "shared/loop/loop.h"
#include "shared/model/ahead.h"
#include "shared/model/command.h"
#include "shared/model/explain.h"
#include "shared/wire/codec.h"
#include "shared/wire/keys.h"

#include <deque>
#include <expected>
#include <functional>
#include <optional>
#include <string_view>

/// The part's namespace is hall_link, because C's unistd.h has taken the name ::link.
namespace hall_link {

/// Why there is no answer.
enum class Failure {
    OutOfReach, ///< no answer in time; the command may or may not have been carried out
    TooMany,    ///< more requests are waiting here than the hall answers
    Refused,    ///< the hall will not answer this question to this device
};

/// One polite English sentence that says what to do; it is a msgid of the catalogues.
std::string_view sentence(Failure failure);

template <typename Value>
using Result = std::expected<Value, Failure>;

/// An explanation, or why the hall does not give it: UnknownTicket, NotAllowed.
using Explained = std::expected<model::Explanation, model::Refusal>;
/// The hours ahead, or why not: UnknownCounter, Overloaded, BadRequest for an unknown preset.
using LookedAhead = std::expected<model::HoursAhead, model::Refusal>;

/// A program's line to the hall: commands and questions with answers, in order, one in flight.
///
/// Lazy Pirate: an unanswered request is sent again on a fresh socket with the same id until its patience is
/// over, so it is done once and answered again; after that it is dropped and never sent, so nothing stale is
/// carried out when the hall returns. Nothing here blocks.
///
/// Callbacks come from the loop's thread and never from within send(); they may send, but not destroy the
/// client. Every request is called back exactly once, except those that die with the client.
class Client : public loop::Timed {
  public:
    /// Throws std::runtime_error with a sentence when a key file or the endpoint of `line` cannot
    /// be used.
    Client(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, const wire::Line& line);
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client() override;

    template <typename Value>
    using Done = std::function<void(const Result<Value>&)>;

    /// `patience`: how long to try, the time in the queue included. `valid_until`, of the hall's clock: a
    /// copy that reaches the hall later, because it hung or the line did, is refused there.
    void send(const model::Command& command, base::Duration patience, Done<model::Answer> done,
              std::optional<base::WallTime> valid_until = {});

    /// On a supervisor's order, who is signed in at this device.
    void send_for(const model::ClerkId& by, const model::Command& command, base::Duration patience,
                  Done<model::Answer> done);

    /// As send(), under an id of the caller's that survives this process: the same id is never done twice.
    /// `session` and `request` must have been stored before, and request must grow within a session.
    void send_as(const wire::Session& session, std::uint64_t request, const model::Command& command,
                 base::Duration patience, Done<model::Answer> done,
                 std::optional<base::WallTime> valid_until = {});

    /// What became of a ticket, by the token on its paper; UnknownTicket stands in the answer.
    void find_ticket(std::string_view token, base::Duration patience, Done<model::Answer> done);

    void snapshot(base::Duration patience, Done<model::Board> done);
    void explain(const wire::ExplainRequest& request, base::Duration patience, Done<Explained> done);
    void look_ahead(const model::WhatIf& what_if, base::Duration patience, Done<LookedAhead> done);

    /// A refusal of the hall stands in the page.
    void export_page(const wire::ExportRequest& request, base::Duration patience,
                     Done<wire::ExportPage> done);

    /// The hall was out of reach, and is heard again: goes on over a fresh connection, because the present
    /// one may be dead without knowing it.
    void renew();

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    /// Makes of an answer's body what tells the asker; nothing when it does not answer the request.
    using Understand = std::function<std::function<void()>(wire::MessageType, std::string_view body)>;

    struct Pending {
        wire::Header header;
        std::string body;
        base::SteadyTime give_up;
        Understand understand;
        std::function<void(Failure)> failed;
    };

    void ask_for_answer(const wire::Header& header, std::string request, base::Duration patience,
                        Done<model::Answer> done);
    /// A question whose answer is an `expected`, or an Answer with the refusal.
    template <typename Value>
    void ask_or_hear_why(wire::MessageType question, std::string request, base::Duration patience,
                         wire::MessageType expected,
                         std::expected<Value, wire::Malformed> (*decode)(std::string_view),
                         Done<std::expected<Value, model::Refusal>> done);
    wire::Header next_header(wire::MessageType type);
    void ask(const wire::Header& header, std::string body, base::Duration patience, Understand understand,
             std::function<void(Failure)> failed);
    void begin();
    void transmit();
    void read();
    void connect();
    void disconnect();

    loop::Loop& loop_;
    zmq::context_t& context_;
    const base::Clock& clock_;
    std::string endpoint_;
    std::string hall_public_key_;
    wire::KeyPair own_;
    wire::Session session_;
    std::uint64_t next_request_ = 1;
    std::optional<zmq::socket_t> socket_;
    std::deque<Pending> pending_; ///< the first one is in flight
    std::deque<Pending> refused_; ///< too many; told at the next tick
    std::optional<base::SteadyTime> resend_;
    int resends_ = 0; ///< since the last answer
};

} // namespace hall_link
