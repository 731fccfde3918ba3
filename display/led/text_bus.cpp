#include "display/led/text_bus.h"

#include "shared/base/log.h"

#include <algorithm>

namespace display {

namespace {

class Station final : public TextDriver {
  public:
    Station(TextLine& line, std::size_t number, const base::Clock& clock)
        : line_(line), number_(number), clock_(clock) {}
    void show(const TextJob& job) override { line_.show(number_, job, clock_.steady()); }

  private:
    TextLine& line_;
    std::size_t number_;
    const base::Clock& clock_;
};

} // namespace

TextBus::TextBus(const Address& address, speed_t speed, const base::Clock& clock)
    : address_(address.text), clock_(clock),
      cable_(open_cable(address, speed, clock,
                        {[this](std::span<const std::byte> bytes) { line_.received(bytes, clock_.steady()); },
                         [this](bool there) { there ? line_.opened(clock_.steady()) : line_.closed(); }})) {}

std::unique_ptr<TextDriver> TextBus::add(std::string name, std::unique_ptr<TextProtocol> protocol,
                                         base::Duration resend) {
    const std::size_t number = line_.add(std::move(name), std::move(protocol), resend);
    return std::make_unique<Station>(line_, number, clock_);
}

void TextBus::dispatch() {
    cable_->dispatch();
    tick(clock_.steady());
}

void TextBus::tick(base::SteadyTime now) {
    cable_->tick(now);
    line_.tick(now);
    if (const auto bytes = line_.to_send(); !bytes.empty())
        cable_->write(bytes);
    log_news();
}

void TextBus::log_news() {
    for (const TextLine::News& one : line_.news()) {
        if (one.well)
            base::log_info("led", "{} shows what it is told", one.name);
        else
            base::log_warning("led", "{} at {} {}", one.name, address_,
                              one.refused ? "refuses what it is told" : "does not answer");
    }
}

std::optional<base::SteadyTime> TextBus::next_deadline() const {
    const auto cable = cable_->next_deadline(), line = line_.next_deadline();
    return cable && line ? std::min(*cable, *line) : cable ? cable : line;
}

} // namespace display
