#pragma once

#include "printer/gate.h"
#include "shared/base/lock.h"
#include "shared/wire/keys.h"

#include <filesystem>
#include <optional>
#include <string>

#include <zmq.hpp>

namespace printer {

/// Where kiosks come in: the address at which jobs are listened for, and who may send them. An ipc:// address
/// belongs to one process, which holds PATH.lock: a second one would take the jobs of the first.
class Entrance {
  public:
    /// Without a key everybody may come in who may enter the folder of the address. Throws
    /// std::runtime_error with a sentence when the address is another process's.
    Entrance(zmq::context_t& context, std::string endpoint);
    Entrance(zmq::context_t& context, std::string endpoint, wire::KeyPair own, const Gate& gate);
    Entrance(const Entrance&) = delete;
    Entrance& operator=(const Entrance&) = delete;
    ~Entrance() = default;

    /// A socket that listens; nothing while the one before it is still being taken down. Throws
    /// std::runtime_error with a sentence when the address cannot be used.
    std::optional<zmq::socket_t> open();

    /// Whether the sender of this frame may still come in.
    bool admits(zmq::message_t& frame) const;

  private:
    void lock(const std::filesystem::path& path);

    zmq::context_t& context_;
    std::string endpoint_;
    std::optional<wire::KeyPair> own_;
    const Gate* gate_ = nullptr;
    std::optional<base::FileLock> lock_;
    bool opened_ = false;
};

} // namespace printer
