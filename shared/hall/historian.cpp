#include "shared/hall/historian.h"

#include "shared/base/log.h"

#include <utility>

namespace hall {

using model::Refusal;

Historian::Historian(loop::Loop& loop, const model::Hall& hall, store::Reader& journal)
    : loop_(loop), hall_(hall), journal_(journal) {
    loop_.add(*this);
}

Historian::~Historian() {
    loop_.remove(*this);
}

bool Historian::take(const Case& one, Done done) {
    if (cases_.size() >= kMostCases)
        return false;
    cases_.push_back({one, std::move(done)});
    return true;
}

std::optional<base::SteadyTime> Historian::next_deadline() const {
    if (cases_.empty())
        return std::nullopt;
    return base::SteadyTime(); // at once
}

void Historian::tick(base::SteadyTime) {
    if (cases_.empty())
        return;
    const auto known = read_on(cases_.front().one);
    if (!known)
        return;
    explainer_.reset();
    const Open closed = std::move(cases_.front());
    cases_.pop_front();
    closed.done(*known);
}

std::optional<std::expected<model::Explanation, Refusal>> Historian::read_on(Case& one) {
    if (!explainer_)
        explainer_.emplace(hall_, one.ticket);
    try {
        const auto page = journal_.read(one.from, one.end, kPage);
        for (const model::Event& event : page)
            if (!explainer_->complete())
                explainer_->see(event);
        one.from += page.size();
        if (page.size() == kPage && !explainer_->complete())
            return std::nullopt;
    } catch (const store::DatabaseError& error) {
        // A part of the journal that cannot be read is no reason to stop calling visitors.
        base::log_error("hall", "{}; a question stays unanswered", error.what());
        return std::unexpected(Refusal::Overloaded);
    }
    auto explanation = explainer_->explanation(one.now);
    if (!explanation)
        return std::unexpected(Refusal::UnknownTicket);
    explanation->ahead = one.ahead;
    return std::move(*explanation);
}

} // namespace hall
