#pragma once

#include "shared/base/clock.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace voice {

/// Sound: signed 16 bit, one channel, kRate samples a second. All sound in this folder has this shape.
using Pcm = std::vector<std::int16_t>;

inline constexpr int kRate = 22050;

/// How long it sounds, rounded up to whole milliseconds.
base::Duration duration(const Pcm& pcm);

Pcm silence(base::Duration length);
void append(Pcm& pcm, const Pcm& more);

/// The house's two falling tones, 0.75 s, made of sines that die away: attracts, does not startle.
const Pcm& chime();

/// Sound of another rate, brought up to kRate: band-limited (windowed sinc), for rates below kRate.
Pcm resampled(std::span<const std::int16_t> sound, int rate);

/// Takes the silence off both ends, so that pauses are ours to set.
void trim(Pcm& pcm);

/// Brings every voice to the same loudness (RMS of its louder parts), peaks kept below full scale.
void level(Pcm& pcm);

/// Volume 0–100; 100 leaves it as it is.
void scale(Pcm& pcm, int percent);

/// The sound as a WAV file's bytes.
std::string wav(const Pcm& pcm);

} // namespace voice
