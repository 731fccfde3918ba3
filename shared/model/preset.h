#pragma once

#include "shared/base/clock.h"
#include "shared/model/hall.h"

#include <optional>
#include <span>
#include <string_view>

namespace model {

/// The three numbers of a channel's priority; what they do is told in shared/queue/rule.h.
struct Weights {
    base::Duration head_start{};
    int multiplier = 1000; ///< per mille
    std::optional<base::Duration> cap;

    bool operator==(const Weights&) const = default;
};

/// A tried set of weights, by name: `preset = "balanced"` in hall.toml.
struct Preset {
    std::string_view id;
    Weights green;
    Weights appointment;
    std::string_view sentence; ///< for the wall of the hall; a msgid of the catalogues
};

/// balanced, gentle, strong, kleinrock, fifo; the first one is what a hall has that names none.
std::span<const Preset> presets();
const Preset* find_preset(std::string_view id);

/// What the preset means for this channel: an appointment's weights for one that needs a booking, the green
/// ones for every other that makes a claim; nothing at all for the ordinary channel.
Weights weights(const Preset& preset, const Channel& channel);

} // namespace model
