#pragma once

#include <string>
#include <string_view>

namespace display {

/// What somebody has to say into a microphone so that every call of a language can be put together: each line
/// of the grammar once, as in the middle of a sentence, at its end, or both. It is at the same time the
/// pack.toml of that voice (shared/voice/PACKS.md): record the files it names, and it is done.
///
/// `counters`: the highest number of a counter.
std::string recording_script(std::string_view language, int counters);

} // namespace display
