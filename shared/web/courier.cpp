#include "shared/web/courier.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace web {

namespace {

using namespace std::chrono_literals;
using hall_link::Failure;
using hall_link::Result;

constexpr base::Duration kPatience = 4s;
constexpr base::Duration kSlowPatience = 15s;
constexpr base::Duration kLongest = kSlowPatience + 1s; // the client has called back before
constexpr std::size_t kMostErrands = 512;

} // namespace

Courier::Courier(loop::Loop& loop, hall_link::Client& commands, hall_link::Client& questions,
                 hall_link::Client& imaginings, const hall_link::Follower& follower)
    : loop_(loop), commands_(commands), questions_(questions), imaginings_(imaginings), follower_(follower),
      wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (wake_ < 0)
        throw std::system_error(errno, std::generic_category(), "no descriptor for the gateway's queue");
    loop_.add_descriptor(wake_, [this] { read(); });
}

Courier::~Courier() {
    loop_.remove_descriptor(wake_);
    ::close(wake_);
}

bool Courier::post(Errand errand) {
    {
        const std::lock_guard lock(mutex_);
        if (closed_ || errands_.size() >= kMostErrands)
            return false;
        errands_.push_back(std::move(errand));
    }
    const std::uint64_t one = 1;
    return ::write(wake_, &one, sizeof one) == sizeof one || errno == EAGAIN; // EAGAIN: it is awake already
}

/// In the loop.
void Courier::read() {
    std::uint64_t count = 0;
    static_cast<void>(::read(wake_, &count, sizeof count));
    std::deque<Errand> errands;
    {
        const std::lock_guard lock(mutex_);
        errands.swap(errands_);
    }
    for (const Errand& errand : errands)
        errand();
}

void Courier::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    errands_.clear();
    answered_.notify_all();
}

template <typename Value>
Result<Value> Courier::run(std::function<void(hall_link::Client::Done<Value>)> ask) {
    const auto answer = std::make_shared<std::optional<Result<Value>>>();
    const bool posted = post([this, answer, ask = std::move(ask)] {
        ask([this, answer](const Result<Value>& result) {
            const std::lock_guard lock(mutex_);
            *answer = result;
            answered_.notify_all();
        });
    });
    if (!posted)
        return std::unexpected(Failure::TooMany);
    std::unique_lock lock(mutex_);
    answered_.wait_for(lock, kLongest, [&] { return closed_ || answer->has_value(); });
    return answer->value_or(std::unexpected(Failure::OutOfReach));
}

Result<model::Answer> Courier::send(const model::Command& command) {
    return run<model::Answer>([this, command](auto done) {
        commands_.send(command, kPatience, std::move(done), follower_.hall_time() + kPatience);
    });
}

Result<model::Answer> Courier::send_for(const model::ClerkId& by, const model::Command& command) {
    return run<model::Answer>(
        [this, by, command](auto done) { commands_.send_for(by, command, kPatience, std::move(done)); });
}

Result<model::Answer> Courier::find_ticket(const std::string& token) {
    return run<model::Answer>(
        [this, token](auto done) { commands_.find_ticket(token, kPatience, std::move(done)); });
}

Result<hall_link::Explained> Courier::explain(const wire::ExplainRequest& request) {
    return run<hall_link::Explained>(
        [this, request](auto done) { questions_.explain(request, kPatience, std::move(done)); });
}

Result<hall_link::LookedAhead> Courier::look_ahead(const model::WhatIf& what_if) {
    return run<hall_link::LookedAhead>(
        [this, what_if](auto done) { imaginings_.look_ahead(what_if, kSlowPatience, std::move(done)); });
}

Result<wire::ExportPage> Courier::export_page(const wire::ExportRequest& request) {
    return run<wire::ExportPage>(
        [this, request](auto done) { questions_.export_page(request, kSlowPatience, std::move(done)); });
}

} // namespace web
