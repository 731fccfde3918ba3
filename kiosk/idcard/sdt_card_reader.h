#pragma once

#include "kiosk/idcard/card_reader.h"
#include "kiosk/idcard/session.h"

#include <string>

namespace kiosk {

/// What the readers of the SDT protocol have in common: the session. A cable is a class of this one.
class SdtCardReader : public CardReader {
  public:
    void seek(bool wanted) final;
    void set_day(int day) final;
    void tick(base::SteadyTime now) final;
    std::optional<base::SteadyTime> next_deadline() const final;

  protected:
    SdtCardReader(const wire::PersonKey& key, const base::Clock& clock, CardListener& listener)
        : clock_(clock), listener_(listener), session_(key) {}

    /// For the cable to tell; any of them may come back by send() or reopen() before it returns.
    void cable_up(std::string name);
    void cable_down();
    void received(std::span<const std::byte> bytes);
    base::SteadyTime now() const { return clock_.steady(); }

  private:
    virtual void send(std::vector<std::byte> bytes) = 0;
    /// Closes the cable, which does not tell cable_down(), and opens it again by and by.
    virtual void reopen() = 0;
    virtual void tick_cable(base::SteadyTime now) = 0;
    virtual std::optional<base::SteadyTime> cable_deadline() const = 0;

    void carry_out(const CardSession::Effects& effects);

    const base::Clock& clock_;
    CardListener& listener_;
    CardSession session_;
    std::string name_; ///< of the cable, for the log
};

} // namespace kiosk
