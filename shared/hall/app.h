#pragma once

#include "shared/base/clock.h"
#include "shared/hall/authority.h"
#include "shared/hall/desk.h"
#include "shared/hall/doorkeeper.h"
#include "shared/hall/endpoints.h"
#include "shared/hall/failpoint.h"
#include "shared/hall/gate.h"
#include "shared/hall/historian.h"
#include "shared/hall/publisher.h"
#include "shared/hall/register.h"
#include "shared/hall/speech.h"
#include "shared/hall/state_folder.h"
#include "shared/loop/loop.h"
#include "shared/loop/usher.h"
#include "shared/model/hall.h"
#include "shared/store/journal.h"

#include <string>

namespace hall {

/// Where this hall keeps its state and is found; flags and configuration end up here.
struct Place {
    std::filesystem::path state;
    std::string listen;
    std::string updates; ///< empty: the neighbour of `listen`
    bool demo = false;
};

/// One hall: its parts in the order in which they need each other, and its heartbeat. The constructor throws
/// std::runtime_error with a sentence when the hall cannot be opened.
class App final : public loop::Timed {
  public:
    App(const model::Hall& hall, const Place& place, const base::Clock& clock);
    ~App() override;

    int run() { return loop_.run(); }
    const Endpoints& endpoints() const { return endpoints_; }

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    void open_doors(const Place& place);
    void greet();
    void beat(base::SteadyTime now);

    loop::Loop loop_;
    StateFolder folder_;
    wire::KeyPair keys_;
    Failpoint failpoint_;
    store::Journal journal_;
    Authority authority_;
    Historian historian_;
    Doorkeeper doorkeeper_;
    Speech speech_;
    zmq::context_t context_;
    Register devices_;
    Gate gate_;
    Publisher publisher_;
    loop::Usher usher_;
    Desk desk_;
    Endpoints endpoints_;
    base::SteadyTime last_beat_; ///< with all that is done once a second
    base::SteadyTime next_beat_;
    base::SteadyTime next_pulse_;
};

} // namespace hall
