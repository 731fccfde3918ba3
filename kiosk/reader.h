#pragma once

#include "shared/base/clock.h"

#include <string>
#include <vector>

namespace kiosk {

/// A text and the language whose voice says it (BCP 47).
struct Spoken {
    std::string text;
    std::string language;
    bool operator==(const Spoken&) const = default;
};

/// What is said in one go.
struct Utterance {
    bool chime = false;
    std::vector<Spoken> lines;
    bool operator==(const Utterance&) const = default;
};

/// Who says aloud what the kiosk shows. Real twin: ReaderVoice; where there is no sound, there is none.
/// Used from one thread; nothing here blocks.
class Reader {
  public:
    virtual ~Reader() = default;

    /// Begins at once; what was being said is cut off. `percent` of the loudspeaker's height.
    virtual void say(const Utterance& utterance, int percent, base::SteadyTime now) = 0;
    virtual void hush(base::SteadyTime now) = 0;
    virtual bool speaking(base::SteadyTime now) = 0;
};

} // namespace kiosk
