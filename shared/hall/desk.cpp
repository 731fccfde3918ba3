#include "shared/hall/desk.h"

#include "shared/base/log.h"
#include "shared/forecast/ahead.h"
#include "shared/hall/access.h"
#include "shared/hall/endpoints.h"
#include "shared/model/words.h"
#include "shared/wire/door.h"

#include <algorithm>
#include <memory>

namespace hall {

using model::Refusal;
using wire::MessageType;

namespace {

constexpr int kLogEveryRefusalBelow = 20;
constexpr int kThenOneRefusalIn = 1000;

/// Of the commands that somebody has to answer for.
model::Pass* pass_of(model::Command& command) {
    if (auto* open = std::get_if<model::OpenCounter>(&command))
        return &open->pass;
    if (auto* alarm = std::get_if<model::RaiseAlarm>(&command))
        return &alarm->pass;
    if (auto* clear = std::get_if<model::WithdrawAlarm>(&command))
        return &clear->pass;
    if (auto* sign_in = std::get_if<model::SignIn>(&command))
        return &sign_in->pass;
    auto* close = std::get_if<model::CloseCounter>(&command);
    const bool answered_for =
        close != nullptr && (!close->supervisor.value.empty() || !close->pass.card.empty());
    return answered_for ? &close->pass : nullptr;
}

model::ClerkId& bearer_of(model::Command& command) {
    if (auto* open = std::get_if<model::OpenCounter>(&command))
        return open->clerk;
    if (auto* alarm = std::get_if<model::RaiseAlarm>(&command))
        return alarm->supervisor;
    if (auto* clear = std::get_if<model::WithdrawAlarm>(&command))
        return clear->supervisor;
    if (auto* sign_in = std::get_if<model::SignIn>(&command))
        return sign_in->staff;
    return std::get<model::CloseCounter>(command).supervisor;
}

} // namespace

Desk::Desk(loop::Loop& loop, zmq::context_t& context, const wire::KeyPair& hall_key, Register& devices,
           Authority& authority, Doorkeeper& doorkeeper, Historian& historian, const Speech& speech,
           Publisher& publisher, loop::Usher& usher, Failpoint& failpoint)
    : loop_(loop), socket_(context, zmq::socket_type::router), devices_(devices), authority_(authority),
      doorkeeper_(doorkeeper), historian_(historian), speech_(speech), publisher_(publisher), usher_(usher),
      failpoint_(failpoint), ahead_(loop, kMostImagined) {
    wire::prepare_server(socket_, hall_key, "cmd");
    loop_.add_socket(socket_, [this] { read(); });
}

Desk::~Desk() {
    loop_.remove_socket(socket_);
}

void Desk::open(const std::string& endpoint) {
    bind(socket_, endpoint);
}

void Desk::close(const std::string& endpoint) {
    socket_.unbind(endpoint);
}

void Desk::read() {
    refresh_devices();
    Batch batch;
    for (std::size_t count = 0; count < kLargestBatch; ++count) {
        auto frames = wire::receive(socket_);
        if (!frames)
            break;
        if (!frames->empty())
            usher_.heard(frames->back());
        take(std::move(*frames), batch);
    }
    if (!batch.requests.empty())
        carry_out(batch);
}

void Desk::carry_out(const Batch& batch) {
    publisher_.pulse(authority_.position()); // the disk may be slow
    const Outcome outcome = authority_.carry_out(batch.requests);
    for (std::size_t i = 0; i < outcome.answers.size(); ++i) {
        send(batch.returns[i], MessageType::Answer, outcome.answers[i]);
        failpoint_.pass("mid-replies");
    }
    failpoint_.pass("before-publish");
    publish(outcome.updates);
}

void Desk::take(wire::Frames frames, Batch& batch) {
    if (frames.size() != 3)
        return; // routing id, header, body; anything else is not ours
    const auto header = wire::decode_header(frames[1].to_string_view());
    if (!header)
        return;
    Return from{frames[0].to_string(), *header};
    const auto known = devices_.devices();
    const std::string key = wire::user_id(frames[2]);
    const wire::Device* device = known->by_key(key);
    if (device == nullptr) {
        if (worth_a_line(key))
            base::log_warning("access", "refused a message: its key was revoked ({})", key);
        return refuse(from, Refusal::NotAllowed, "the device's key was revoked");
    }
    if (header->type == MessageType::Command)
        take_command(*device, std::move(from), frames[2].to_string_view(), batch);
    else
        take_question(*device, from, frames[2].to_string_view());
}

void Desk::take_command(const wire::Device& device, Return from, std::string_view body, Batch& batch) {
    auto timed = wire::decode_timed_command(body);
    if (!timed)
        return refuse(from, Refusal::BadRequest, std::string(wire::sentence(timed.error())));
    model::Command& command = timed->command;
    if (!may_send(device, command, timed->by)) {
        if (worth_a_line(device.public_key))
            base::log_warning("access", "refused {} of {}: its role is {}", model::word(command),
                              device.id.value, wire::word(device.role));
        return refuse(from, Refusal::NotAllowed, {});
    }
    std::visit(
        [&](auto& kind) {
            if constexpr (requires { kind.device; })
                kind.device = device.id;
        },
        command);
    Request request{{device.id, from.header.session},
                    from.header.request,
                    is_staff(device),
                    std::move(command),
                    timed->valid_until,
                    {std::move(timed->by), device.id, device.role == wire::Role::Admin}};
    const bool trusted =
        device.role == wire::Role::Admin && !std::holds_alternative<model::SignIn>(request.command);
    const bool needs_no_pass = !request.order.by.value.empty(); // who ordered it showed his when he signed in
    admit({std::move(request), std::move(from)}, trusted || needs_no_pass, batch);
}

/// Into the batch; or aside, while the pass of a log-in is checked: a client's requests keep their order. A
/// client that asks again before the check is over listens on a fresh connection only, and gets the answer
/// there.
void Desk::admit(Admission one, bool trusted, Batch& batch) {
    const Client client{one.request.client.device, one.request.client.session};
    if (const auto held = held_.find(client); held != held_.end()) {
        hold(held->second, std::move(one));
        return;
    }
    const bool needs_no_proof =
        pass_of(one.request.command) == nullptr || authority_.has_answered(one.request);
    const model::Pass* pass = needs_no_proof ? nullptr : prove(one.request.command, trusted);
    if (pass == nullptr) {
        batch.requests.push_back(std::move(one.request));
        batch.returns.push_back(std::move(one.from));
        return;
    }
    const model::ClerkId clerk = bearer_of(one.request.command);
    const model::Pass shown = *pass;
    Held checked{one.request.number, one.from, {}};
    const auto done = [this, client, one = std::move(one)](model::Proof proof) {
        Admission proven = one;
        pass_of(proven.request.command)->proof = proof;
        const Held held = std::move(held_.extract(client).mapped());
        carry_out({{std::move(proven.request)}, {held.from}});
        Batch next;
        for (const Admission& other : held.later)
            admit(other, false, next);
        if (!next.requests.empty())
            carry_out(next);
    };
    if (!doorkeeper_.check(clerk, shown, done))
        return refuse(checked.from, Refusal::Overloaded, "many clerks are logging in");
    held_.emplace(client, std::move(checked));
}

void Desk::hold(Held& held, Admission one) {
    if (one.request.number == held.number) {
        held.from = std::move(one.from);
        return;
    }
    const auto copy = std::ranges::find(held.later, one.request.number,
                                        [](const Admission& other) { return other.request.number; });
    if (copy != held.later.end())
        copy->from = std::move(one.from);
    else if (held.later.size() < kMostHeld)
        held.later.push_back(std::move(one));
    else
        refuse(one.from, Refusal::Overloaded, "a pass is being checked");
}

/// Fills in what is known of the command's pass; the pass when its PIN has to be computed.
model::Pass* Desk::prove(model::Command& command, bool trusted) const {
    model::Pass* pass = pass_of(command);
    if (pass == nullptr)
        return nullptr;
    pass->proof = trusted ? model::Proof::Trusted : model::Proof::None;
    if (trusted)
        return nullptr;
    model::ClerkId& clerk = bearer_of(command);
    clerk = doorkeeper_.bearer(clerk, *pass);
    if (authority_.is_locked(clerk))
        return nullptr; // nothing to compute for somebody who is only trying
    const auto proof = doorkeeper_.known(clerk, *pass);
    pass->proof = proof.value_or(model::Proof::None);
    return proof ? nullptr : pass;
}

void Desk::take_question(const wire::Device& device, const Return& from, std::string_view body) {
    if (!may_ask(device, from.header.type)) {
        if (worth_a_line(device.public_key))
            base::log_warning("access", "refused a question of {}: its role is {}", device.id.value,
                              wire::word(device.role));
        return refuse(from, Refusal::NotAllowed, {});
    }
    try {
        answer_question(from, body);
    } catch (const store::DatabaseError& error) {
        // A part of the journal that cannot be read is no reason to stop calling visitors.
        base::log_error("hall", "{}; a question stays unanswered", error.what());
        refuse(from, Refusal::Overloaded, "the journal cannot be read");
    }
}

void Desk::answer_question(const Return& from, std::string_view body) {
    const MessageType question = from.header.type;
    if (question == MessageType::SnapshotRequest) {
        failpoint_.pass("snapshot");
        return send(from, MessageType::Snapshot, snapshot());
    }
    if (question == MessageType::ExplainRequest)
        return explain(from, body);
    if (question == MessageType::WhatIf)
        return imagine(from, body);
    if (question == MessageType::FindTicket) {
        const auto token = wire::decode_find_ticket(body);
        if (!token)
            return refuse(from, Refusal::BadRequest, std::string(wire::sentence(token.error())));
        return send(from, MessageType::Answer, wire::encode(authority_.find(*token)));
    }
    const auto request = wire::decode_export_request(body);
    if (!request)
        return refuse(from, Refusal::BadRequest, std::string(wire::sentence(request.error())));
    send(from, MessageType::ExportPage, wire::encode(authority_.export_page(*request)));
}

/// Answered in a later turn: the historian takes its time.
void Desk::explain(const Return& to, std::string_view body) {
    const auto request = wire::decode_explain_request(body);
    if (!request)
        return refuse(to, Refusal::BadRequest, std::string(wire::sentence(request.error())));
    const auto one = authority_.case_of(request->ticket);
    if (!one)
        return refuse(to, Refusal::UnknownTicket, {});
    const auto done = [this, to, language = request->language](const auto& known) {
        if (!known)
            return refuse(to, known.error(), {});
        model::Explanation explanation = *known;
        explanation.words = speech_.explain(explanation, language);
        send(to, MessageType::Explanation, wire::encode(explanation));
    };
    if (!historian_.take(*one, done))
        refuse(to, Refusal::Overloaded, "too many tickets are being explained");
}

/// Answered in a later turn, as the moment was that it was asked in.
void Desk::imagine(const Return& to, std::string_view body) {
    const auto what_if = wire::decode_what_if(body);
    if (!what_if)
        return refuse(to, Refusal::BadRequest, std::string(wire::sentence(what_if.error())));
    if (!ahead_.has_room())
        return refuse(to, Refusal::Overloaded, "others are looking ahead");
    auto imagined = authority_.imagined(*what_if);
    if (!imagined)
        return refuse(to, imagined.error(), {});
    ahead_.take([this, to, moment = std::shared_ptr<Moment>(std::move(*imagined))]() -> Workshop::Delivery {
        std::string found = wire::encode(forecast::look_hours_ahead(moment->scene, moment->experience));
        return [this, to, found = std::move(found)] { send(to, MessageType::HoursAhead, found); };
    });
}

/// A flood of what is forbidden must not fill the disk with log lines.
bool Desk::worth_a_line(const std::string& key) {
    const int refusals = ++refusals_[key];
    if (refusals == kLogEveryRefusalBelow)
        base::log_warning("access", "more refusals of the key {}: one in {} is logged from here on", key,
                          kThenOneRefusalIn);
    return refusals < kLogEveryRefusalBelow || refusals % kThenOneRefusalIn == 0;
}

void Desk::refuse(const Return& to, Refusal refusal, std::string detail) {
    model::Answer answer;
    answer.refusal = refusal;
    answer.detail = std::move(detail);
    send(to, MessageType::Answer, wire::encode(answer));
}

void Desk::send(const Return& to, MessageType type, std::string_view body) {
    const wire::Header header{type, to.header.session, to.header.request};
    // A client that is gone asks again when it is back, and gets the same answer.
    static_cast<void>(wire::send(socket_, {to.peer, wire::encode(header), body}));
}

const std::string& Desk::snapshot() {
    const model::Board& board = authority_.board();
    const bool stale = board.now - snapshot_time_ > std::chrono::seconds(1);
    if (snapshot_.empty() || snapshot_seq_ != board.seq || stale) {
        snapshot_ = wire::encode(board);
        snapshot_seq_ = board.seq;
        snapshot_time_ = board.now;
    }
    return snapshot_;
}

void Desk::refresh_devices() {
    const auto change = devices_.refresh();
    if (change != Register::Change::None)
        refusals_.clear();
    if (change == Register::Change::Revoked)
        publisher_.renew();
}

void Desk::publish(const std::vector<model::Update>& updates) {
    for (const model::Update& update : updates) {
        wire::StreamPosition position = authority_.position();
        position.seq = update.event.seq;
        publisher_.publish(position, update);
        failpoint_.pass("mid-publish");
    }
}

} // namespace hall
