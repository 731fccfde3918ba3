#pragma once

#include "kiosk/idcard/card.h"
#include "shared/base/clock.h"

#include <optional>

namespace kiosk {

/// Who hears of cards and of the reader; called from dispatch() and tick(), and may call seek().
struct CardListener {
    virtual ~CardListener() = default;
    /// A valid card. It must be lifted before the next is read.
    virtual void card_read(const CardRead& card) = 0;
    virtual void card_failed(CardFailure why) = 0;
    virtual void reader_changed(bool there) = 0;
};

/// Where residents' identity cards are laid on.
///
/// Real twins: UsbCardReader (usb_card_reader.h) and SerialCardReader (serial_card_reader.h). Virtual twin:
/// VirtualCardReader (virtual_card_reader.h), started by "virtual:PATH". open_card_reader.h chooses.
/// Used from one thread.
class CardReader {
  public:
    virtual ~CardReader() = default;

    /// Looks for a card from now on, or no more: none is read that nobody asked for. A card that was read and
    /// still lies there is not read again, whoever comes next. Not at first.
    virtual void seek(bool wanted) = 0;

    /// The service day as YYYYMMDD; without one no card is looked for.
    virtual void set_day(int day) = 0;

    /// Readable when dispatch() has work; the same for as long as the reader lives, or -1: never again.
    virtual int descriptor() const = 0;
    virtual void dispatch() = 0;

    virtual void tick(base::SteadyTime now) = 0;
    virtual std::optional<base::SteadyTime> next_deadline() const = 0;
};

} // namespace kiosk
