#include "shared/wire/door.h"

#include "shared/base/check.h"
#include "shared/base/log.h"
#include "shared/wire/frames.h"

#include <array>
#include <utility>

namespace wire {

namespace {

constexpr std::size_t kRawKey = 32;
constexpr int kLogEveryRefusalBelow = 20;
constexpr int kThenOneIn = 1000;

// What a question holds, by frame.
enum Part { Version, Request, Domain, Address, Identity, Mechanism, Key, Count };

std::string z85(const zmq::message_t& key) {
    std::array<char, 41> text{};
    if (key.size() != kRawKey || zmq_z85_encode(text.data(), key.data<std::uint8_t>(), kRawKey) == nullptr)
        return {};
    return text.data();
}

} // namespace

Door::Door(zmq::context_t& context, std::string area, Knows knows)
    : area_(std::move(area)), knows_(std::move(knows)), socket_(context, zmq::socket_type::rep) {
    socket_.set(zmq::sockopt::linger, 0);
    socket_.bind("inproc://zeromq.zap.01");
}

void Door::answer() {
    while (answer_one()) {
    }
}

bool Door::answer_one() {
    const auto frames = receive(socket_, Count);
    if (!frames)
        return false;
    std::string key, version, request;
    if (frames->size() == Count) {
        version = (*frames)[Version].to_string();
        request = (*frames)[Request].to_string();
        if ((*frames)[Mechanism].to_string_view() == "CURVE")
            key = z85((*frames)[Key]);
        if (key.empty() || !knows_(key)) {
            refuse(key, (*frames)[Address].to_string());
            key.clear();
        }
    }
    const bool known = !key.empty();
    CHECK_BUG(
        send(socket_, {version, request, known ? "200" : "400", known ? "OK" : "unknown key", key, ""}));
    return true;
}

void Door::refuse(const std::string& public_key, const std::string& address) {
    ++refused_;
    if (refused_ < kLogEveryRefusalBelow || refused_ % kThenOneIn == 0)
        base::log_warning(area_, "turned away the unknown key {} from {} (refusals so far: {})", public_key,
                          address, refused_);
}

std::string user_id(zmq::message_t& frame) {
    try {
        return frame.gets("User-Id");
    } catch (const zmq::error_t&) {
        return {};
    }
}

} // namespace wire
