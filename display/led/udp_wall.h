#pragma once

#include "display/led/address.h"
#include "display/led/drivers.h"
#include "display/led/packets.h"

#include <memory>
#include <string>

namespace display {

/// A wall that takes datagrams. What the network does not take at once is lost: the next frame, or the same
/// one sent again, mends it. A wall that cannot be reached is told in the log once.
class UdpWall final : public PixelDriver {
  public:
    /// `name` is the sign's, for the log.
    UdpWall(std::string name, const Address& address, std::unique_ptr<Encoder> encoder)
        : name_(std::move(name)), address_(address), encoder_(std::move(encoder)) {}
    UdpWall(const UdpWall&) = delete;
    UdpWall& operator=(const UdpWall&) = delete;
    ~UdpWall() override;

    void show(const screen::Pixels& frame) override;

  private:
    bool open();
    int send(const Packet& packet) const;
    void reached(int error);

    std::string name_;
    Address address_;
    std::unique_ptr<Encoder> encoder_;
    int fd_ = -1;
    int told_ = 0; ///< the errno that the log has; 0: all is well
};

} // namespace display
