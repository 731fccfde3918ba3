#include "kiosk/print_desk.h"

#include <algorithm>
#include <utility>

namespace kiosk {

namespace {

bool is_on_paper(const model::PrintResult& result) {
    return result.state == model::PrintState::Printed || result.state == model::PrintState::Unconfirmed;
}

} // namespace

std::string PrintDesk::name_of(const std::string& job, std::size_t printer) {
    return printer == 0 ? job : job + "-at-" + std::to_string(printer + 1);
}

PrintDesk::Effects PrintDesk::start(const std::string& job, std::optional<Asked> resumed,
                                    base::SteadyTime now) {
    job_ = job;
    for (Station& station : stations_)
        station.asked = station.ended = false;
    if (resumed && resumed->printer < stations_.size())
        ask(*resumed, now);
    else
        ask({next().value_or(0), false}, now);
    return std::exchange(effects_, {});
}

std::optional<std::size_t> PrintDesk::next() const {
    for (std::size_t i = 0; i < stations_.size(); ++i)
        if (stations_[i].well && !stations_[i].asked)
            return i;
    return std::nullopt;
}

void PrintDesk::ask(Asked asked, base::SteadyTime now) {
    now_ = asked;
    state_ = State::Asking;
    stations_[asked.printer].asked = true;
    deadline_.reset();
    if (next())
        deadline_ = now + kNoWord;
    effects_.emplace_back(SendJob{asked});
}

void PrintDesk::move_on(bool copy, base::SteadyTime now) {
    const auto other = next();
    if (!other) {
        state_ = State::Asking; // its word counts, whatever it will be
        deadline_.reset();
        return;
    }
    ask({*other, copy || now_.copy}, now);
    tell({job_, model::PrintState::Received, model::PrintFault::None, false});
}

void PrintDesk::take_back(base::SteadyTime now) {
    state_ = State::TakingBack;
    deadline_ = now + kTakeBack;
    effects_.emplace_back(TakeBack{now_.printer});
    tell({job_, model::PrintState::Received, model::PrintFault::None, false});
}

void PrintDesk::tell(model::PrintResult result) {
    result.job = job_;
    effects_.emplace_back(TellResult{std::move(result)});
}

// On paper somewhere: nowhere else, please.
void PrintDesk::finish(model::PrintResult result) {
    state_ = State::Over;
    deadline_.reset();
    for (std::size_t i = 0; i < stations_.size(); ++i)
        if (stations_[i].asked && !stations_[i].ended)
            effects_.emplace_back(TakeBack{i});
    tell(std::move(result));
}

PrintDesk::Effects PrintDesk::heard(std::size_t printer, const model::PrintResult& result,
                                    base::SteadyTime now) {
    if (state_ == State::Idle || !stations_[printer].asked || result.job != name_of(job_, printer))
        return {};
    const bool failed = result.state == model::PrintState::Failed;
    stations_[printer].ended = failed || is_on_paper(result);
    if (is_on_paper(result))
        finish(result);
    else if (printer != now_.printer || state_ == State::Over)
        return {};
    else if (failed && next())
        move_on(result.printed_again, now);
    else if (state_ == State::Asking && result.fault != model::PrintFault::None && next())
        take_back(now);
    else if (state_ == State::Asking || failed) {
        if (result.fault == model::PrintFault::None)
            deadline_.reset();
        tell(result);
    }
    return std::exchange(effects_, {});
}

PrintDesk::Effects PrintDesk::heard(std::size_t printer, bool well, base::SteadyTime now) {
    stations_[printer].well = well;
    if (!well && state_ == State::Asking && printer == now_.printer && !stations_[printer].ended && next())
        take_back(now);
    return std::exchange(effects_, {});
}

PrintDesk::Effects PrintDesk::give_up() {
    if (state_ == State::Idle)
        return {};
    state_ = State::Over;
    deadline_.reset();
    for (std::size_t i = 0; i < stations_.size(); ++i)
        if (stations_[i].asked && !stations_[i].ended)
            effects_.emplace_back(TakeBack{i});
    return std::exchange(effects_, {});
}

PrintDesk::Effects PrintDesk::tick(base::SteadyTime now) {
    if (!deadline_ || now < *deadline_)
        return {};
    deadline_.reset();
    if (state_ == State::Asking && next())
        take_back(now);
    else if (state_ == State::TakingBack)
        move_on(true, now);
    return std::exchange(effects_, {});
}

} // namespace kiosk
