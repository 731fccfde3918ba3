#pragma once

#include "display/voice/zone_options.h"
#include "shared/voice/pack.h"
#include "shared/voice/studio.h"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace display {

/// All audio zones of this display: each has its own queue of announcements and its own loudspeaker; one
/// studio speaks for all.
class Zones {
  public:
    using OpenSpeaker = std::function<std::unique_ptr<voice::Speaker>(const ZoneOptions&)>;

    /// `loop` and `clock` outlive it. `heard` is called when a sound was handed to a loudspeaker.
    Zones(loop::Loop& loop, const base::Clock& clock, const std::vector<ZoneOptions>& zones,
          const std::vector<voice::Pack>& packs, const Announcer::Source& source, const OpenSpeaker& open,
          std::function<void()> heard);
    Zones(const Zones&) = delete;
    Zones& operator=(const Zones&) = delete;
    ~Zones();

    void updated(const model::Update& update);
    void replaced();
    /// Somebody pressed this key: the zones whose key it is say the current numbers.
    void key_pressed(std::string_view key);

    /// False while one of the loudspeakers is missing.
    bool well() const;

    /// Whether a sound may be made for this counter now: some zone that covers it is not silent.
    bool audible(model::CounterId counter) const;

  private:
    struct Zone {
        std::string key;
        std::unique_ptr<voice::Speaker> speaker;
        std::unique_ptr<Announcer> announcer;
    };

    loop::Loop& loop_;
    const base::Clock& clock_;
    voice::Studio studio_;
    std::vector<Zone> zones_;
};

} // namespace display
