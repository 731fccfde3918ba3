#include "display/voice/sound_check.h"

#include "shared/base/log.h"
#include "shared/base/text.h"

#include <fmt/format.h>
#include <poll.h>

namespace display {

namespace {

constexpr std::size_t kMostCalls = 500;
constexpr int kStudioPatience = 20000, kLook = 25; // milliseconds

voice::Script script_of(const Shown& call, const AnnouncerOptions& options) {
    voice::Script script{options.chime, options.volume, {}, 0};
    for (const std::string& language : options.languages)
        script.lines.push_back({spoken_language(language), say_call(call.number, call.counter, {}, language,
                                                                    Length::Full, options.manner)});
    return script;
}

} // namespace

std::optional<std::vector<Shown>> parse_calls(std::string_view text) {
    std::vector<Shown> calls;
    for (const std::string_view word : base::split(text, ' ')) {
        if (word.empty())
            continue;
        const auto parts = base::split(word, ':');
        const auto counter = base::parse_number<int>(parts.back());
        if (parts.size() != 2 || parts.front().empty() || parts.front().size() > 16 || !counter ||
            *counter < 1 || *counter > 999 || calls.size() >= kMostCalls)
            return std::nullopt;
        calls.push_back({std::string(parts.front()), model::CounterId{*counter}});
    }
    return calls.empty() ? std::nullopt : std::optional(calls);
}

bool check_sound(const std::vector<Shown>& calls, const std::vector<ZoneOptions>& zones,
                 const std::vector<voice::Pack>& packs, const Zones::OpenSpeaker& open, bool wait,
                 const base::Clock& clock) {
    voice::Studio studio([packs](std::string_view language) { return voice::open_voice(language, packs); });
    bool all_heard = true;
    for (const ZoneOptions& zone : zones) {
        const auto speaker = open(zone);
        base::log_info("voice", "now speaks {}", zone.voice.zone.empty() ? "the hall" : zone.voice.zone);
        for (const Shown& call : calls) {
            studio.record(script_of(call, zone.voice));
            pollfd ready{studio.descriptor(), POLLIN, 0};
            const auto sound =
                ::poll(&ready, 1, kStudioPatience) == 1 ? studio.take() : std::optional<voice::Pcm>();
            if (!sound || sound->empty()) {
                all_heard = false;
                continue;
            }
            speaker->play(*sound, fmt::format("{}:{}", call.number, call.counter.value), clock.steady());
            while (wait && speaker->busy(clock.steady()))
                ::poll(nullptr, 0, kLook);
        }
        all_heard = all_heard && speaker->well();
    }
    return all_heard;
}

} // namespace display
