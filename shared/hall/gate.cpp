#include "shared/hall/gate.h"

#include "shared/base/log.h"

#include <vector>

namespace hall {

Gate::Gate(zmq::context_t& context, const Register& devices)
    : door_(context, "access",
            [&devices](const std::string& key) { return devices.devices()->by_key(key) != nullptr; }),
      stop_here_(context, zmq::socket_type::pair), stop_there_(context, zmq::socket_type::pair) {
    for (zmq::socket_t* socket : {&stop_here_, &stop_there_})
        socket->set(zmq::sockopt::linger, 0);
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
        std::vector<zmq::pollitem_t> items{{door_.socket().handle(), 0, ZMQ_POLLIN, 0},
                                           {stop_there_.handle(), 0, ZMQ_POLLIN, 0}};
        while ((items[1].revents & ZMQ_POLLIN) == 0) {
            zmq::poll(items, std::chrono::milliseconds(-1));
            if ((items[0].revents & ZMQ_POLLIN) != 0)
                door_.answer();
        }
    } catch (const std::exception& error) {
        // Without the gate nobody new could be told from a stranger: end, and be started again.
        base::log_error("access", "the gate stops: {}", error.what());
        std::abort();
    }
}

} // namespace hall
