#pragma once

#include "shared/base/clock.h"
#include "shared/loop/loop.h"
#include "shared/wire/door.h"

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace printer {

/// Who may talk to this printer: every device whose public key lies in a folder as NAME.pub, and the printer
/// itself. The folder is read at each handshake and looked at every second; when a key was taken away,
/// `revoked` is called, so that a connection that it had opened ends. Make it before the sockets that it
/// guards.
class Gate final : public loop::Timed {
  public:
    Gate(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, std::filesystem::path keys,
         std::string own_key);
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;
    ~Gate() override;

    /// As the folder was when last looked at.
    bool admits(const std::string& public_key) const { return known_.contains(public_key); }

    void on_revoked(std::function<void()> revoked) { revoked_ = std::move(revoked); }

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return look_at_; }

  private:
    /// Every key file and when it was written.
    using Listing = std::map<std::filesystem::path, std::filesystem::file_time_type>;

    void look();
    Listing list() const;
    std::set<std::string> read() const;

    loop::Loop& loop_;
    std::filesystem::path keys_;
    std::string own_key_;
    Listing listing_;
    std::set<std::string> known_;
    std::function<void()> revoked_;
    base::SteadyTime look_at_;
    wire::Door door_;
};

} // namespace printer
