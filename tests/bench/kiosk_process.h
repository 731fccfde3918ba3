#pragma once

#include "shared/base/clock.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <map>
#include <memory>
#include <string>

namespace bench {

/// A screen without a monitor: an X server of its own. Throws when Xvfb is not installed.
class XServer {
  public:
    /// The kiosk's panel, when no size is said.
    explicit XServer(int width = 1080, int height = 1920);
    const std::map<std::string, std::string>& environment() const { return environment_; }
    void click(int x, int y) const;

  private:
    support::Process server_;
    std::map<std::string, std::string> environment_;
};

/// Where a process's memory is, in MB (10^6 bytes).
struct Memory {
    double resident = 0;     ///< RSS: all of it, what it shares with others too
    double proportional = 0; ///< PSS: shared pages in shares
    double anonymous = 0;    ///< what is on no disk
};

/// The real hall of the demonstration and the real kiosk before it.
class KioskHouse {
  public:
    KioskHouse();

    /// Starts the kiosk, once more if need be.
    void start();
    /// Ends it.
    void stop();
    /// Waits until this page is shown; throws when it does not come.
    void await(const std::string& page) const;
    /// Waits until any page is shown.
    void await_first_frame() const;
    /// The first target whose name begins so.
    void touch(const std::string& beginning) const;

    const XServer& screen() const { return screen_; }
    double cpu_seconds() const; ///< since it was started
    Memory memory() const;

  private:
    std::string shown() const;

    support::TemporaryFolder folder_;
    XServer screen_;
    support::Process hall_;
    std::unique_ptr<support::Process> kiosk_;
};

} // namespace bench
