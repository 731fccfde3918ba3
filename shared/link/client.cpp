#include "shared/link/client.h"

#include "shared/base/random.h"
#include "shared/wire/frames.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hall_link {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostPending = 64;

/// How long an answer may take before the request is sent again: a few times what a busy hall needs. Every
/// device adds a little of its own, so that a hall that returns is not asked by all in one moment.
constexpr base::Duration kResendAfter = 800ms;
constexpr int kResendSpread = 200;
/// So many times as long, at most, after resends without an answer: over a line with a delay of its own the
/// handshake of a fresh socket alone takes seven times that, and each resend begins with one.
constexpr int kLongestResend = 3;

base::Duration spread() {
    std::array<std::byte, 1> byte{};
    base::fill_random(byte);
    return base::Duration(std::to_integer<int>(byte[0]) * kResendSpread / 256);
}

/// What tells `done` of a decoded body; nothing when it could not be read.
template <typename Value, typename Decoded>
std::function<void()> telling(const Client::Done<Value>& done, Decoded decoded) {
    if (!decoded)
        return {};
    return [done, value = Result<Value>(std::move(*decoded))] { done(value); };
}

/// The refusal that may stand in for any answer.
std::optional<model::Refusal> refusal_in(wire::MessageType type, std::string_view body) {
    if (type != wire::MessageType::Answer)
        return std::nullopt;
    const auto answer = wire::decode_answer(body);
    if (!answer || answer->ok())
        return std::nullopt;
    return answer->refusal;
}

} // namespace

std::string_view sentence(Failure failure) {
    switch (failure) {
    case Failure::OutOfReach:
        return "The hall cannot be reached. Please check that it is running and try again.";
    case Failure::TooMany:
        return "The hall does not answer quickly enough. Please try again in a moment.";
    case Failure::Refused:
        return "The hall does not answer this device. Please ask the technician.";
    }
    return "The hall cannot be reached. Please try again.";
}

Client::Client(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, const wire::Line& line)
    : loop_(loop), context_(context), clock_(clock), endpoint_(line.endpoint),
      hall_public_key_(wire::load_public_key(line.hall_key)), own_(wire::load_key_pair(line.own_key)),
      session_(wire::random_session()) {
    connect(); // now, so that a wrong endpoint shows at the start and the first command finds a way
    loop_.add(*this);
}

Client::~Client() {
    disconnect();
    loop_.remove(*this);
}

void Client::send(const model::Command& command, base::Duration patience, Done<model::Answer> done,
                  std::optional<base::WallTime> valid_until) {
    const auto header = next_header(wire::MessageType::Command);
    send_as(header.session, header.request, command, patience, std::move(done), valid_until);
}

void Client::send_for(const model::ClerkId& by, const model::Command& command, base::Duration patience,
                      Done<model::Answer> done) {
    ask_for_answer(next_header(wire::MessageType::Command),
                   wire::encode(wire::TimedCommand{command, std::nullopt, by}), patience, std::move(done));
}

void Client::send_as(const wire::Session& session, std::uint64_t request, const model::Command& command,
                     base::Duration patience, Done<model::Answer> done,
                     std::optional<base::WallTime> valid_until) {
    ask_for_answer({wire::MessageType::Command, session, request},
                   wire::encode(wire::TimedCommand{command, valid_until, {}}), patience, std::move(done));
}

void Client::find_ticket(std::string_view token, base::Duration patience, Done<model::Answer> done) {
    ask_for_answer(next_header(wire::MessageType::FindTicket), wire::encode_find_ticket(token), patience,
                   std::move(done));
}

void Client::ask_for_answer(const wire::Header& header, std::string request, base::Duration patience,
                            Done<model::Answer> done) {
    ask(
        header, std::move(request), patience,
        [done](wire::MessageType type, std::string_view body) -> std::function<void()> {
            if (type != wire::MessageType::Answer)
                return {};
            return telling(done, wire::decode_answer(body));
        },
        [done](Failure failure) { done(std::unexpected(failure)); });
}

void Client::snapshot(base::Duration patience, Done<model::Board> done) {
    ask(
        next_header(wire::MessageType::SnapshotRequest), {}, patience,
        [done](wire::MessageType type, std::string_view body) -> std::function<void()> {
            if (type == wire::MessageType::Snapshot)
                return telling(done, wire::decode_snapshot(body));
            if (!refusal_in(type, body))
                return {};
            return [done] { done(std::unexpected(Failure::Refused)); };
        },
        [done](Failure failure) { done(std::unexpected(failure)); });
}

void Client::explain(const wire::ExplainRequest& request, base::Duration patience, Done<Explained> done) {
    ask_or_hear_why(wire::MessageType::ExplainRequest, wire::encode(request), patience,
                    wire::MessageType::Explanation, wire::decode_explanation, std::move(done));
}

void Client::look_ahead(const model::WhatIf& what_if, base::Duration patience, Done<LookedAhead> done) {
    ask_or_hear_why(wire::MessageType::WhatIf, wire::encode(what_if), patience, wire::MessageType::HoursAhead,
                    wire::decode_hours_ahead, std::move(done));
}

template <typename Value>
void Client::ask_or_hear_why(wire::MessageType question, std::string request, base::Duration patience,
                             wire::MessageType expected,
                             std::expected<Value, wire::Malformed> (*decode)(std::string_view),
                             Done<std::expected<Value, model::Refusal>> done) {
    using Known = std::expected<Value, model::Refusal>;
    ask(
        next_header(question), std::move(request), patience,
        [done, expected, decode](wire::MessageType type, std::string_view body) -> std::function<void()> {
            if (type == expected)
                return telling(done, decode(body));
            const auto refusal = refusal_in(type, body);
            if (!refusal)
                return {};
            return [done, refusal] { done(Known(std::unexpected(*refusal))); };
        },
        [done](Failure failure) { done(std::unexpected(failure)); });
}

void Client::export_page(const wire::ExportRequest& request, base::Duration patience,
                         Done<wire::ExportPage> done) {
    ask(
        next_header(wire::MessageType::ExportRequest), wire::encode(request), patience,
        [done](wire::MessageType type, std::string_view body) -> std::function<void()> {
            if (type == wire::MessageType::ExportPage)
                return telling(done, wire::decode_export_page(body));
            const auto refusal = refusal_in(type, body);
            if (!refusal)
                return {};
            return [done, refusal] { done(wire::ExportPage{*refusal, {}, 0}); };
        },
        [done](Failure failure) { done(std::unexpected(failure)); });
}

void Client::ask(const wire::Header& header, std::string body, base::Duration patience, Understand understand,
                 std::function<void(Failure)> failed) {
    Pending pending{header, std::move(body), clock_.steady() + patience, std::move(understand),
                    std::move(failed)};
    if (pending_.size() >= kMostPending) {
        refused_.push_back(std::move(pending));
        return;
    }
    pending_.push_back(std::move(pending));
    if (pending_.size() == 1)
        begin();
}

wire::Header Client::next_header(wire::MessageType type) {
    return {type, session_, next_request_++};
}

/// Puts the first request on its way.
void Client::begin() {
    if (!socket_)
        connect();
    resend_ = clock_.steady() + kResendAfter * std::min(resends_ + 1, kLongestResend) + spread();
    transmit();
}

void Client::transmit() {
    if (pending_.empty() || !socket_)
        return;
    const Pending& first = pending_.front();
    if (!wire::send(*socket_, {wire::encode(first.header), first.body}))
        loop_.when_writable(*socket_, [this] { transmit(); }); // the handshake is still under way
}

void Client::read() {
    while (socket_) {
        const auto frames = wire::receive(*socket_);
        if (!frames)
            return;
        if (frames->size() != 2 || pending_.empty())
            continue;
        const auto header = wire::decode_header((*frames)[0].to_string_view());
        const Pending& first = pending_.front();
        if (!header || header->session != first.header.session || header->request != first.header.request)
            continue;
        const auto tell = first.understand(header->type, (*frames)[1].to_string_view());
        if (!tell)
            continue;
        pending_.pop_front();
        resend_.reset();
        resends_ = 0;
        if (!pending_.empty())
            begin();
        tell(); // last: it may send
    }
}

void Client::connect() {
    socket_.emplace(context_, zmq::socket_type::dealer);
    wire::prepare_client(*socket_, hall_public_key_, own_);
    wire::connect(*socket_, endpoint_);
    loop_.add_socket(*socket_, [this] { read(); });
}

void Client::disconnect() {
    if (!socket_)
        return;
    loop_.remove_socket(*socket_);
    socket_.reset();
}

void Client::renew() {
    disconnect();
    if (!pending_.empty())
        begin();
}

void Client::tick(base::SteadyTime now) {
    read(); // answers that have waited while this process was busy come before anything is given up
    std::deque<Pending> failed;
    const bool first_gives_up = !pending_.empty() && pending_.front().give_up <= now;
    if (first_gives_up || (resend_ && *resend_ <= now)) {
        disconnect(); // and with the socket goes whatever it has not sent yet
        ++resends_;
    }
    for (auto pending = pending_.begin(); pending != pending_.end();) {
        if (pending->give_up > now) {
            ++pending;
            continue;
        }
        failed.push_back(std::move(*pending));
        pending = pending_.erase(pending);
    }
    if (pending_.empty())
        resend_.reset();
    else if (!socket_)
        begin();
    for (const Pending& pending : std::exchange(refused_, {}))
        pending.failed(Failure::TooMany);
    for (const Pending& pending : failed)
        pending.failed(Failure::OutOfReach);
}

std::optional<base::SteadyTime> Client::next_deadline() const {
    if (!refused_.empty())
        return base::SteadyTime{};
    std::optional<base::SteadyTime> next = resend_;
    for (const Pending& pending : pending_)
        next = next ? std::min(*next, pending.give_up) : pending.give_up;
    return next;
}

} // namespace hall_link
