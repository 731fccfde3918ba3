#pragma once

#include "caller/slip/slip.h"
#include "shared/loop/loop.h"
#include "shared/voice/speaker.h"
#include "shared/voice/studio.h"

#include <memory>
#include <string>

namespace caller {

/// The counter's loudspeaker: what is said last is what counts. Sound is made in the studio's thread, whose
/// libraries are loaded when there is something to say.
class Speech final {
  public:
    Speech(loop::Loop& loop, const base::Clock& clock, std::unique_ptr<voice::Speaker> speaker);
    Speech(const Speech&) = delete;
    Speech& operator=(const Speech&) = delete;
    ~Speech();

    void say(const Saying& saying);

  private:
    void sound_ready();

    loop::Loop& loop_;
    const base::Clock& clock_;
    std::unique_ptr<voice::Speaker> speaker_;
    std::string title_;
    voice::Studio studio_;
};

} // namespace caller
