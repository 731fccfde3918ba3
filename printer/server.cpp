#include "printer/server.h"

#include "shared/base/log.h"
#include "shared/wire/codec.h"
#include "shared/wire/frames.h"

#include <utility>

namespace printer {
namespace {

constexpr std::size_t kMostFollowers = 64;
constexpr std::size_t kMostJobs = 1000;
constexpr base::Duration kOpenAgain = std::chrono::milliseconds(20);

// Which job it was meant to be, nobody can tell.
void drop(wire::Malformed why) {
    base::log_warning("printer", "dropped a message: {}", wire::sentence(why));
}

} // namespace

Server::Server(loop::Loop& loop, const base::Clock& clock, Entrance& entrance, Owner& owner)
    : loop_(loop), clock_(clock), entrance_(entrance), owner_(owner), usher_(loop, clock) {
    open();
    loop_.add(*this);
}

Server::~Server() {
    loop_.remove(*this);
    close();
}

void Server::open() {
    socket_ = entrance_.open();
    if (!socket_) {
        open_at_ = clock_.steady() + kOpenAgain;
        return;
    }
    open_at_.reset();
    usher_.watch(socket_->get(zmq::sockopt::last_endpoint));
    loop_.add_socket(*socket_, [this] { read(); });
}

void Server::close() {
    if (!socket_)
        return;
    loop_.remove_socket(*socket_);
    socket_.reset();
}

void Server::renew() {
    close();
    by_job_.clear();
    followers_.clear();
    open_at_ = clock_.steady();
}

void Server::tick(base::SteadyTime now) {
    if (open_at_ && now >= *open_at_)
        open();
}

void Server::read() {
    while (socket_) {
        auto frames = wire::receive(*socket_);
        if (!frames)
            return;
        if (!frames->empty())
            usher_.heard(frames->back());
        if (frames->size() != 3)
            continue;
        const auto header = wire::decode_header((*frames)[1].to_string_view());
        if (!header) {
            base::log_warning("printer", "dropped a message: {}", wire::sentence(header.error()));
            continue;
        }
        if (!entrance_.admits((*frames)[2]))
            continue; // its connection ends as soon as the folder of keys is looked at
        answer((*frames)[0].to_string(), *header, (*frames)[2].to_string_view());
    }
}

void Server::take_job(const Asker& asker, std::string_view body) {
    const auto job = wire::decode_print_job(body);
    if (!job)
        return drop(job.error());
    if (by_job_.size() >= kMostJobs)
        by_job_.clear(); // they ask again
    by_job_[job->job] = asker;
    post(asker, wire::MessageType::PrintResult, wire::encode(owner_.accept(*job)));
}

void Server::answer(const std::string& peer, const wire::Header& header, std::string_view body) {
    const Asker asker{peer, header};
    switch (header.type) {
    case wire::MessageType::PrintJob:
        return take_job(asker, body);
    case wire::MessageType::CancelPrint: {
        const auto job = wire::decode_cancel_print(body);
        if (!job)
            return drop(job.error());
        if (const auto result = owner_.cancel(*job))
            post(asker, wire::MessageType::PrintResult, wire::encode(*result));
        return;
    }
    case wire::MessageType::PaperChanged:
        owner_.paper_changed();
        post(asker, wire::MessageType::PrinterStatus, wire::encode(owner_.status()));
        return;
    case wire::MessageType::PrinterStatusRequest:
        if (followers_.size() < kMostFollowers || followers_.contains(peer))
            followers_[peer] = asker;
        post(asker, wire::MessageType::PrinterStatus, wire::encode(owner_.status()));
        return;
    default:
        base::log_warning("printer", "dropped a message that is not for a printer");
    }
}

bool Server::post(const Asker& asker, wire::MessageType type, std::string_view body) {
    auto header = asker.header;
    header.type = type;
    return socket_ && wire::send(*socket_, {asker.peer, wire::encode(header), body});
}

void Server::tell(const model::PrintResult& result) {
    const auto found = by_job_.find(result.job);
    if (found == by_job_.end())
        return;
    const bool is_over =
        result.state != model::PrintState::Received && result.state != model::PrintState::Printing;
    if (!post(found->second, wire::MessageType::PrintResult, wire::encode(result)) || is_over)
        by_job_.erase(found);
}

void Server::tell(const model::PrinterStatus& status) {
    const auto body = wire::encode(status);
    std::erase_if(followers_, [&](const auto& each) {
        return !post(each.second, wire::MessageType::PrinterStatus, body);
    });
}

} // namespace printer
