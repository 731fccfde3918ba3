#include "printer/program.h"
#include "shared/base/clock.h"
#include "shared/wire/codec.h"
#include "shared/wire/frames.h"
#include "shared/wire/keys.h"

#include <fmt/format.h>

#include <iostream>
#include <stdexcept>
#include <vector>

namespace printer {
namespace {

constexpr base::Duration kServerPatience = std::chrono::seconds(3);

/// With the printer's own keys: it is always let in.
zmq::socket_t connect_to_server(const Options& options, zmq::context_t& context) {
    zmq::socket_t socket(context, zmq::socket_type::dealer);
    socket.set(zmq::sockopt::linger, 0);
    if (!options.key.empty()) {
        const auto own = wire::load_key_pair(options.key);
        wire::prepare_client(socket, own.public_key, own);
        socket.set(zmq::sockopt::immediate, false);
    }
    wire::connect(socket, options.listen);
    return socket;
}

} // namespace

int paper_changed(const Options& options) {
    const base::SystemClock clock;
    zmq::context_t context;
    auto socket = connect_to_server(options, context);
    const wire::Header header{wire::MessageType::PaperChanged, wire::random_session(), 1};
    const bool sent = wire::send(socket, {wire::encode(header), ""});
    std::vector<zmq::pollitem_t> items{{socket.handle(), 0, ZMQ_POLLIN, 0}};
    for (const auto end = clock.steady() + kServerPatience; sent && clock.steady() < end;) {
        zmq::poll(items, std::chrono::milliseconds(50));
        const auto frames = wire::receive(socket);
        if (!frames || frames->size() != 2)
            continue;
        const auto status = wire::decode_printer_status((*frames)[1].to_string_view());
        if (!status)
            continue;
        std::cout << (status->tickets_left
                          ? fmt::format("The roll counts as new: about {} tickets.\n", *status->tickets_left)
                          : "The roll counts as new.\n");
        return 0;
    }
    throw std::runtime_error(
        fmt::format("there is no jiaohao-printer at {}; the same --config, --listen and --key, please, that "
                    "it was started with",
                    options.listen));
}

} // namespace printer
