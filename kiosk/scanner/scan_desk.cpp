#include "kiosk/scanner/scan_desk.h"

#include "shared/base/log.h"

#include <utility>

namespace kiosk {

void ScanDesk::tell(const std::optional<Scan>& scan, base::SteadyTime now) {
    if (!scan)
        return;
    if (*scan)
        return listener_.scanned(**scan);
    if (quiet_until_ && now < *quiet_until_)
        return;
    quiet_until_ = now + kLogEvery;
    base::log_warning("kiosk", "a scan was dropped: {}", to_string(scan->error()));
}

void ScanDesk::set_there(bool there) {
    if (std::exchange(there_, there) != there)
        listener_.scanner_changed(there);
}

} // namespace kiosk
