#include "shared/voice/pcm.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <numeric>

namespace voice {

namespace {

constexpr double kFullScale = 32767;
constexpr double kTargetRms = 0.16 * kFullScale; // about -16 dBFS: speech over a hall's murmur
constexpr double kLargestPeak = 0.95 * kFullScale;
constexpr int kSilent = 200; // below this nobody hears anything

std::int16_t sample(double value) {
    return static_cast<std::int16_t>(std::lround(std::clamp(value, -kFullScale, kFullScale)));
}

std::size_t samples_of(base::Duration length) {
    return static_cast<std::size_t>(length.count()) * kRate / 1000;
}

/// Adds a struck tone with two soft overtones, beginning at `start`.
void strike(std::vector<double>& mix, std::size_t start, double frequency) {
    constexpr double kAttack = 0.006, kDecay = 0.22;
    for (std::size_t i = start; i < mix.size(); ++i) {
        const double t = static_cast<double>(i - start) / kRate;
        const double swell = std::min(1.0, t / kAttack) * std::exp(-t / kDecay);
        const double phase = 2 * std::numbers::pi * frequency * t;
        mix[i] += swell * (std::sin(phase) + 0.25 * std::exp(-t / 0.1) * std::sin(2 * phase) +
                           0.08 * std::exp(-t / 0.05) * std::sin(3 * phase));
    }
}

Pcm make_chime() {
    constexpr base::Duration kLength{750}, kSecond{280}, kFade{60};
    std::vector<double> mix(samples_of(kLength));
    strike(mix, 0, 783.99);                   // G5
    strike(mix, samples_of(kSecond), 622.25); // E flat 5, a major third below
    Pcm pcm(mix.size());
    const std::size_t fade = samples_of(kFade);
    for (std::size_t i = 0; i < mix.size(); ++i) {
        const auto left = static_cast<double>(mix.size() - i);
        const double out = std::min(1.0, left / static_cast<double>(fade));
        pcm[i] = sample(0.42 * kFullScale * mix[i] * out);
    }
    return pcm;
}

constexpr long kReach = 8; // zero crossings of the sinc on either side that a resampled sample is made of

/// For each of `phases` positions between two samples, the weights of the 2 · reach around it: a sinc under a
/// raised cosine, scaled so that silence and a constant stay what they are. `stretch` above 1 widens it, so
/// that nothing above half the new rate comes through.
std::vector<double> sinc_taps(int phases, long reach, double stretch) {
    std::vector<double> taps;
    std::vector<double> row(static_cast<std::size_t>(2 * reach));
    for (int phase = 0; phase < phases; ++phase) {
        double sum = 0;
        for (long k = 0; k < 2 * reach; ++k) {
            const double x =
                (static_cast<double>(k - reach + 1) - static_cast<double>(phase) / phases) / stretch;
            const double sinc = x == 0 ? 1 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
            const double window =
                std::abs(x) < kReach ? 0.5 + 0.5 * std::cos(std::numbers::pi * x / kReach) : 0;
            sum += row[static_cast<std::size_t>(k)] = sinc * window;
        }
        for (const double weight : row)
            taps.push_back(weight / sum);
    }
    return taps;
}

} // namespace

base::Duration duration(const Pcm& pcm) {
    return base::Duration((static_cast<long>(pcm.size()) * 1000 + kRate - 1) / kRate);
}

Pcm silence(base::Duration length) {
    return Pcm(samples_of(length));
}

void append(Pcm& pcm, const Pcm& more) {
    pcm.insert(pcm.end(), more.begin(), more.end());
}

void join(Pcm& pcm, const Pcm& more, base::Duration cross_fade) {
    const std::size_t overlap = std::min({samples_of(cross_fade), pcm.size(), more.size()});
    const std::size_t begin = pcm.size() - overlap;
    for (std::size_t i = 0; i < overlap; ++i) {
        // Their powers add up to one all the way, and so does what is heard of two different sounds.
        const double turn =
            (static_cast<double>(i) + 0.5) / static_cast<double>(overlap) * std::numbers::pi / 2;
        pcm[begin + i] = sample(std::cos(turn) * pcm[begin + i] + std::sin(turn) * more[i]);
    }
    pcm.insert(pcm.end(), more.begin() + static_cast<std::ptrdiff_t>(overlap), more.end());
}

const Pcm& chime() {
    static const Pcm made = make_chime();
    return made;
}

Pcm resampled(std::span<const std::int16_t> sound, int rate) {
    if (rate == kRate || rate <= 0)
        return Pcm(sound.begin(), sound.end());
    const int common = std::gcd(rate, kRate);
    const long step = rate / common, phases = kRate / common; // an output sample advances step / phases
    const double stretch = std::max(1.0, static_cast<double>(rate) / kRate);
    const long reach = std::lround(std::ceil(kReach * stretch));
    const std::vector<double> taps = sinc_taps(static_cast<int>(phases), reach, stretch);
    const auto length = static_cast<long>(sound.size());
    Pcm pcm;
    pcm.reserve(static_cast<std::size_t>(length * phases / step + 1));
    for (long at = 0; at < length * phases; at += step) {
        const long first = at / phases - reach + 1;
        const double* tap = taps.data() + at % phases * 2 * reach;
        double sum = 0;
        for (long k = 0; k < 2 * reach; ++k)
            if (first + k >= 0 && first + k < length)
                sum += tap[k] * sound[static_cast<std::size_t>(first + k)];
        pcm.push_back(sample(sum));
    }
    return pcm;
}

void trim(Pcm& pcm) {
    const auto heard = [](std::int16_t value) { return std::abs(int{value}) > kSilent; };
    constexpr long kMargin = kRate / 100; // 10 ms: soft consonants begin below the threshold
    const auto first = std::ranges::find_if(pcm, heard);
    if (first == pcm.end()) {
        pcm.clear();
        return;
    }
    const auto last = std::find_if(pcm.rbegin(), pcm.rend(), heard).base();
    const auto end = last + std::min(kMargin, pcm.end() - last);
    const auto begin = first - std::min(kMargin, first - pcm.begin());
    pcm = Pcm(begin, end);
}

void level(Pcm& pcm) {
    double sum = 0;
    long loud = 0;
    int peak = 0;
    for (const std::int16_t value : pcm) {
        peak = std::max(peak, std::abs(int{value}));
        if (std::abs(int{value}) > kSilent) {
            sum += double{1} * value * value;
            ++loud;
        }
    }
    if (loud == 0)
        return;
    const double rms = std::sqrt(sum / static_cast<double>(loud));
    const double gain = std::min(kTargetRms / rms, kLargestPeak / peak);
    for (std::int16_t& value : pcm)
        value = sample(gain * value);
}

void scale(Pcm& pcm, int percent) {
    for (std::int16_t& value : pcm)
        value = static_cast<std::int16_t>(int{value} * std::clamp(percent, 0, 100) / 100);
}

} // namespace voice
