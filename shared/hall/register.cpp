#include "shared/hall/register.h"

#include "shared/base/log.h"

#include <fmt/core.h>
#include <sys/stat.h>

#include <algorithm>
#include <stdexcept>

namespace hall {

Register::Register(std::filesystem::path file)
    : file_(std::move(file)), stamp_(stamp()),
      devices_(std::make_shared<const wire::Devices>(wire::Devices::read(file_))) {}

Register::Change Register::refresh() {
    auto stamp_now = stamp();
    if (stamp_now == stamp_)
        return Change::None;
    stamp_ = std::move(stamp_now);
    try {
        auto fresh = std::make_shared<const wire::Devices>(wire::Devices::read(file_));
        const auto old = devices();
        const bool all_stay = std::ranges::all_of(old->all(), [&](const wire::Device& device) {
            const wire::Device* now = fresh->by_id(device.id);
            return now != nullptr && *now == device;
        });
        {
            const std::scoped_lock lock(mutex_);
            devices_ = std::move(fresh);
        }
        base::log_info("access", "the register of devices was read: {}", devices()->all().size());
        return all_stay ? Change::Added : Change::Revoked;
    } catch (const std::runtime_error& error) {
        base::log_error("access", "{}; the devices known before stay in force", error.what());
        return Change::None;
    }
}

std::shared_ptr<const wire::Devices> Register::devices() const {
    const std::scoped_lock lock(mutex_);
    return devices_;
}

std::string Register::stamp() const {
    struct stat status{};
    if (::stat(file_.c_str(), &status) != 0)
        return "none";
    return fmt::format("{} {} {}.{}", status.st_ino, status.st_size, status.st_mtim.tv_sec,
                       status.st_mtim.tv_nsec);
}

} // namespace hall
