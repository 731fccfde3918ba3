#include "shared/web/health_page.h"

#include "shared/web/reply.h"

#include <nlohmann/json.hpp>

namespace web {

void HealthPage::mount(httplib::Server& server) const {
    server.Get("/healthz",
               [this](const httplib::Request&, httplib::Response& response) { answer(response); });
}

void HealthPage::answer(httplib::Response& response) const {
    const auto state = floor_.bulletin.state();
    nlohmann::json told{{"following", state->fresh}, {"streams", floor_.streams.running()}};
    if (state->known) {
        told["seq"] = state->board.seq;
        told["heard_at"] = state->heard.time_since_epoch().count();
        told["silent_ms"] = (floor_.clock.steady() - state->at).count();
    }
    if (!state->fresh)
        told["error"] = state->known ? "The hall is out of reach." : "The hall has not been reached yet.";
    reply_json(response, told.dump(), state->fresh ? kOk : kUnavailable);
}

} // namespace web
