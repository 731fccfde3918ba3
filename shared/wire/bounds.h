#pragma once

// Private to wire: what the codec_*.cpp files share. No other part includes it.

#include "shared/base/clock.h"
#include "shared/model/ids.h"
#include "shared/wire/message.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "hall.pb.h"

namespace wire {

namespace pb = ::jiaohao;

inline constexpr std::size_t kLongestText = 4096;
inline constexpr std::size_t kLongestId = 64;
inline constexpr int kMostTickets = 20'000;
inline constexpr int kMostEntries = 4096;
inline constexpr int kMostAhead = 1'000'000; ///< people before one

/// Passes values from outside, and remembers the first one that is out of bounds. A value that is not passed
/// comes back empty, so reading can go on and is judged once, at the end.
class Bounds {
  public:
    std::string text(const std::string& value, std::string_view field, std::size_t longest = kLongestText);
    std::string id(const std::string& value, std::string_view field) {
        return text(value, field, kLongestId);
    }

    std::int64_t number(std::int64_t value, std::string_view field, std::int64_t low, std::int64_t high);
    int small(std::int64_t value, std::string_view field, int high) {
        return static_cast<int>(number(value, field, 0, high));
    }
    int counter(std::uint32_t value) { return small(value, "counter", model::kHighestCounter); }
    int day(std::uint32_t value) { return small(value, "day", 99991231); }

    /// Milliseconds since 1970, up to the year 9999.
    base::WallTime moment(std::int64_t value, std::string_view field);

    /// False, and remembered, when a list is too long to be read.
    bool list(int size, std::string_view field, int most = kMostEntries);

    /// One of ours: an enumeration that counts from 0 here and, because its 0 says nothing, from 1 there.
    template <typename Choice>
    Choice choice(int value, std::string_view field, Choice last) {
        if (value < 1 || value > static_cast<int>(last) + 1) {
            fail(Malformed::BadBody, field);
            return Choice{};
        }
        return static_cast<Choice>(value - 1);
    }

    /// An enumeration with the same numbers here and there.
    template <typename Choice>
    Choice same(int value, std::string_view field, Choice last) {
        if (value < 0 || value > static_cast<int>(last)) {
            fail(Malformed::BadBody, field);
            return Choice{};
        }
        return static_cast<Choice>(value);
    }

    void fail(Malformed why, std::string_view field);

    std::optional<Malformed> fault() const { return fault_; }
    std::string_view field() const { return field_; }

  private:
    std::optional<Malformed> fault_;
    std::string_view field_;
};

/// The number on the wire of an enumeration whose 0 there says nothing.
template <typename Theirs, typename Ours>
Theirs choice(Ours ours) {
    return static_cast<Theirs>(static_cast<int>(ours) + 1);
}

/// A length of time on the wire: whole milliseconds, from none to 49 days.
std::uint32_t milliseconds(base::Duration duration);

inline std::int64_t milliseconds(base::WallTime time) {
    return time.time_since_epoch().count();
}

/// The same message gives the same bytes, maps included.
std::string to_bytes(const google::protobuf::MessageLite& message);

/// One line, every primitive field printed, names in lowerCamelCase.
std::string to_line(const google::protobuf::Message& message);

/// False when the bytes are no such message; says nothing in the log.
bool from_bytes(google::protobuf::MessageLite& message, std::string_view bytes);

/// A whole body: parsed, read by `read(message, bounds)`, judged.
template <typename Message, typename Read>
auto decode_body(std::string_view body, Read read)
    -> std::expected<decltype(read(std::declval<const Message&>(), std::declval<Bounds&>())), Malformed> {
    Message message;
    if (!from_bytes(message, body))
        return std::unexpected(Malformed::BadBody);
    Bounds bounds;
    auto value = read(message, bounds);
    if (bounds.fault())
        return std::unexpected(*bounds.fault());
    return value;
}

} // namespace wire
