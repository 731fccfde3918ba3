#include "display/voice/zones.h"

#include <algorithm>

namespace display {

Zones::Zones(loop::Loop& loop, const base::Clock& clock, const std::vector<ZoneOptions>& zones,
             const std::vector<voice::Pack>& packs, const Announcer::Source& source, const OpenSpeaker& open,
             std::function<void()> heard)
    : loop_(loop), clock_(clock),
      studio_([packs](std::string_view language) { return voice::open_voice(language, packs); }) {
    for (const ZoneOptions& options : zones) {
        Zone zone{options.key, open(options), nullptr};
        zone.announcer = std::make_unique<Announcer>(studio_, *zone.speaker, options.voice, source,
                                                     static_cast<int>(zones_.size()));
        loop_.add(*zone.announcer);
        zones_.push_back(std::move(zone));
    }
    loop_.add_descriptor(studio_.descriptor(), [this, heard = std::move(heard)] {
        for (const Zone& zone : zones_)
            zone.announcer->sound_ready(clock_.steady());
        heard();
    });
}

Zones::~Zones() {
    loop_.remove_descriptor(studio_.descriptor());
    for (const Zone& zone : zones_)
        loop_.remove(*zone.announcer);
}

void Zones::updated(const model::Update& update) {
    for (const Zone& zone : zones_)
        zone.announcer->updated(update, clock_.steady());
}

void Zones::replaced() {
    for (const Zone& zone : zones_)
        zone.announcer->replaced();
}

void Zones::key_pressed(std::string_view key) {
    for (const Zone& zone : zones_)
        if (!key.empty() && zone.key == key)
            zone.announcer->asked(clock_.steady());
}

bool Zones::well() const {
    return std::ranges::all_of(zones_, [](const Zone& zone) { return zone.speaker->well(); });
}

bool Zones::audible(model::CounterId counter) const {
    return std::ranges::any_of(zones_, [&](const Zone& zone) {
        return zone.announcer->options().covers(counter) && zone.announcer->volume() > 0;
    });
}

} // namespace display
