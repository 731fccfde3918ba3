#include "display/lamps/relay_board.h"

#include <algorithm>

namespace display {

RelayBoard::RelayBoard(loop::Loop& loop, const base::Clock& clock, std::filesystem::path port)
    : loop_(loop), clock_(clock), port_(
                                      std::move(port), B9600, {"display", "relay board"}, clock,
                                      [](std::span<const std::byte>) {}, // it has nothing to say
                                      [this](bool there) {
                                          there_ = there;
                                          say_again_ = there ? std::optional(clock_.steady()) : std::nullopt;
                                      }),
      on_(kMostRelays) {
    loop_.add_descriptor(port_.descriptor(), [this] { port_.dispatch(); });
    loop_.add(*this);
}

RelayBoard::~RelayBoard() {
    loop_.remove(*this);
    loop_.remove_descriptor(port_.descriptor());
}

RelayBoard::Frame RelayBoard::frame(int relay, bool on) {
    const auto number = static_cast<std::uint8_t>(relay);
    const std::uint8_t state = on ? 1 : 0;
    return {std::byte{0xA0}, std::byte{number}, std::byte{state},
            std::byte{static_cast<std::uint8_t>(0xA0 + number + state)}};
}

void RelayBoard::set(int relay, bool on) {
    auto& now = on_.at(static_cast<std::size_t>(relay - 1));
    if (now == on)
        return;
    now = on;
    if (there_)
        port_.write(frame(relay, on));
}

void RelayBoard::say_all(base::SteadyTime now) {
    say_again_ = now + kSayAgain;
    for (int relay = 1; relay <= kMostRelays && there_; ++relay)
        if (const auto& on = on_[static_cast<std::size_t>(relay - 1)])
            port_.write(frame(relay, *on));
}

void RelayBoard::tick(base::SteadyTime now) {
    port_.tick(now);
    if (there_ && say_again_ && now >= *say_again_)
        say_all(now);
}

std::optional<base::SteadyTime> RelayBoard::next_deadline() const {
    const auto port = port_.next_deadline();
    if (port && say_again_)
        return std::min(*port, *say_again_);
    return port ? port : say_again_;
}

} // namespace display
