#include "shared/hall/publisher.h"

#include "shared/base/log.h"
#include "shared/hall/endpoints.h"
#include "shared/wire/frames.h"
#include "shared/wire/pulse.h"

namespace hall {

namespace {

constexpr auto kReopenAfter = std::chrono::milliseconds(10);
constexpr std::string_view kSubscribes = "\1"; // the first byte of a subscription, ZMTP 3.0

} // namespace

Publisher::Publisher(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock,
                     wire::KeyPair hall_key, std::function<void()> joined)
    : loop_(loop), context_(context), clock_(clock), hall_key_(std::move(hall_key)),
      joined_(std::move(joined)) {
    loop_.add(*this);
}

Publisher::~Publisher() {
    close();
    loop_.remove(*this);
}

void Publisher::open(const std::string& endpoint) {
    zmq::socket_t socket(context_, zmq::socket_type::xpub);
    wire::prepare_server(socket, hall_key_, "pub");
    socket.set(zmq::sockopt::xpub_verbose, 1); // every subscription is told, not only the first of its kind
    bind(socket, endpoint);
    endpoint_ = endpoint;
    socket_ = std::move(socket);
    loop_.add_socket(*socket_, [this] { read_subscriptions(); });
}

void Publisher::close() {
    if (!socket_)
        return;
    loop_.remove_socket(*socket_);
    socket_.reset();
}

void Publisher::publish(const wire::StreamPosition& position, const model::Update& update) {
    send(wire::stream_header(wire::MessageType::Update, position), wire::encode(update));
}

void Publisher::publish(const wire::Alive& alive) {
    send(wire::stream_header(wire::MessageType::Alive, {alive.store, alive.boot, alive.seq}),
         wire::encode(alive));
}

void Publisher::pulse(const wire::StreamPosition& position) {
    if (clock_.steady() - spoke_at_ >= wire::kPulse / 2)
        send(wire::stream_header(wire::MessageType::Pulse, position), {});
}

void Publisher::send(const wire::Header& header, std::string_view body) {
    spoke_at_ = clock_.steady();
    // Who reads too slowly loses messages, notices the gap and takes a snapshot: nobody waits for anybody.
    if (socket_ && !wire::send(*socket_, {wire::kStateTopic, wire::encode(header), body}))
        base::log_warning("hall", "an update was not taken by the network layer");
}

void Publisher::read_subscriptions() {
    bool somebody = false;
    while (const auto frames = wire::receive(*socket_))
        somebody =
            somebody || (!frames->empty() && frames->front().to_string_view().starts_with(kSubscribes));
    if (somebody)
        joined_();
}

void Publisher::renew() {
    close();
    reopen_ = clock_.steady();
}

void Publisher::tick(base::SteadyTime now) {
    reopen_.reset();
    try {
        open(endpoint_);
    } catch (const EndpointTaken&) {
        reopen_ = now + kReopenAfter; // the old socket is still being taken down
    }
}

} // namespace hall
