#pragma once

#include "shared/base/clock.h"

#include <cstdint>
#include <span>
#include <vector>

namespace voice {

/// Sound: signed 16 bit, one channel, kRate samples a second. All sound in this folder has this shape.
using Pcm = std::vector<std::int16_t>;

inline constexpr int kRate = 22050;

/// How long it sounds, rounded up to whole milliseconds.
base::Duration duration(const Pcm& pcm);

Pcm silence(base::Duration length);
void append(Pcm& pcm, const Pcm& more);
/// The same, the end of the one under the beginning of the other: an equal-power cross-fade, shorter where
/// one of them is.
void join(Pcm& pcm, const Pcm& more, base::Duration cross_fade);

/// The house's two falling tones, 0.75 s, made of sines that die away: attracts, does not startle.
const Pcm& chime();

/// Sound of another rate, brought to kRate: band-limited (windowed sinc).
Pcm resampled(std::span<const std::int16_t> sound, int rate);

/// Takes the silence off both ends, so that pauses are ours to set.
void trim(Pcm& pcm);

/// Brings every voice to the same loudness (RMS of its louder parts), peaks kept below full scale.
void level(Pcm& pcm);

/// Volume 0–100; 100 leaves it as it is.
void scale(Pcm& pcm, int percent);

} // namespace voice
