#pragma once

#include "shared/voice/pcm.h"

#include <expected>
#include <string>
#include <string_view>

namespace voice {

/// The sound as a WAV file's bytes.
std::string wav(const Pcm& pcm);

inline constexpr base::Duration kLongestRecording = std::chrono::seconds(20);

/// A recording of somebody else, brought to our shape: PCM of 16 or 24 bits, one or two channels (which are
/// mixed), a usual rate from 8000 to 96000, at most kLongestRecording. Chunks that are not sound are passed
/// over; a file that was cut short gives what it has.
/// The error is a sentence that goes on "001.wav …" and says what to do.
std::expected<Pcm, std::string> read_wav(std::string_view bytes);

} // namespace voice
