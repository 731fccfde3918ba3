#pragma once

#include "shared/base/clock.h"
#include "shared/link/client.h"
#include "shared/link/follower.h"
#include "shared/loop/loop.h"
#include "shared/web/bulletin.h"
#include "shared/web/courier.h"
#include "shared/web/files.h"
#include "shared/web/floor.h"
#include "shared/web/health_page.h"
#include "shared/web/languages.h"
#include "shared/web/metrics_page.h"
#include "shared/web/options.h"
#include "shared/web/server.h"
#include "shared/web/streams.h"
#include "shared/web/supervisor_pages.h"
#include "shared/web/visitor_pages.h"

#include <optional>

#include <zmq.hpp>

namespace web {

/// The gateway. The loop's thread alone speaks with the hall: it follows it, pins what it hears to the
/// bulletin, and runs the errands of the courier. The server's threads read the one and give to the other,
/// and touch nothing else of the loop's.
class App final : public loop::Timed, private hall_link::Follower::Listener {
  public:
    /// `loop` was made before any thread. Throws std::runtime_error with a sentence when a key, a certificate
    /// or the place to listen cannot be used.
    App(const Options& options, loop::Loop& loop, const base::Clock& clock);
    ~App() override;

    /// Serves until a stop signal; the exit code.
    int run();

    int port() const { return port_; }

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return publish_at_; }

  private:
    void board_replaced() override { changed(); }
    void updated(const model::Update&) override { changed(); }
    void health_changed(hall_link::Follower::Health) override { changed(); }
    void heard() override { changed(); }

    void changed();
    void publish(base::SteadyTime now);
    void mount();

    Options options_;
    const base::Clock& clock_;
    loop::Loop& loop_;
    zmq::context_t context_;
    hall_link::Follower follower_;
    hall_link::Client commands_, questions_, imaginings_;
    Bulletin bulletin_;
    Courier courier_;
    Streams streams_;
    Languages languages_;
    Files files_;
    Floor floor_;
    HealthPage health_;
    MetricsPage metrics_;
    VisitorPages visitors_;
    SupervisorPages supervisors_;
    Server server_;
    base::SteadyTime published_;
    std::optional<base::SteadyTime> publish_at_;
    int port_ = 0;
};

} // namespace web
