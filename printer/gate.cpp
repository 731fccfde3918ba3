#include "printer/gate.h"

#include "shared/base/log.h"
#include "shared/wire/frames.h"
#include "shared/wire/keys.h"

#include <array>
#include <optional>

namespace printer {
namespace {

constexpr std::size_t kMostKeys = 1000;
constexpr int kLogEveryRefusalBelow = 20;
constexpr int kThenOneIn = 1000;

// What a ZAP request holds, by frame: version, request, domain, address, identity, mechanism, key.
enum Part { Version, Request, Domain, Address, Identity, Mechanism, Key, Count };

} // namespace

Gate::Gate(loop::Loop& loop, zmq::context_t& context, std::filesystem::path keys)
    : loop_(loop), socket_(context, zmq::socket_type::rep), keys_(std::move(keys)) {
    socket_.set(zmq::sockopt::linger, 0);
    socket_.bind("inproc://zeromq.zap.01");
    loop_.add_socket(socket_, [this] { answer(); });
}

Gate::~Gate() {
    loop_.remove_socket(socket_);
}

void Gate::answer() {
    while (const auto frames = wire::receive(socket_, Count)) {
        const auto part = [&](std::size_t at) {
            return at < frames->size() ? (*frames)[at].to_string_view() : std::string_view();
        };
        bool may = false;
        std::array<char, 41> text{};
        if (part(Mechanism) == "CURVE" && part(Key).size() == 32) {
            ::zmq_z85_encode(text.data(), reinterpret_cast<const std::uint8_t*>(part(Key).data()), 32);
            may = knows(text.data());
        }
        if (!may)
            refuse(text.data());
        static_cast<void>(wire::send(socket_, {"1.0", part(Request), may ? "200" : "400",
                                               may ? "OK" : "unknown key", may ? text.data() : "", ""}));
    }
}

/// A flood of strangers must not fill the disk with log lines.
void Gate::refuse(std::string_view public_key) {
    ++refused_;
    if (refused_ < kLogEveryRefusalBelow || refused_ % kThenOneIn == 0)
        base::log_warning("printer", "refused a device whose key {} is not in {} (refusals so far: {})",
                          public_key, keys_.string(), refused_);
}

bool Gate::knows(std::string_view public_key) const {
    std::error_code error;
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(keys_, error)) {
        if (entry.path().extension() != ".pub" || ++seen > kMostKeys)
            continue;
        try {
            if (wire::load_public_key(entry.path()) == public_key)
                return true;
        } catch (const std::exception& unreadable) {
            base::log_warning("printer", "{}", unreadable.what());
        }
    }
    return false;
}

} // namespace printer
