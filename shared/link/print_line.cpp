#include "shared/link/print_line.h"

#include "shared/wire/codec.h"
#include "shared/wire/frames.h"

#include <algorithm>

namespace hall_link {

namespace {

constexpr std::size_t kMostOpen = 8;

bool is_over(const model::PrintResult& result) {
    return result.state != model::PrintState::Received && result.state != model::PrintState::Printing;
}

} // namespace

PrintLine::PrintLine(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock,
                     const Printer& printer, Listener& listener)
    : loop_(loop), context_(context), clock_(clock), listener_(listener), endpoint_(printer.endpoint),
      printer_key_(wire::load_public_key(printer.printer_key)), own_(wire::load_key_pair(printer.own_key)),
      session_(wire::random_session()), heard_(clock.steady()), asked_(clock.steady()) {
    loop_.add(*this);
    connect();
}

PrintLine::~PrintLine() {
    disconnect();
    loop_.remove(*this);
}

void PrintLine::print(const model::PrintJob& job) {
    std::erase_if(open_, [](const Message& each) { return each.type == wire::MessageType::PrintJob; });
    open({wire::MessageType::PrintJob, job.job, wire::encode(job)});
}

void PrintLine::cancel(const std::string& job) {
    std::erase_if(outbox_, [](const Message& each) { return each.type == wire::MessageType::PrintJob; });
    open({wire::MessageType::CancelPrint, job, wire::encode_cancel_print(job)});
}

void PrintLine::paper_changed() {
    post({wire::MessageType::PaperChanged, {}, {}});
}

void PrintLine::open(const Message& message) {
    std::erase_if(open_, [&](const Message& each) { return each.job == message.job; });
    open_.push_back(message);
    if (open_.size() > kMostOpen)
        open_.pop_front();
    post(message);
    plan(clock_.steady());
}

void PrintLine::tick(base::SteadyTime now) {
    if (!silent_ && now - heard_ >= kSilent) {
        silent_ = true;
        listener_.printer_silent();
    }
    if (now - asked_ >= (!open_.empty() || silent_ ? kResend : kAsk)) {
        // No answer to the last question: perhaps this connection is dead, the next one need not be.
        if (heard_ < asked_) {
            disconnect();
            connect();
        } else {
            ask();
        }
    }
    plan(now);
}

void PrintLine::plan(base::SteadyTime now) {
    next_ = std::max(now, asked_ + (!open_.empty() || silent_ ? kResend : kAsk));
    if (!silent_)
        next_ = std::min(*next_, heard_ + kSilent);
}

void PrintLine::connect() {
    socket_.emplace(context_, zmq::socket_type::dealer);
    wire::prepare_client(*socket_, printer_key_, own_);
    socket_->connect(endpoint_);
    loop_.add_socket(*socket_, [this] { read(); });
    ask();
    plan(asked_);
}

// What is open once more, and how the printer is.
void PrintLine::ask() {
    for (const Message& message : open_)
        post(message);
    asked_ = clock_.steady();
    post({wire::MessageType::PrinterStatusRequest, {}, {}});
}

void PrintLine::disconnect() {
    loop_.remove_socket(*socket_);
    socket_.reset();
    outbox_.clear();
}

void PrintLine::post(const Message& message) {
    std::erase_if(outbox_,
                  [&](const Message& each) { return each.type == message.type && each.job == message.job; });
    outbox_.push_back(message);
    flush();
}

void PrintLine::flush() {
    while (!outbox_.empty()) {
        const Message& next = outbox_.front();
        if (!wire::send(*socket_,
                        {wire::encode(wire::Header{next.type, session_, next_request_}), next.body})) {
            loop_.when_writable(*socket_, [this] { flush(); }); // not connected yet
            return;
        }
        ++next_request_;
        outbox_.pop_front();
    }
}

void PrintLine::read() {
    while (const auto frames = wire::receive(*socket_)) {
        if (frames->size() != 2)
            continue;
        const auto header = wire::decode_header((*frames)[0].to_string_view());
        if (!header)
            continue;
        heard_ = clock_.steady();
        silent_ = false;
        answered(header->type, (*frames)[1].to_string_view());
    }
    plan(clock_.steady());
}

void PrintLine::answered(wire::MessageType type, std::string_view body) {
    if (type == wire::MessageType::PrinterStatus) {
        if (const auto status = wire::decode_printer_status(body))
            listener_.printer_status(*status);
        return;
    }
    if (type != wire::MessageType::PrintResult)
        return;
    const auto result = wire::decode_print_result(body);
    if (!result)
        return;
    if (is_over(*result))
        std::erase_if(open_, [&](const Message& each) { return each.job == result->job; });
    listener_.print_result(*result);
}

} // namespace hall_link
