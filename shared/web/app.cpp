#include "shared/web/app.h"

#include "shared/base/file.h"
#include "shared/base/log.h"

#include <algorithm>

namespace web {

namespace {

using namespace std::chrono_literals;
using Health = hall_link::Follower::Health;

constexpr base::Duration kPublishPace =
    100ms; ///< a busy hall has many events; one copy of the board tells all
/// A phone is no call board: a hall that hesitates for a moment is not out of reach.
constexpr base::Duration kSilence = 3s;

} // namespace

App::App(const Options& options, loop::Loop& loop, const base::Clock& clock)
    : options_(options), clock_(clock), loop_(loop),
      follower_(loop, context_, clock, options_.line, *this, kSilence),
      commands_(loop, context_, clock, options_.line), questions_(loop, context_, clock, options_.line),
      imaginings_(loop, context_, clock, options_.line),
      courier_(loop, commands_, questions_, imaginings_, follower_),
      streams_(bulletin_, clock, options_.limits.streams), files_(base::assets_folder() / "web"),
      floor_{options_, clock_, bulletin_, courier_, streams_, languages_, files_}, health_(floor_),
      metrics_(floor_), visitors_(floor_), supervisors_(floor_), server_(options_, clock_) {
    mount();
    loop_.add(*this);
    port_ = server_.start();
    base::log_info("web", "serves http{}://{}:{}", server_.is_encrypted() ? "s" : "", options_.host, port_);
}

App::~App() {
    bulletin_.close();
    courier_.close();
    server_.stop();
    loop_.remove(*this);
}

void App::mount() {
    files_.mount(server_);
    health_.mount(server_);
    metrics_.mount(server_);
    visitors_.mount(server_);
    supervisors_.mount(server_);
}

int App::run() {
    return loop_.run();
}

void App::changed() {
    if (!publish_at_)
        publish_at_ = std::max(clock_.steady(), published_ + kPublishPace);
}

void App::tick(base::SteadyTime now) {
    if (publish_at_ && *publish_at_ <= now)
        publish(now);
}

void App::publish(base::SteadyTime now) {
    publish_at_.reset();
    published_ = now;
    const model::Board* board = follower_.board();
    const bool fresh = board != nullptr && follower_.health() != Health::Stale;
    State state;
    if (board != nullptr)
        state.board = *board;
    state.known = board != nullptr;
    state.fresh = fresh;
    if (fresh) {
        state.heard = follower_.hall_time();
        state.at = now;
    } else { // as of the last word that there was
        const auto before = bulletin_.state();
        state.heard = before->heard;
        state.at = before->at;
    }
    bulletin_.publish(std::move(state));
}

} // namespace web
