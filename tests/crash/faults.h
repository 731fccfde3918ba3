#pragma once

#include "shared/base/clock.h"
#include "tests/crash/preload.h"

#include <filesystem>
#include <map>
#include <string>

namespace crash {

/// Sits inside a real hall (preload.cpp): sets its clock, breaks its disk, records what it does.
class Faults {
  public:
    /// `beside`: an existing folder for files of its own. `state`: the hall's folder, which is what breaks.
    Faults(const std::filesystem::path& beside, const std::filesystem::path& state);
    Faults(const Faults&) = delete;
    Faults& operator=(const Faults&) = delete;
    ~Faults();

    /// Writes all that the hall does from its next start on into `beside`/record.
    void record();
    std::filesystem::path recording() const { return beside_ / "record"; }

    /// With which the hall has to be started.
    std::map<std::string, std::string> environment() const;

    /// How far the hall's wall clock is ahead of this machine's.
    base::Duration clock() const;
    void set_clock(base::Duration ahead);

    // The errno that every call in the state folder fails with from now on; 0: they work again.
    void fail_reads(int error) { control_->no_read = error; }
    void fail_writes(int error) { control_->no_write = error; }
    void fail_syncs(int error) { control_->no_sync = error; }

  private:
    std::filesystem::path beside_;
    std::filesystem::path state_;
    Control* control_ = nullptr;
    bool records_ = false;
};

} // namespace crash
