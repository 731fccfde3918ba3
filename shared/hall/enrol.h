#pragma once

#include "shared/hall/failpoint.h"
#include "shared/hall/state_folder.h"
#include "shared/model/hall.h"
#include "shared/wire/keys.h"

namespace hall {

/// The hall's own keys; made when there are none yet.
wire::KeyPair own_keys(const StateFolder& folder);

/// On the first start of a demonstration hall: keys and register for admin, kiosk-1, a caller for each
/// counter (caller-1 …), display-1 and printer-1. Does nothing when there is a register already.
void enrol_demonstration(const StateFolder& folder, const model::Hall& hall, Failpoint& failpoint);

} // namespace hall
