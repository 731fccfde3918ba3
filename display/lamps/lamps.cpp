#include "display/lamps/lamps.h"

#include <algorithm>

namespace display {

std::vector<SignalOptions> read_signals(const config::Table& root, const std::filesystem::path& folder) {
    constexpr std::size_t kMostSignals = 200;
    constexpr int kLargestCounter = 999;
    std::vector<SignalOptions> signals;
    for (const config::Table& table : root.tables("signal", kMostSignals)) {
        SignalOptions signal;
        signal.kind = table.word("kind", {"lamp", "bell"}) == "bell" ? SignalOptions::Kind::Bell
                                                                     : SignalOptions::Kind::Lamp;
        signal.counter = model::CounterId{table.number("counter", 1, kLargestCounter)};
        signal.port = folder / table.text("port");
        signal.relay = table.number("relay", 1, RelayBoard::kMostRelays);
        const auto same = [&](const SignalOptions& other) {
            return other.port == signal.port && other.relay == signal.relay;
        };
        if (std::ranges::any_of(signals, same))
            table.error("relay", "another lamp or bell is on this relay: give each its own");
        signals.push_back(std::move(signal));
    }
    return signals;
}

Lamps::Lamps(loop::Loop& loop, const base::Clock& clock, const std::vector<SignalOptions>& signals,
             MayRing may_ring)
    : loop_(loop), clock_(clock), may_ring_(std::move(may_ring)) {
    for (const SignalOptions& signal : signals) {
        auto board = std::ranges::find_if(boards_, [&](const auto& b) { return b->path() == signal.port; });
        if (board == boards_.end())
            board = boards_.insert(boards_.end(), std::make_unique<RelayBoard>(loop, clock, signal.port));
        wired_.push_back({signal.kind, signal.counter, board->get(), signal.relay});
    }
    loop_.add(*this);
    next_ = clock_.steady();
}

Lamps::~Lamps() {
    loop_.remove(*this);
}

void Lamps::updated(const model::Update& update, const model::Board& board) {
    using Kind = model::EventKind;
    const auto now = clock_.steady();
    const Kind kind = update.event.kind;
    if (kind == Kind::TicketCalled || kind == Kind::TicketRecalled)
        signals_.called(update.event.counter, may_ring_(update.event.counter), now);
    signals_.follow(board, now);
    next_ = now;
}

void Lamps::replaced(const model::Board& board) {
    signals_.follow(board, clock_.steady());
    next_ = clock_.steady();
}

void Lamps::out_of_touch() {
    signals_.all_dark();
    next_ = clock_.steady();
}

void Lamps::tick(base::SteadyTime now) {
    for (const Wired& wired : wired_)
        wired.board->set(wired.relay, signals_.is_on(wired.kind, wired.counter, now));
    next_ = signals_.next_change(now);
}

} // namespace display
