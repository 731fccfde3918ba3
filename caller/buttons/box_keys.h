#pragma once

#include "caller/buttons/boxes.h"
#include "caller/buttons/key_map.h"
#include "caller/buttons/strokes.h"

#include <string>

namespace caller {

/// What all boxes have in common, whatever cable they hang on: reports in, presses to the listener.
///
/// A box of several counters does not exist: one box, one counter. Told as there while it lives.
class BoxKeys {
  public:
    /// `name`: as the technician knows it. What is down until `settled` counts as held.
    BoxKeys(std::string name, model::CounterId counter, KeyMap map, base::SteadyTime settled,
            BoxListener& listener, base::Duration bounce = Strokes::kBounce)
        : name_(std::move(name)), counter_(counter), strokes_(bounce), keys_(std::move(map)),
          settled_(settled), listener_(listener) {}

    void take(int part, const usb::KeysDown& down, base::SteadyTime now);
    /// Watches for stuck keys.
    void tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const { return strokes_.next_deadline(); }

    /// All keys are up, without a press.
    void let_go() { strokes_.forget(); }

    // It came, it went: told to the listener.
    void came();
    void went();

    const std::string& name() const { return name_; }
    const model::CounterId& counter() const { return counter_; }

  private:
    std::string name_;
    model::CounterId counter_;
    Strokes strokes_;
    Keys keys_;
    base::SteadyTime settled_;
    BoxListener& listener_;
    bool told_stuck_ = false;
};

} // namespace caller
