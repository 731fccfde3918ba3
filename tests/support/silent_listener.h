#pragma once

#include "shared/link/follower.h"

namespace support {

/// Of a follower whose board is all that anybody looks at.
struct SilentListener final : hall_link::Follower::Listener {
    void board_replaced() override {}
    void updated(const model::Update&) override {}
    void health_changed(hall_link::Follower::Health) override {}
};

} // namespace support
