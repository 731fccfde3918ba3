#include "tests/bench/hall_crowd.h"

#include "shared/wire/codec.h"

#include <stdexcept>

namespace bench {

namespace {

constexpr int kPatience = 10'000;

zmq::socket_t connected(zmq::context_t& context, zmq::socket_type type, const HallDoor& door,
                        const std::string& endpoint) {
    zmq::socket_t socket(context, type);
    wire::prepare_client(socket, door.hall_key, door.own);
    wire::connect(socket, endpoint);
    return socket;
}

void wait_for(zmq::socket_t& socket, short what) {
    zmq::pollitem_t item{socket.handle(), 0, what, 0};
    if (zmq::poll(&item, 1, std::chrono::milliseconds(kPatience)) == 0)
        throw std::runtime_error("no answer within ten seconds");
}

} // namespace

Crowd::Crowd(const HallDoor& door, int clients) {
    model::TakeTicket take;
    take.service = {"deposit"};
    take_ = wire::encode(wire::TimedCommand{take, {}, {}});
    for (int i = 1; i <= clients; ++i) {
        model::CallTicket call;
        call.counter = model::CounterId{i};
        clients_.push_back({connected(context_, zmq::socket_type::dealer, door, door.commands),
                            wire::random_session(), 0, wire::encode(wire::TimedCommand{call, {}, {}})});
    }
    for (One& one : clients_)
        wait_for(one.socket, ZMQ_POLLOUT);
}

void Crowd::send(One& one, const std::string& body) {
    const wire::Header header{wire::MessageType::Command, one.session, ++one.request};
    one.sent = {};
    if (!wire::send(one.socket, {wire::encode(header), body}))
        throw std::runtime_error("a command was not taken by the network layer");
}

std::string Crowd::answer(One& one) {
    const auto frames = wire::receive(one.socket);
    if (!frames || frames->size() != 2)
        throw std::runtime_error("an answer came without its frames");
    const auto header = wire::decode_header((*frames)[0].to_string_view());
    if (!header || header->request != one.request)
        throw std::runtime_error("an answer came that was not asked for");
    return (*frames)[1].to_string();
}

std::string Crowd::ask(const std::string& body) {
    One& one = clients_.front();
    send(one, body);
    wait_for(one.socket, ZMQ_POLLIN);
    return answer(one);
}

std::string Crowd::take() {
    if (clients_.front().request % 2 == 1)
        ++clients_.front().request; // odd requests take
    return ask(take_);
}

std::string Crowd::call() {
    if (clients_.front().request % 2 == 0)
        ++clients_.front().request;
    return ask(clients_.front().call);
}

Crowd::Round Crowd::run(std::size_t commands) {
    Round round;
    round.nanoseconds.reserve(commands);
    std::vector<zmq::pollitem_t> items;
    std::size_t sent = 0;
    const auto next = [&](One& one) {
        if (sent++ < commands)
            send(one, one.request % 2 == 0 ? take_ : one.call);
    };
    const Stopwatch whole;
    for (One& one : clients_) {
        items.push_back({one.socket.handle(), 0, ZMQ_POLLIN, 0});
        next(one);
    }
    while (round.nanoseconds.size() < commands) {
        if (zmq::poll(items, std::chrono::milliseconds(kPatience)) == 0)
            throw std::runtime_error("no answer within ten seconds");
        for (std::size_t i = 0; i < items.size(); ++i) {
            if ((items[i].revents & ZMQ_POLLIN) == 0)
                continue;
            One& one = clients_[i];
            const std::string body = answer(one);
            round.nanoseconds.push_back(one.sent.nanoseconds());
            const auto said = wire::decode_answer(body);
            if (!said || !said->ok())
                throw std::runtime_error("the hall refuses: " + (said ? said->detail : "unreadable"));
            next(one);
        }
    }
    round.seconds = whole.nanoseconds() / 1e9;
    return round;
}

Audience::Audience(const HallDoor& door, int followers) {
    context_.set(zmq::ctxopt::max_sockets, followers + 16);
    for (int i = 0; i < followers; ++i) {
        zmq::socket_t& socket =
            sockets_.emplace_back(connected(context_, zmq::socket_type::sub, door, door.updates));
        socket.set(zmq::sockopt::subscribe, wire::kStateTopic);
    }
    // Whatever comes first, each of them has been let in then.
    for (zmq::socket_t& socket : sockets_)
        wait_for(socket, ZMQ_POLLIN);
}

std::vector<std::string> Audience::hear(std::size_t updates) {
    std::vector<std::string> heard;
    for (zmq::socket_t& socket : sockets_) {
        heard.clear();
        while (heard.size() < updates) {
            auto frames = wire::receive(socket);
            if (!frames) {
                wait_for(socket, ZMQ_POLLIN);
                continue;
            }
            const auto header = wire::decode_header(frames->at(1).to_string_view());
            if (header && header->type == wire::MessageType::Update)
                heard.push_back(frames->at(2).to_string());
        }
    }
    return heard;
}

} // namespace bench
