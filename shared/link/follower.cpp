#include "shared/link/follower.h"

#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/wire/frames.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hall_link {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration kRenewAfter = 1500ms; // a socket that CURVE refused never tries again by itself
constexpr int kLongestRenewal = 2; // so many times as long, at most: a line may have a delay of its own
/// A loop that comes so much later than it wanted to may have words of the hall waiting in the system; it
/// needs so long to get them.
constexpr base::Duration kLate = 150ms;
constexpr base::Duration kCatchUp = 100ms;
constexpr base::Duration kPatience = 3s;   // for a snapshot
constexpr base::Duration kBackOff = 300ms; // all followers of a hall notice its return together
constexpr std::size_t kMostHeld = 20'000;

base::Duration up_to(base::Duration most) {
    std::array<std::byte, 1> byte{};
    base::fill_random(byte);
    return most * std::to_integer<int>(byte[0]) / 256;
}

bool same_run(const wire::StreamPosition& position, const model::Board& board) {
    return position.store == board.store && position.boot == board.boot;
}

} // namespace

Follower::Follower(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock,
                   const wire::Line& line, Listener& listener, base::Duration silence)
    : loop_(loop), context_(context), clock_(clock),
      endpoint_(line.updates.empty() ? wire::updates_endpoint(line.endpoint) : line.updates),
      hall_public_key_(wire::load_public_key(line.hall_key)), own_(wire::load_key_pair(line.own_key)),
      listener_(listener), silence_(silence), client_(loop, context, clock, line),
      stale_at_(clock.steady() + silence), told_at_(clock.steady()) {
    connect();
    loop_.add(*this);
}

Follower::~Follower() {
    disconnect();
    loop_.remove(*this);
}

base::WallTime Follower::hall_time() const {
    return board_ ? board_->now + (clock_.steady() - told_at_) : clock_.wall();
}

void Follower::connect() {
    socket_.emplace(context_, zmq::socket_type::sub);
    wire::prepare_client(*socket_, hall_public_key_, own_);
    socket_->set(zmq::sockopt::subscribe, wire::kStateTopic);
    wire::connect(*socket_, endpoint_);
    loop_.add_socket(*socket_, [this] { read(); });
    tries_ = std::min(tries_ + 1, kLongestRenewal);
    renew_at_ = clock_.steady() + kRenewAfter * tries_ + up_to(kBackOff);
}

void Follower::disconnect() {
    if (!socket_)
        return;
    loop_.remove_socket(*socket_);
    socket_.reset();
}

void Follower::read() {
    while (socket_) {
        const auto frames = wire::receive(*socket_);
        if (!frames)
            return;
        if (frames->size() == 3 && (*frames)[0].to_string_view() == wire::kStateTopic)
            on_message((*frames)[1].to_string_view(), (*frames)[2].to_string_view());
    }
}

void Follower::on_message(std::string_view header_frame, std::string_view body) {
    const auto header = wire::decode_header(header_frame);
    if (!header)
        return;
    if (header->type == wire::MessageType::Alive) {
        if (const auto alive = wire::decode_alive(body))
            on_alive(*alive);
        return;
    }
    if (header->type == wire::MessageType::Pulse) {
        hear();
        in_step(wire::stream_position(*header));
        return;
    }
    if (header->type != wire::MessageType::Update)
        return;
    auto update = wire::decode_update(body);
    if (!update) {
        base::log_warning("link", "an update of the hall cannot be read: {}", wire::sentence(update.error()));
        return; // the next one shows the gap
    }
    hear();
    on_update(wire::stream_position(*header), std::move(*update));
}

void Follower::on_update(const wire::StreamPosition& position, model::Update update) {
    const bool in_order = health_ == Health::Live && same_run(position, *board_);
    if (in_order && position.seq <= board_->seq)
        return;
    if (in_order && position.seq == board_->seq + 1) {
        model::apply(*board_, update);
        listener_.updated(update);
        return;
    }
    if (held_.size() >= kMostHeld)
        held_.clear(); // the snapshot will be newer, or the gap is seen again
    held_.emplace_back(position, std::move(update));
    join_after(health_ == Health::Live ? up_to(kBackOff) : base::Duration(0));
}

void Follower::on_alive(const wire::Alive& alive) {
    hear();
    if (!in_step({alive.store, alive.boot, alive.seq}))
        return;
    board_->now = alive.now;
    told_at_ = clock_.steady();
    board_->accepting = alive.accepting;
    board_->outlooks = alive.outlooks;
    listener_.heard();
}

/// False when the board is not what the hall has at this position; then joins.
bool Follower::in_step(const wire::StreamPosition& position) {
    if (health_ == Health::Live && same_run(position, *board_) && position.seq <= board_->seq)
        return true;
    join_after(board_ ? up_to(kBackOff) : base::Duration(0));
    return false;
}

void Follower::hear() {
    const auto now = clock_.steady();
    stale_at_ = now + silence_;
    excused_ = false;
    tries_ = 0;
    renew_at_ = now + kRenewAfter;
}

/// Begins to join, unless that is under way or planned already.
void Follower::join_after(base::Duration delay) {
    if (health_ == Health::Live)
        set_health(Health::Joining);
    if (!asked_ && !join_at_)
        join_at_ = clock_.steady() + delay;
}

void Follower::join() {
    join_at_.reset();
    asked_ = true;
    if (health_ == Health::Stale)
        client_.renew();
    client_.snapshot(kPatience, [this](const Result<model::Board>& snapshot) { on_snapshot(snapshot); });
}

void Follower::on_snapshot(const Result<model::Board>& snapshot) {
    asked_ = false;
    if (!snapshot) {
        if (snapshot.error() == Failure::Refused)
            base::log_warning("link", "the hall gives no snapshot to this device; tries again");
        join_at_ = clock_.steady() + kBackOff + up_to(kBackOff);
        return;
    }
    board_ = *snapshot;
    told_at_ = clock_.steady();
    listener_.board_replaced();
    if (stale_at_ <= told_at_)
        return; // the updates are silent: this board will age; the next word of the hall joins again
    set_health(Health::Live);
    apply_held();
}

/// What came while the snapshot was under way: what it contains already is dropped, the rest is news.
void Follower::apply_held() {
    for (auto& [position, update] : std::exchange(held_, {}))
        if (same_run(position, *board_))
            on_update(position, std::move(update));
}

void Follower::set_health(Health health) {
    if (health_ == health)
        return;
    health_ = health;
    if (health == Health::Stale)
        base::log_warning("link", "no word from the hall at {}; goes on trying", endpoint_);
    if (health == Health::Live)
        base::log_info("link", "follows the hall at {}", endpoint_);
    listener_.health_changed(health);
}

void Follower::tick(base::SteadyTime now) {
    if (join_at_ && *join_at_ <= now)
        join();
    if (silence_due() > now)
        return;
    read(); // what came while this process was busy counts
    if (excuse(now))
        return;
    if (health_ != Health::Stale && stale_at_ <= now)
        set_health(Health::Stale);
    if (renew_at_ <= now) {
        disconnect();
        connect();
    }
}

/// True when this process comes so late that words of the hall may still be on their way through the system.
/// It gets a moment, once a silence.
bool Follower::excuse(base::SteadyTime now) {
    if (excused_ || now - silence_due() <= kLate)
        return false;
    excused_ = true;
    stale_at_ = std::max(stale_at_, now + kCatchUp);
    renew_at_ = std::max(renew_at_, now + kCatchUp);
    return true;
}

/// When the present silence is to be answered next.
base::SteadyTime Follower::silence_due() const {
    return health_ == Health::Stale ? renew_at_ : std::min(renew_at_, stale_at_);
}

std::optional<base::SteadyTime> Follower::next_deadline() const {
    return join_at_ ? std::min(silence_due(), *join_at_) : silence_due();
}

} // namespace hall_link
