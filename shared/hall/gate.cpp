#include "shared/hall/gate.h"

#include "shared/base/check.h"
#include "shared/base/log.h"
#include "shared/wire/frames.h"

#include <array>
#include <vector>

namespace hall {

namespace {

constexpr std::size_t kFrames = 7; // version, request, domain, address, identity, mechanism, key
constexpr std::size_t kRawKey = 32;
constexpr int kLogEveryRefusalBelow = 20;
constexpr int kThenOneIn = 1000;

std::string z85(const zmq::message_t& key) {
    std::array<char, 41> text{};
    if (key.size() != kRawKey || zmq_z85_encode(text.data(), key.data<std::uint8_t>(), kRawKey) == nullptr)
        return {};
    return text.data();
}

} // namespace

Gate::Gate(zmq::context_t& context, const Register& devices)
    : devices_(devices), socket_(context, zmq::socket_type::rep), stop_here_(context, zmq::socket_type::pair),
      stop_there_(context, zmq::socket_type::pair) {
    for (zmq::socket_t* socket : {&socket_, &stop_here_, &stop_there_})
        socket->set(zmq::sockopt::linger, 0);
    socket_.bind("inproc://zeromq.zap.01");
    stop_there_.bind("inproc://hall.gate.stop");
    stop_here_.connect("inproc://hall.gate.stop");
    thread_ = std::thread([this] { serve(); });
}

Gate::~Gate() {
    stop_here_.send(zmq::message_t(), zmq::send_flags::dontwait);
    thread_.join();
}

void Gate::serve() {
    try {
        std::vector<zmq::pollitem_t> items{{socket_.handle(), 0, ZMQ_POLLIN, 0},
                                           {stop_there_.handle(), 0, ZMQ_POLLIN, 0}};
        while ((items[1].revents & ZMQ_POLLIN) == 0) {
            zmq::poll(items, std::chrono::milliseconds(-1));
            if ((items[0].revents & ZMQ_POLLIN) != 0)
                answer_one();
        }
    } catch (const std::exception& error) {
        // Without the gate nobody new could be told from a stranger: end, and be started again.
        base::log_error("access", "the gate stops: {}", error.what());
        std::abort();
    }
}

void Gate::answer_one() {
    const auto frames = wire::receive(socket_, kFrames);
    if (!frames)
        return;
    std::string key;
    std::string version;
    std::string request;
    if (frames->size() == kFrames) {
        version = (*frames)[0].to_string();
        request = (*frames)[1].to_string();
        const auto devices = devices_.devices();
        if ((*frames)[5].to_string_view() == "CURVE")
            if (const wire::Device* device = devices->by_key(z85((*frames)[6])))
                key = device->public_key;
        if (key.empty())
            refuse((*frames)[3].to_string());
    }
    const bool known = !key.empty();
    CHECK_BUG(wire::send(socket_,
                         {version, request, known ? "200" : "400", known ? "OK" : "unknown key", key, ""}));
}

/// A flood of strangers must not fill the disk with log lines.
void Gate::refuse(const std::string& address) {
    ++refused_;
    if (refused_ < kLogEveryRefusalBelow || refused_ % kThenOneIn == 0)
        base::log_warning("access", "turned away an unknown key from {} (refusals so far: {})", address,
                          refused_);
}

} // namespace hall
