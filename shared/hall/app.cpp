#include "shared/hall/app.h"

#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/hall/enrol.h"
#include "shared/wire/pulse.h"

#include <fmt/core.h>

#include <algorithm>

namespace hall {

namespace {

constexpr auto kBeat = std::chrono::seconds(1);
constexpr auto kGreetAtMostEvery = std::chrono::milliseconds(50); // 500 devices may return together
constexpr int kTriesForAPort = 100;

} // namespace

App::App(const model::Hall& hall, const Place& place, const base::Clock& clock)
    : loop_(clock), folder_(place.state), keys_(own_keys(folder_)), failpoint_(Failpoint::from_environment()),
      journal_(folder_.journal(), [this](std::string_view step) { failpoint_.pass(step); }),
      authority_(hall, journal_, clock, failpoint_), historian_(loop_, hall, journal_),
      doorkeeper_(loop_, hall), speech_(hall), devices_(folder_.devices()), gate_(context_, devices_),
      publisher_(loop_, context_, clock, keys_, [this] { greet(); }), usher_(loop_, clock),
      desk_(loop_, context_, keys_, devices_, authority_, doorkeeper_, historian_, speech_, publisher_,
            usher_, failpoint_),
      last_beat_(clock.steady()), next_beat_(last_beat_), next_pulse_(last_beat_) {
    if (place.demo)
        enrol_demonstration(folder_, hall, failpoint_);
    desk_.refresh_devices();
    authority_.tick();
    failpoint_.pass("doors");
    open_doors(place);
    usher_.watch(endpoints_.commands);
    usher_.watch(endpoints_.updates);
    base::write_file(folder_.endpoints(), fmt::format("{}\n{}\n", endpoints_.commands, endpoints_.updates));
    base::log_info("hall", "is open at {}; updates at {}; {} events so far", endpoints_.commands,
                   endpoints_.updates, authority_.state().seq());
    failpoint_.pass("open");
    loop_.add(*this);
}

App::~App() {
    loop_.remove(*this);
}

void App::open_doors(const Place& place) {
    for (int tries = 1;; ++tries) {
        endpoints_ = chosen(place.listen, place.updates);
        try {
            desk_.open(endpoints_.commands);
        } catch (const EndpointTaken&) {
            if (!is_by_chance(place.listen) || tries == kTriesForAPort)
                throw;
            continue;
        }
        try {
            return publisher_.open(endpoints_.updates);
        } catch (const EndpointTaken&) {
            if (!is_by_chance(place.listen) || tries == kTriesForAPort)
                throw;
            desk_.close(endpoints_.commands);
        }
    }
}

/// Whoever has just begun to listen waits for a sign of life before joining.
void App::greet() {
    next_beat_ = std::min(next_beat_, last_beat_ + kGreetAtMostEvery);
}

void App::tick(base::SteadyTime now) {
    next_pulse_ = now + wire::kPulse;
    if (next_beat_ <= now)
        beat(now);
    else
        publisher_.pulse(authority_.position());
}

std::optional<base::SteadyTime> App::next_deadline() const {
    return std::min(next_beat_, next_pulse_);
}

void App::beat(base::SteadyTime now) {
    last_beat_ = now;
    next_beat_ = now + kBeat;
    publisher_.pulse(authority_.position());
    desk_.refresh_devices();
    desk_.publish(authority_.tick());
    publisher_.publish(authority_.alive());
}

} // namespace hall
