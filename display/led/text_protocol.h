#pragma once

#include "display/led/drivers.h"

#include <cstddef>
#include <span>
#include <vector>

namespace display {

/// How one kind of card with its own fonts is spoken to, one request and one reply at a time. Pure.
class TextProtocol {
  public:
    enum class Reply {
        None,    ///< not yet whole
        Taken,   ///< the card shows it
        Refused, ///< it is there, and does not want it
    };

    virtual ~TextProtocol() = default;

    /// The whole request.
    virtual std::vector<std::byte> request(const TextJob& job) = 0;

    /// What came since the last request(), all of it, at most kMostReply bytes. Noise around a reply is no
    /// matter.
    virtual Reply reply(std::span<const std::byte> bytes) = 0;
    static constexpr std::size_t kMostReply = 512;
};

} // namespace display
