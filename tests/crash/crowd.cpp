#include "tests/crash/crowd.h"

#include "shared/wire/frames.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace crash {

namespace {

using namespace std::chrono_literals;
using model::Command;

constexpr int kVisitors = 6;
constexpr int kCounters = 8;
constexpr int kDisplays = 3;
constexpr base::Duration kImpatience = 200ms;

// In a hundred.
constexpr int kSendsTwice = 5;
constexpr int kRepeats = 6;
constexpr int kGivesUp = 10;

/// Takes tickets, gives some of them back, comes back with one that was set aside, rates.
struct Visitor final : Asker::Mind {
    struct Paper {
        model::TicketId ticket;
        std::string token;
    };
    std::deque<Paper> papers;

    Command next(Random& random) override {
        const auto lot = random() % 100;
        if (papers.empty() || lot < 60)
            return model::TakeTicket{{lot % 2 == 0 ? "deposit" : "loan"}, {}, {}, {}};
        const Paper& paper = papers[random() % papers.size()];
        if (lot < 75)
            return model::CancelTicket{paper.ticket, paper.token};
        if (lot < 90)
            return model::ReturnTicket{paper.ticket, paper.token};
        return model::RateTicket{paper.ticket, 4, {}, {}, paper.token};
    }

    void learn(const Command& command, const model::Answer& answer) override {
        if (!std::holds_alternative<model::TakeTicket>(command) || !answer.ok())
            return;
        papers.push_back({answer.ticket->id, answer.token});
        if (papers.size() > 6)
            papers.pop_front();
    }
};

/// Serves at a counter, and presses a wrong key now and then.
struct Clerk final : Asker::Mind {
    model::CounterId counter;
    std::optional<model::CounterStatus> known;
    explicit Clerk(int number) : counter{number} {}

    Command next(Random& random) override {
        const auto lot = random() % 100;
        if (lot < 5)
            known.reset();
        if (!known)
            return any(random());
        if (known->state != model::CounterState::Open)
            return model::OpenCounter{counter, {fmt::format("10{}", counter.value)}};
        if (!known->ticket || lot < 40)
            return model::CallTicket{counter, {}};
        return any(random());
    }

    Command any(std::uint64_t lot) const {
        switch (lot % 7) {
        case 0:
            return model::OpenCounter{counter, {fmt::format("10{}", counter.value)}};
        case 1:
            return model::CallTicket{counter, {}};
        case 2:
            return model::RecallTicket{counter};
        case 3:
            return model::StartService{counter};
        case 4:
            return model::MarkNoShow{counter};
        case 5:
            return model::ParkTicket{counter, "documents"};
        default:
            return model::FinishService{counter, {}};
        }
    }

    void learn(const Command&, const model::Answer& answer) override {
        if (answer.counter)
            known = answer.counter;
        if (answer.refusal == model::Refusal::CounterNotOpen)
            known.emplace();
    }
};

} // namespace

Asker::Asker(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, const wire::Line& line,
             std::unique_ptr<Mind> mind, Random& random, std::vector<support::Operation>& history)
    : loop_(loop), context_(context), clock_(clock), endpoint_(line.endpoint),
      hall_key_(wire::load_public_key(line.hall_key)), own_(wire::load_key_pair(line.own_key)),
      mind_(std::move(mind)), random_(random), history_(history) {
    begin_session();
    loop_.add(*this);
}

Asker::~Asker() {
    disconnect();
    loop_.remove(*this);
}

void Asker::begin_session() {
    session_ = wire::random_session();
    present_ = {};
    for (const std::byte byte : session_)
        present_.client += fmt::format("{:02x}", std::to_integer<int>(byte));
}

void Asker::ask() {
    repeats_ = present_.request > 0 && chance(kRepeats);
    if (!repeats_) {
        ++present_.request;
        present_.command = mind_->next(random_);
    }
    present_.invoked = clock_.steady();
    busy_ = true;
    written_ = history_.size();
    history_.push_back(present_);
    transmit();
    if (chance(kSendsTwice))
        send();
}

void Asker::transmit() {
    if (!socket_)
        connect();
    again_ = clock_.steady() + kImpatience + base::Duration(random_() % 50);
    send();
}

void Asker::send() {
    const wire::Header header{wire::MessageType::Command, session_, present_.request};
    const std::string body = wire::encode(wire::TimedCommand{present_.command, {}, {}});
    if (!wire::send(*socket_, {wire::encode(header), body}))
        loop_.when_writable(*socket_, [this] {
            if (busy_)
                send();
        });
}

void Asker::read() {
    while (socket_) {
        const auto frames = wire::receive(*socket_);
        if (!frames)
            return;
        const auto header = frames->size() == 2 ? wire::decode_header((*frames)[0].to_string_view())
                                                : std::unexpected(wire::Malformed::NotOurs);
        if (!busy_ || !header || header->type != wire::MessageType::Answer || header->session != session_ ||
            header->request != present_.request)
            continue;
        const auto answer = wire::decode_answer((*frames)[1].to_string_view());
        if (!answer)
            throw std::runtime_error("an answer cannot be read");
        history_[written_].returned = clock_.steady();
        history_[written_].answer = *answer;
        busy_ = false;
        answers_ += repeats_ ? 0 : 1;
        mind_->learn(present_.command, *answer);
        if (!finishing_)
            ask();
    }
}

void Asker::connect() {
    socket_.emplace(context_, zmq::socket_type::dealer);
    wire::prepare_client(*socket_, hall_key_, own_);
    wire::connect(*socket_, endpoint_);
    loop_.add_socket(*socket_, [this] { read(); });
}

void Asker::disconnect() {
    if (!socket_)
        return;
    loop_.remove_socket(*socket_);
    socket_.reset();
}

void Asker::renew() {
    disconnect();
    if (busy_)
        transmit();
}

void Asker::tick(base::SteadyTime) {
    disconnect();
    if (!finishing_ && chance(kGivesUp)) {
        begin_session();
        ask();
    } else {
        transmit();
    }
}

std::optional<base::SteadyTime> Asker::next_deadline() const {
    return busy_ ? std::optional(again_) : std::nullopt;
}

Witness::Witness(loop::Loop& loop, zmq::context_t& context, const wire::Line& line)
    : loop_(loop), context_(context), line_(line) {
    renew();
}

Witness::~Witness() {
    loop_.remove_socket(*socket_);
}

void Witness::renew() {
    if (socket_) {
        read();
        loop_.remove_socket(*socket_);
    }
    socket_.emplace(context_, zmq::socket_type::sub);
    wire::prepare_client(*socket_, wire::load_public_key(line_.hall_key), wire::load_key_pair(line_.own_key));
    socket_->set(zmq::sockopt::subscribe, wire::kStateTopic);
    wire::connect(*socket_, line_.updates);
    loop_.add_socket(*socket_, [this] { read(); });
}

void Witness::read() {
    while (const auto frames = wire::receive(*socket_)) {
        const auto header = frames->size() == 3 ? wire::decode_header((*frames)[1].to_string_view())
                                                : std::unexpected(wire::Malformed::NotOurs);
        if (!header)
            throw std::runtime_error("what was published cannot be read");
        support::Heard heard{wire::stream_position(*header)};
        if (header->type == wire::MessageType::Update) {
            const auto update = wire::decode_update((*frames)[2].to_string_view());
            if (!update)
                throw std::runtime_error("an update cannot be read");
            heard.event = update->event;
        }
        heard_.push_back(heard);
    }
}

Crowd::Crowd(const support::RunningHall& hall, Random& random)
    : witness_(loop_, context_, hall.line("display-1")) {
    const auto add = [&](const std::string& device, std::unique_ptr<Asker::Mind> mind) {
        askers_.push_back(std::make_unique<Asker>(loop_, context_, clock_, hall.line(device), std::move(mind),
                                                  random, history_));
    };
    for (int i = 0; i < kVisitors; ++i)
        add("kiosk-1", std::make_unique<Visitor>());
    for (int counter = 1; counter <= kCounters; ++counter)
        add(fmt::format("caller-{}", counter), std::make_unique<Clerk>(counter));
    for (int i = 0; i < kDisplays; ++i)
        displays_.push_back(
            std::make_unique<hall_link::Follower>(loop_, context_, clock_, hall.line("display-1"), silent_));
    answered_.resize(askers_.size());
}

void Crowd::begin() {
    for (const auto& asker : askers_)
        asker->begin();
}

void Crowd::renew() {
    for (const auto& asker : askers_)
        asker->renew();
    witness_.renew();
}

void Crowd::finish() {
    for (const auto& asker : askers_)
        asker->finish();
}

bool Crowd::busy() const {
    return std::ranges::any_of(askers_, [](const auto& asker) { return asker->busy(); });
}

bool Crowd::all_were_answered() {
    for (std::size_t i = 0; i < askers_.size(); ++i)
        if (askers_[i]->answers() == answered_[i])
            return false;
    for (std::size_t i = 0; i < askers_.size(); ++i)
        answered_[i] = askers_[i]->answers();
    return true;
}

bool Crowd::displays_show(std::uint64_t seq) const {
    return std::ranges::all_of(displays_, [&](const auto& display) {
        return display->board() != nullptr && display->board()->seq == seq &&
               display->health() == hall_link::Follower::Health::Live;
    });
}

std::vector<const model::Board*> Crowd::boards() const {
    std::vector<const model::Board*> boards;
    for (const auto& display : displays_)
        boards.push_back(display->board());
    return boards;
}

} // namespace crash
