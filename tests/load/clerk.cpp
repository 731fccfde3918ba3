#include "tests/load/clerk.h"

namespace load {

using namespace std::chrono_literals;

double milliseconds_since(base::SteadyTime begin, const base::Clock& clock) {
    return std::chrono::duration<double, std::milli>(clock.steady() - begin).count();
}

Clerk::Clerk(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, const wire::Line& line,
             model::CounterId counter, Random& random, Seen& seen)
    : loop_(loop), clock_(clock), client_(loop, context, clock, line), counter_(counter), random_(random),
      seen_(seen) {
    ask_again_in(0ms, 1s);
    loop_.add(*this);
}

Clerk::~Clerk() {
    loop_.remove(*this);
}

void Clerk::ask_again_in(base::Duration least, base::Duration most) {
    next_ = clock_.steady() +
            std::uniform_int_distribution<std::int64_t>(least.count(), most.count())(random_) * 1ms;
}

void Clerk::tick(base::SteadyTime now) {
    if (!next_ || *next_ > now)
        return;
    next_.reset();
    if (open_)
        return at_home_ ? void() : call();
    model::OpenCounter command{counter_, {std::to_string(1000 + counter_.value)}};
    client_.send(command, kPatience, [this](const auto& answer) {
        open_ = answer && answer->ok();
        ask_again_in(0ms, 500ms);
    });
}

/// Calling the next one finishes with the last one.
void Clerk::call() {
    const auto begin = clock_.steady();
    client_.send(model::CallTicket{counter_, {}}, kPatience, [this, begin](const auto& answer) {
        if (!answer) {
            ++seen_.unanswered;
            return ask_again_in(100ms, 200ms);
        }
        seen_.call_ms.push_back(milliseconds_since(begin, clock_));
        if (!answer->ok() || !answer->ticket)
            return ask_again_in(800ms, 1200ms); // nobody waits
        seen_.called.push_back({answer->ticket->id, counter_});
        ask_again_in(2s, 8s); // two to eight minutes
    });
}

} // namespace load
