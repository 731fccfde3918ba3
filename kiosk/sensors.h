#pragma once

#include "kiosk/flow.h"
#include "kiosk/idcard/open_card_reader.h"
#include "kiosk/scanner/open_scanner.h"
#include "shared/loop/loop.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace kiosk {

/// What visitors lay on or hold to the kiosk, in its loop: it tells the flow of cards and of scanned codes.
/// The kiosk is whole without any.
class Sensors final : public loop::Timed, private CardListener, private ScanListener {
  public:
    struct Listener {
        virtual ~Listener() = default;
        virtual void sensed(const Event& event) = 0;
        /// card_reader() or scanner() says something else.
        virtual void sensors_changed() = 0;
    };

    enum class Sensor {
        None, ///< none is configured
        Away, ///< it is configured and not there
        There
    };

    /// Throws std::runtime_error with a sentence when the options are wrong.
    Sensors(loop::Loop& loop, const base::Clock& clock, const CardReaderOptions& cards,
            const ScannerOptions& scanner, Listener& listener);
    Sensors(const Sensors&) = delete;
    Sensors& operator=(const Sensors&) = delete;
    ~Sensors() override;

    Sensor card_reader() const { return card_reader_; }
    Sensor scanner() const { return scanner_; }

    /// A card is wanted now, or no more; on this service day, YYYYMMDD.
    void seek_card(bool wanted, int day);

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    void card_read(const CardRead& card) override;
    void card_failed(CardFailure why) override;
    void reader_changed(bool there) override;
    void scanned(const std::string& text) override;
    void read_cards(int descriptor);
    void read_codes(int descriptor);
    void scanner_changed(bool there) override;

    loop::Loop& loop_;
    Listener& listener_;
    std::string ticket_link_;
    Sensor card_reader_ = Sensor::None;
    Sensor scanner_ = Sensor::None;
    bool seeking_ = false;
    int day_ = 0;
    std::unique_ptr<CardReader> cards_;
    std::unique_ptr<Scanner> codes_;
};

} // namespace kiosk
