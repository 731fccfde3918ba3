#pragma once

#include "shared/model/ids.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wire {

/// What a device is there for; decides what the hall lets it do.
enum class Role {
    Admin,   ///< the technician's command line: everything
    Kiosk,   ///< takes and gives back tickets
    Caller,  ///< acts for its counters
    Display, ///< reads
    Printer, ///< says how it is
    Web,     ///< speaks for visitors by their tokens, and for supervisors who are signed in there
};
std::string_view word(Role role);
std::optional<Role> role_of(std::string_view word);

/// One device the hall knows.
struct Device {
    model::DeviceId id;
    Role role = Role::Display;
    std::string public_key;                 ///< 40 characters of Z85
    std::vector<model::CounterId> counters; ///< of a caller

    bool operator==(const Device&) const = default;
};

/// The hall's register of devices: the file `devices.conf` of its state folder, one device a line:
///
///     # name     role     public key                                counters
///     kiosk-1    kiosk    4wLn<…>
///     caller-3   caller   Yb#q…                                     3 4
///
/// `jiaohao keys` writes it, the hall reads it anew whenever it changes; a removed line is a revoked key.
class Devices {
  public:
    /// Throws std::runtime_error with a sentence that names file and line. No file: no devices.
    static Devices read(const std::filesystem::path& file);
    void write(const std::filesystem::path& file) const;

    /// Throws std::runtime_error when the name is not fit or the name or key is taken.
    void add(Device device);
    /// False when there is none of this name.
    bool remove(const model::DeviceId& id);

    const Device* by_id(const model::DeviceId& id) const;
    const Device* by_key(std::string_view public_key) const;
    const std::vector<Device>& all() const { return devices_; }

    bool operator==(const Devices&) const = default;

  private:
    std::vector<Device> devices_;
};

} // namespace wire
