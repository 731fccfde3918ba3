#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace wire {

/// What a message's body is. Stands outside of the protobuf, because random bytes often parse as one.
/// Never reuse a number. PROTOCOL.md says who sends which.
enum class MessageType : std::uint16_t {
    Command = 1,
    Answer = 2,
    SnapshotRequest = 3,
    Snapshot = 4,
    Update = 5,
    Alive = 6,
    ExplainRequest = 7,
    Explanation = 8,
    ExportRequest = 9,
    ExportPage = 10,
    FindTicket = 11,
    Pulse = 12,
    WhatIf = 13,
    HoursAhead = 14,
    PrintJob = 20,
    PrintResult = 21,
    PrinterStatusRequest = 22,
    PrinterStatus = 23,
    CancelPrint = 24,
    PaperChanged = 25,
};

/// Names one run of one client; random. With the counter it makes a command's id.
using Session = std::array<std::byte, 16>;
Session random_session();

/// The session that a script's own request id stands for: the same id, the same session, the same answer.
Session session_of(std::string_view request_id);

/// The first frame of every message: 32 bytes, little-endian.
///
///     0  magic "JH", u16      2  version 1, u16     4  type, u16      6  flags 0, u16
///     8  session, 16 bytes   24  request, u64
///
/// An answer repeats session and request of what it answers. What is published (Update, Alive, Pulse) has the
/// journal's store and the hall's boot in place of the session and the number of the last event in place of
/// the request: see stream_header().
struct Header {
    MessageType type = MessageType::Command;
    Session session{};
    std::uint64_t request = 0;

    bool operator==(const Header&) const = default;
};

inline constexpr std::size_t kHeaderSize = 32;
inline constexpr std::uint16_t kVersion = 1;

/// The largest body that a hall or printer reads, and the largest that a follower reads (a snapshot).
inline constexpr std::size_t kLargestRequest = 64U << 10U;
inline constexpr std::size_t kLargestReply = 8U << 20U;

/// Why bytes were not a message.
enum class Malformed { NotOurs, OtherVersion, UnknownType, BadBody, OutOfBounds };
std::string_view sentence(Malformed why);

/// The header of what is published, and back: two u64, little-endian, stand where a session does.
struct StreamPosition {
    std::uint64_t store = 0;
    std::uint64_t boot = 0;
    std::uint64_t seq = 0;

    bool operator==(const StreamPosition&) const = default;
};
Header stream_header(MessageType type, const StreamPosition& position);
StreamPosition stream_position(const Header& header);

std::string encode(const Header& header);
std::expected<Header, Malformed> decode_header(std::string_view frame);

} // namespace wire
