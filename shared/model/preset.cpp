#include "shared/model/preset.h"

#include <array>

namespace model {

using namespace std::chrono_literals;

std::span<const Preset> presets() {
    static constexpr std::array kPresets{
        Preset{"balanced",
               {5min, 2000, 45min},
               {15min, 2000, 45min},
               "Green tickets start with 5 minutes and every minute counts double, but never more than 45 "
               "minutes ahead of anybody."},
        Preset{"gentle",
               {10min, 1000, std::nullopt},
               {15min, 1000, std::nullopt},
               "A green ticket counts as if it had been taken 10 minutes earlier."},
        Preset{"strong",
               {10min, 3000, 60min},
               {20min, 3000, 60min},
               "Green tickets start with 10 minutes and every minute counts three times, but never more than "
               "60 minutes ahead of anybody."},
        Preset{"kleinrock",
               {0min, 2000, std::nullopt},
               {0min, 3000, std::nullopt},
               "Every minute counts double for green tickets and three times for appointments."},
        Preset{"fifo",
               {0min, 1000, std::nullopt},
               {0min, 1000, std::nullopt},
               "Everybody is called in the order of arrival."},
    };
    return kPresets;
}

const Preset* find_preset(std::string_view id) {
    for (const Preset& preset : presets())
        if (preset.id == id)
            return &preset;
    return nullptr;
}

Weights weights(const Preset& preset, const Channel& channel) {
    switch (channel.verification) {
    case Verification::None:
        return {};
    case Verification::Booking:
        return preset.appointment;
    case Verification::Declared:
    case Verification::Age:
    case Verification::Staff:
        break;
    }
    return preset.green;
}

} // namespace model
