#pragma once

#include "shared/base/lock.h"
#include "shared/store/reader.h"

#include <filesystem>
#include <optional>

namespace hall {

/// The folder where one hall keeps what it must not lose. Only one hall at a time may use it.
///
///     journal.db    every event; see shared/store
///     keys/         hall.key, hall.pub and the keys made by the demonstration or by `jiaohao keys`
///     devices.conf  the devices that the hall knows; see shared/wire/devices.h
///     endpoints     two lines: where commands are taken, where updates are published; there while the hall
///     runs lock          held by the running hall
class StateFolder {
  public:
    /// Makes the folder (mode 0700) when there is none and locks it. Throws std::runtime_error with a
    /// sentence when another hall has it.
    explicit StateFolder(std::filesystem::path path);
    StateFolder(const StateFolder&) = delete;
    StateFolder& operator=(const StateFolder&) = delete;
    ~StateFolder();

    std::filesystem::path journal() const { return path_ / store::kJournalFile; }
    std::filesystem::path keys() const { return path_ / "keys"; }
    std::filesystem::path devices() const { return path_ / "devices.conf"; }
    std::filesystem::path endpoints() const { return path_ / "endpoints"; }

  private:
    std::filesystem::path path_;
    std::optional<base::FileLock> lock_;
};

} // namespace hall
