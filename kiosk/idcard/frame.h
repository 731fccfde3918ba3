#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace kiosk {

/// A frame of the SDT protocol (GA 450), the same both ways:
///
///     AA AA AA 96 69   length, big-endian   payload   checksum
///
/// The length counts payload and checksum; the checksum is the XOR of length and payload. A request's payload
/// is command, parameter, data; a reply's is three status bytes, then data.
std::vector<std::byte> sdt_frame(std::span<const std::byte> payload);

/// Finds whole frames in what comes over the cable, however it is cut into pieces.
///
/// What is no frame is skipped byte by byte, so that a true one behind or inside it is found. Holds at most
/// one frame of the largest size there is, and wipes what is over: a reply holds somebody's card.
///
/// Pure; belongs to one thread. `payload` handlers must not call back.
class FrameParser {
  public:
    /// Text, photo and fingerprint of a card, with status, lengths and checksum.
    static constexpr std::size_t kLongest = 3 + 3 * 2 + 256 + 1024 + 1024 + 1;

    using Handler = std::function<void(std::span<const std::byte> payload)>;

    FrameParser() = default;
    FrameParser(const FrameParser&) = delete;
    FrameParser& operator=(const FrameParser&) = delete;
    ~FrameParser() { reset(); }

    /// Calls `payload` for each frame that is complete now; the bytes are wiped after the call.
    void take(std::span<const std::byte> bytes, const Handler& payload);

    /// Forgets, and wipes, what came of a frame that will not be completed.
    void reset();

    /// Frames so far whose length was possible and whose checksum was wrong.
    std::size_t broken() const { return broken_; }

  private:
    static constexpr std::size_t kHead = 7; ///< preamble and length

    void find_frames(const Handler& payload);
    bool skip_to_preamble();
    void drop(std::size_t count);

    std::array<std::byte, kHead + kLongest> bytes_{};
    std::size_t held_ = 0;
    std::size_t broken_ = 0;
};

} // namespace kiosk
