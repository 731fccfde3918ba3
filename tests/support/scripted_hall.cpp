#include "tests/support/scripted_hall.h"

#include "shared/wire/pulse.h"

#include <array>
#include <chrono>
#include <utility>

namespace support {

namespace {

using namespace std::chrono_literals;

} // namespace

ScriptedHall::ScriptedHall(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock,
                           const std::filesystem::path& folder, const std::string& endpoint)
    : loop_(loop), context_(context), clock_(clock), folder_(folder), endpoint_(endpoint),
      updates_(endpoint.ends_with(":*") ? endpoint : wire::updates_endpoint(endpoint)),
      keys_(wire::make_key_pair()), device_(wire::make_key_pair()) {
    wire::save_key_pair(folder_, "hall", keys_);
    wire::save_key_pair(folder_, "device", device_);
    board_.store = 77;
    board_.day = 20260302;
    board_.now = clock_.wall();
    board_.hall.languages = {"en"};
    zap_.emplace(context_, zmq::socket_type::rep);
    zap_->set(zmq::sockopt::linger, 0);
    zap_->bind("inproc://zeromq.zap.01");
    loop_.add_socket(*zap_, [this] { read_zap(); });
    loop_.add(*this);
    live();
}

ScriptedHall::~ScriptedHall() {
    die();
    loop_.remove_socket(*zap_);
    loop_.remove(*this);
}

wire::Line ScriptedHall::line() const {
    return {endpoint_, updates_, folder_ / "hall.pub", folder_ / "device.key"};
}

void ScriptedHall::die() {
    look_away();
    router_.reset();
    xpub_.reset();
    next_pulse_.reset();
}

void ScriptedHall::hang() {
    hung_ = true;
    look_away(); // polling a socket already makes it greet its peers
}

void ScriptedHall::wake() {
    hung_ = false;
    watch();
}

void ScriptedHall::watch() {
    loop_.add_socket(*router_, [this] { read_commands(); });
    loop_.add_socket(*xpub_, [this] { read_subscriptions(); });
}

void ScriptedHall::look_away() {
    for (auto* socket : {&router_, &xpub_})
        if (*socket)
            loop_.remove_socket(**socket);
}

void ScriptedHall::live() {
    ++board_.boot;
    router_.emplace(context_, zmq::socket_type::router);
    wire::prepare_server(*router_, keys_, "cmd");
    router_->bind(endpoint_);
    endpoint_ = router_->get(zmq::sockopt::last_endpoint); // a free port stays the same
    xpub_.emplace(context_, zmq::socket_type::xpub);
    wire::prepare_server(*xpub_, keys_, "pub");
    xpub_->set(zmq::sockopt::xpub_verbose, 1);
    xpub_->bind(updates_);
    updates_ = xpub_->get(zmq::sockopt::last_endpoint);
    watch();
    next_beat_ = clock_.steady() + 1s;
    next_pulse_ = clock_.steady() + wire::kPulse;
}

void ScriptedHall::tick(base::SteadyTime now) {
    next_pulse_ = now + wire::kPulse;
    if (hung_)
        return;
    if (next_beat_ > now)
        return pulse();
    next_beat_ = now + 1s;
    beat();
}

void ScriptedHall::pulse() {
    publish(wire::MessageType::Pulse, {});
}

void ScriptedHall::beat() {
    board_.now = clock_.wall();
    publish(
        wire::MessageType::Alive,
        wire::encode(wire::Alive{board_.store, board_.boot, board_.seq, board_.now, board_.accepting, {}}));
}

void ScriptedHall::happen(bool lost) {
    model::Update update;
    update.event.kind = model::EventKind::TicketIssued;
    model::Ticket ticket;
    ticket.id = {board_.seq + 1};
    ticket.number = "A" + std::to_string(board_.seq + 1);
    update.event.ticket = ticket.id;
    update.tickets.push_back(ticket);
    happen(std::move(update), lost);
}

void ScriptedHall::happen(model::Update update, bool lost) {
    update.event.seq = board_.seq + 1;
    update.event.at = clock_.wall();
    update.event.day = board_.day;
    model::apply(board_, update);
    if (!lost)
        publish(wire::MessageType::Update, wire::encode(update));
}

void ScriptedHall::change_store() {
    ++board_.store;
    board_.seq = 0;
    board_.tickets.clear();
}

void ScriptedHall::delay_snapshots(bool delay) {
    delay_snapshots_ = delay;
    if (delay)
        return;
    for (const auto& [peer, header] : std::exchange(delayed_, {}))
        reply(peer, header, wire::MessageType::Snapshot, wire::encode(board_));
}

void ScriptedHall::talk_nonsense() {
    const std::string header = wire::encode(wire::stream_header(wire::MessageType::Update, {77, 1, 1}));
    (void)wire::send(*xpub_, {wire::kStateTopic});
    (void)wire::send(*xpub_, {wire::kStateTopic, "short", "x"});
    (void)wire::send(*xpub_, {wire::kStateTopic, header, "\xff\xff\xff"});
    (void)wire::send(*xpub_, {wire::kStateTopic, header, "", "", "", "", ""});
    (void)wire::send(*xpub_, {wire::kStateTopic, std::string(100'000, 'x'), std::string(100'000, 'y')});
}

void ScriptedHall::publish(wire::MessageType type, const std::string& body) {
    if (!xpub_)
        return;
    const auto header = wire::stream_header(type, {board_.store, board_.boot, board_.seq});
    (void)wire::send(*xpub_, {wire::kStateTopic, wire::encode(header), body});
}

void ScriptedHall::read_subscriptions() {
    bool somebody = false;
    while (const auto frames = xpub_ ? wire::receive(*xpub_) : std::nullopt)
        somebody = somebody || (!frames->empty() && frames->front().to_string_view().starts_with('\1'));
    if (somebody)
        beat();
}

void ScriptedHall::read_zap() {
    while (const auto frames = wire::receive(*zap_, 16)) {
        // ZAP 1.0: version, request id, domain, address, identity, mechanism, credentials.
        if (frames->size() < 7)
            continue;
        std::array<char, 41> key{};
        ::zmq_z85_encode(key.data(), (*frames)[6].data<std::uint8_t>(), 32);
        const bool known = !refuse_devices_ && device_.public_key == key.data();
        (void)wire::send(*zap_, {"1.0", (*frames)[1].to_string_view(), known ? "200" : "400",
                                 known ? "OK" : "unknown", known ? "device" : "", ""});
    }
}

void ScriptedHall::read_commands() {
    while (router_) {
        const auto frames = wire::receive(*router_);
        if (!frames)
            return;
        serve(*frames);
    }
}

void ScriptedHall::serve(const wire::Frames& frames) {
    if (frames.size() != 3)
        return;
    const auto peer = frames[0].to_string_view();
    const auto header = wire::decode_header(frames[1].to_string_view());
    if (!header)
        return;
    if (header->type == wire::MessageType::SnapshotRequest) {
        ++snapshots_;
        if (delay_snapshots_)
            delayed_.emplace_back(peer, *header);
        else
            reply(peer, *header, wire::MessageType::Snapshot, wire::encode(board_));
        return;
    }
    if (header->type != wire::MessageType::Command) {
        model::Answer answer;
        answer.refusal = model::Refusal::UnknownTicket;
        reply(peer, *header, wire::MessageType::Answer, wire::encode(answer));
        return;
    }
    ++heard_commands_;
    const std::string answer = carry_out(*header, frames[2].to_string_view());
    if (lost_answers_ > 0)
        --lost_answers_;
    else
        reply(peer, *header, wire::MessageType::Answer, answer);
}

std::string ScriptedHall::carry_out(const wire::Header& header, std::string_view body) {
    Session& session = sessions_[header.session];
    model::Answer answer;
    if (header.request == session.last)
        return session.answer;
    if (header.request < session.last) {
        answer.refusal = model::Refusal::OldRequest;
        return wire::encode(answer);
    }
    const auto command = wire::decode_timed_command(body);
    if (!command) {
        answer.refusal = model::Refusal::BadRequest;
        return wire::encode(answer);
    }
    valid_until_ = command->valid_until;
    ++carried_out_;
    last_command_ = command->command;
    happen();
    answer.seq = board_.seq;
    answer.ticket = board_.tickets.at({board_.seq});
    session = {header.request, wire::encode(answer)};
    return session.answer;
}

void ScriptedHall::garble(std::string_view peer, const wire::Header& good, const std::string& body) {
    wire::Header other_request = good;
    ++other_request.request;
    wire::Header other_session = good;
    other_session.session[0] ^= std::byte{1};
    wire::Header other_type = good;
    other_type.type = wire::MessageType::PrintJob;
    for (const wire::Header& header : {other_request, other_session, other_type})
        (void)wire::send(*router_, {peer, wire::encode(header), body});
    (void)wire::send(*router_, {peer, wire::encode(good), "\xff\xff\xff"});
    (void)wire::send(*router_, {peer, "short", body});
    (void)wire::send(*router_, {peer, wire::encode(good)});
    (void)wire::send(*router_, {peer, wire::encode(good), body, "", "", "", ""});
}

void ScriptedHall::reply(std::string_view peer, wire::Header header, wire::MessageType type,
                         const std::string& body) {
    header.type = type;
    if (router_ && garble_answers_)
        garble(peer, header, body);
    if (router_)
        (void)wire::send(*router_, {peer, wire::encode(header), body});
}

} // namespace support
