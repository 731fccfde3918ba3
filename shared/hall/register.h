#pragma once

#include "shared/wire/devices.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

namespace hall {

/// The register of devices as it is in force now. Read by the deciding thread for every batch and by the
/// gate's thread for every new connection: what is given out is never changed, only replaced.
class Register {
  public:
    /// Throws std::runtime_error with file and line when the file cannot be understood.
    explicit Register(std::filesystem::path file);

    enum class Change { None, Added, Revoked };

    /// Reads the file again if it is another one than before. A file that cannot be understood is reported,
    /// and what was in force stays so. Revoked: a key that was known is not any more, or may do something
    /// else.
    Change refresh();

    std::shared_ptr<const wire::Devices> devices() const;

  private:
    std::string stamp() const;

    std::filesystem::path file_;
    std::string stamp_;
    mutable std::mutex mutex_;
    std::shared_ptr<const wire::Devices> devices_; ///< guarded by mutex_
};

} // namespace hall
