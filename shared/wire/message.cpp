#include "shared/wire/message.h"

#include "shared/base/random.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

#include <sodium/crypto_generichash.h>

namespace wire {

namespace {

constexpr std::uint16_t kMagic = 'J' | ('H' << 8);

/// Little-endian, whatever the machine is.
template <typename Number>
void put(std::span<char> bytes, Number number) {
    for (std::size_t i = 0; i < sizeof number; ++i)
        bytes[i] = static_cast<char>(static_cast<unsigned char>(number >> (8 * i)));
}

template <typename Number>
Number get(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return static_cast<Number>(number);
}

bool known(std::uint16_t type) {
    return (type >= 1 && type <= 14) || (type >= 20 && type <= 25);
}

} // namespace

Session random_session() {
    Session session{};
    base::fill_random(session);
    return session;
}

Session session_of(std::string_view request_id) {
    Session session{};
    constexpr std::string_view kPurpose = "jiaohao request id";
    ::crypto_generichash(reinterpret_cast<unsigned char*>(session.data()), session.size(),
                         reinterpret_cast<const unsigned char*>(request_id.data()), request_id.size(),
                         reinterpret_cast<const unsigned char*>(kPurpose.data()), kPurpose.size());
    return session;
}

std::string_view sentence(Malformed why) {
    switch (why) {
    case Malformed::NotOurs:
        return "This is not a message of this protocol.";
    case Malformed::OtherVersion:
        return "The message is of another version of the protocol. Please update this program.";
    case Malformed::UnknownType:
        return "The kind of message is unknown. Please update this program.";
    case Malformed::BadBody:
        return "The message cannot be read.";
    case Malformed::OutOfBounds:
        return "A field of the message is too long or out of range.";
    }
    return "The message cannot be read.";
}

Header stream_header(MessageType type, const StreamPosition& position) {
    Header header;
    header.type = type;
    header.request = position.seq;
    std::string session(sizeof(Session), '\0');
    put(std::span(session).subspan(0, 8), position.store);
    put(std::span(session).subspan(8, 8), position.boot);
    std::memcpy(header.session.data(), session.data(), session.size());
    return header;
}

StreamPosition stream_position(const Header& header) {
    std::string session(sizeof(Session), '\0');
    std::memcpy(session.data(), header.session.data(), session.size());
    const std::string_view bytes = session;
    return {get<std::uint64_t>(bytes.substr(0)), get<std::uint64_t>(bytes.substr(8)), header.request};
}

std::string encode(const Header& header) {
    std::string frame(kHeaderSize, '\0');
    const std::span<char> bytes = frame;
    put(bytes.subspan(0), kMagic);
    put(bytes.subspan(2), kVersion);
    put(bytes.subspan(4), static_cast<std::uint16_t>(header.type));
    std::memcpy(frame.data() + 8, header.session.data(), header.session.size());
    put(bytes.subspan(24), header.request);
    return frame;
}

std::expected<Header, Malformed> decode_header(std::string_view frame) {
    if (frame.size() != kHeaderSize || get<std::uint16_t>(frame) != kMagic)
        return std::unexpected(Malformed::NotOurs);
    if (get<std::uint16_t>(frame.substr(2)) != kVersion)
        return std::unexpected(Malformed::OtherVersion);
    const auto type = get<std::uint16_t>(frame.substr(4));
    if (!known(type))
        return std::unexpected(Malformed::UnknownType);
    if (get<std::uint16_t>(frame.substr(6)) != 0)
        return std::unexpected(Malformed::OtherVersion); // flags come with a version that knows them
    Header header;
    header.type = static_cast<MessageType>(type);
    std::memcpy(header.session.data(), frame.data() + 8, header.session.size());
    header.request = get<std::uint64_t>(frame.substr(24));
    return header;
}

} // namespace wire
