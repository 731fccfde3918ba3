#pragma once

#include "display/led/cable.h"
#include "display/led/text_line.h"

namespace display {

/// A line of text cards and the cable that it is.
class TextBus {
  public:
    TextBus(const Address& address, speed_t speed, const base::Clock& clock);

    /// The station as a driver; good as long as the bus.
    std::unique_ptr<TextDriver> add(std::string name, std::unique_ptr<TextProtocol> protocol,
                                    base::Duration resend);

    const std::string& address() const { return address_; }
    int descriptor() const { return cable_->descriptor(); }
    void dispatch();
    void tick(base::SteadyTime now);
    bool settled() const { return line_.settled(); }
    std::optional<base::SteadyTime> next_deadline() const;

  private:
    void log_news();

    std::string address_;
    const base::Clock& clock_;
    TextLine line_;
    std::unique_ptr<Cable> cable_;
};

} // namespace display
