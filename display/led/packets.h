#pragma once

#include "shared/screen/pixels.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace display {

/// One datagram. `group` is the multicast group it goes to, an IPv4 address; 0: to the wall's own address.
struct Packet {
    std::vector<std::byte> bytes;
    std::uint32_t group = 0;

    bool operator==(const Packet&) const = default;
};

/// Makes the datagrams of one frame, in the order in which they are sent. Pure but for a sequence that runs
/// on.
class Encoder {
  public:
    virtual ~Encoder() = default;
    virtual std::vector<Packet> packets(const screen::Pixels& frame) = 0;
};

/// FlaschenTaschen, UDP 1337: a PPM (P6) a datagram, with "#FT: x y layer" in its header. Frames above 60 kB
/// go in tiles of whole rows. hzeller/flaschen-taschen, doc/protocols.md.
class FlaschenTaschen final : public Encoder {
  public:
    /// 0 to 15: black is transparent above 0, and a layer that nobody sends goes dark after 15 s.
    explicit FlaschenTaschen(int layer) : layer_(layer) {}
    std::vector<Packet> packets(const screen::Pixels& frame) override;
    static constexpr std::size_t kMost = 60000;

  private:
    int layer_;
};

/// DDP (Distributed Display Protocol), UDP 4048: ten bytes of header, at most 1440 of RGB, the last with
/// "push". The sequence is 0, "not used": receivers that drop what is out of sequence (WLED) lose frames
/// otherwise, because a frame has more packets than there are numbers. 3waylabs.com/ddp
class Ddp final : public Encoder {
  public:
    std::vector<Packet> packets(const screen::Pixels& frame) override;
    static constexpr std::size_t kMost = 1440;
};

/// E1.31 (streaming ACN), UDP 5568: 170 pixels a universe, from `universe` on. ANSI E1.31-2018.
class E131 final : public Encoder {
  public:
    struct Source {
        std::array<std::byte, 16> id{}; ///< tells senders apart (CID): always the same for the same sign
        std::string name;               ///< at most 63 bytes are sent
        bool multicast = false;         ///< to each universe's own group, 239.255.0.0/16
    };
    E131(int universe, Source source);
    std::vector<Packet> packets(const screen::Pixels& frame) override;

  private:
    int universe_;
    Source source_;
    std::uint8_t sequence_ = 0;
};

/// Art-Net 4, UDP 6454: ArtDmx, 170 pixels a universe, from port-address `universe` (0 to 32767) on.
class ArtNet final : public Encoder {
  public:
    explicit ArtNet(int universe) : universe_(universe) {}
    std::vector<Packet> packets(const screen::Pixels& frame) override;

  private:
    int universe_;
    std::uint8_t sequence_ = 0; ///< 1 to 255: 0 would say that there is none
};

/// So many universes does a frame of this size need.
int universes_of(screen::Size size);

} // namespace display
