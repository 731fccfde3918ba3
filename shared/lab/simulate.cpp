#include "shared/lab/simulate.h"

#include "shared/lab/input.h"
#include "shared/queue/rule.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>
#include <queue>
#include <random>

namespace lab {

namespace {

constexpr std::size_t kMostClasses = 20;
constexpr int kMostCounters = 10'000;

/// One unit of the model's time in the rule's milliseconds: fine enough that rounding does not show.
constexpr double kMillisecondsPerUnit = 1e6;

base::WallTime wall(double time) {
    return base::WallTime(base::Duration(std::llround(time * kMillisecondsPerUnit)));
}

QueueModel::Service read_service(const Json& json, const std::string& where) {
    QueueModel::Service service;
    const std::string kind = text(field(json, "kind", where + ".kind"), where + ".kind");
    if (kind == "exp")
        service.kind = QueueModel::Service::Kind::Exponential;
    else if (kind == "det")
        service.kind = QueueModel::Service::Kind::Deterministic;
    else if (kind == "gamma")
        service.kind = QueueModel::Service::Kind::Gamma;
    else
        throw InputError(where + ".kind must be exp, det or gamma");
    service.mean = number_in(field(json, "mean", where + ".mean"), 1e-3, 1e3, where + ".mean");
    if (service.kind == QueueModel::Service::Kind::Gamma)
        service.cv2 = number_in(field(json, "cv2", where + ".cv2"), 1e-3, 100, where + ".cv2");
    return service;
}

/// Arrival rates and services, given one by one.
void read_rates(const Json& json, QueueModel& model) {
    for (const Json& rate : list(field(json, "lam", "lam"), kMostClasses, "lam"))
        model.arrivals.push_back(number_in(rate, 0, 1e6, "lam"));
    const Json& services = list(field(json, "service", "service"), kMostClasses, "service");
    for (std::size_t i = 0; i < services.size(); ++i)
        model.services.push_back(read_service(services[i], fmt::format("service[{}]", i)));
    if (model.services.size() != model.arrivals.size())
        throw InputError("service must have one entry for each entry of lam");
}

/// Arrival rates from the load and each class's share of it; all services exponential.
void read_load(const Json& json, QueueModel& model) {
    const double rho = number_in(field(json, "rho", "rho"), 1e-6, 0.9999, "rho");
    const double mean = json.contains("mean") ? number_in(json["mean"], 1e-3, 1e3, "mean") : 1.0;
    double all = 0;
    for (const Json& share : list(field(json, "shares", "shares"), kMostClasses, "shares"))
        all += number_in(share, 0, 1e6, "shares");
    if (all <= 0)
        throw InputError("shares must add up to more than 0");
    for (const Json& share : json["shares"]) {
        model.arrivals.push_back(rho * model.counters / mean * share.get<double>() / all);
        model.services.push_back({QueueModel::Service::Kind::Exponential, mean, 1.0});
    }
}

void read_rule(const Json& json, QueueModel& model) {
    const std::string rule = json.contains("rule") ? text(json["rule"], "rule") : "apq";
    const std::size_t classes = model.arrivals.size();
    if (rule == "apq") {
        model.rule = QueueModel::Rule::AccumulatingPriority;
        for (const Json& growth : list(field(json, "b", "b"), classes, "b"))
            model.growth.push_back(number_in(growth, 0.001, 1000, "b"));
        if (model.growth.size() != classes)
            throw InputError("b must have one entry for each class");
    } else if (rule == "strict") {
        model.rule = QueueModel::Rule::Strict;
        for (const Json& priority : list(field(json, "prio", "prio"), classes, "prio"))
            model.priority.push_back(static_cast<int>(integer_in(priority, -1000, 1000, "prio")));
        if (model.priority.size() != classes)
            throw InputError("prio must have one entry for each class");
    } else if (rule != "fifo") {
        throw InputError("rule must be apq, strict or fifo");
    }
}

double load(const QueueModel& model) {
    double load = 0;
    for (std::size_t i = 0; i < model.arrivals.size(); ++i)
        load += model.arrivals[i] * model.services[i].mean;
    return load / model.counters;
}

struct Customer {
    double arrived;
    std::uint64_t number;
};

class Simulation {
  public:
    Simulation(const QueueModel& model, std::uint64_t customers, std::uint64_t seed)
        : model_(model), random_(seed), warm_up_(customers / 10), last_(warm_up_ + customers),
          lines_(model.arrivals.size()) {
        waits_.mean.resize(model.arrivals.size());
        waits_.count.resize(model.arrivals.size());
        for (const double rate : model.arrivals)
            next_arrival_.push_back(exponential(rate));
        for (std::size_t i = 0; i < model.arrivals.size(); ++i) {
            model::Channel channel;
            channel.multiplier = model.rule == QueueModel::Rule::AccumulatingPriority
                                     ? static_cast<int>(std::lround(model.growth[i] * 1000))
                                     : 1000;
            channels_.push_back(channel);
        }
    }

    Waits run() {
        while (waits_.counted < last_ - warm_up_) {
            const auto arrival = std::ranges::min_element(next_arrival_);
            if (!ends_.empty() && ends_.top() <= *arrival) {
                const double now = ends_.top();
                ends_.pop();
                call(now);
            } else {
                arrive(static_cast<std::size_t>(arrival - next_arrival_.begin()));
            }
        }
        for (std::size_t i = 0; i < waits_.mean.size(); ++i)
            if (waits_.count[i] > 0)
                waits_.mean[i] /= static_cast<double>(waits_.count[i]);
        return waits_;
    }

  private:
    double exponential(double rate) {
        if (rate <= 0)
            return std::numeric_limits<double>::infinity();
        return -std::log1p(-std::generate_canonical<double, 53>(random_)) / rate;
    }

    double service_time(std::size_t type) {
        const QueueModel::Service& service = model_.services[type];
        switch (service.kind) {
        case QueueModel::Service::Kind::Deterministic:
            return service.mean;
        case QueueModel::Service::Kind::Gamma:
            return std::gamma_distribution<double>(1 / service.cv2, service.mean * service.cv2)(random_);
        case QueueModel::Service::Kind::Exponential:
            break;
        }
        return exponential(1 / service.mean);
    }

    void arrive(std::size_t type) {
        const double now = next_arrival_[type];
        next_arrival_[type] = now + exponential(model_.arrivals[type]);
        lines_[type].push_back({now, ++number_});
        if (ends_.size() < static_cast<std::size_t>(model_.counters))
            call(now);
    }

    ::queue::Rank rank(std::size_t type, double now) const {
        const Customer& oldest = lines_[type].front();
        const ::queue::Place place{wall(oldest.arrived), model::TicketId{oldest.number}};
        if (model_.rule == QueueModel::Rule::Strict)
            return {model_.priority[type], place};
        return ::queue::rank(channels_[type], place, wall(now));
    }

    /// A counter is free: it calls the best of the lines' heads, if anybody waits.
    void call(double now) {
        std::optional<::queue::Rank> best;
        std::size_t chosen = 0;
        for (std::size_t type = 0; type < lines_.size(); ++type) {
            if (lines_[type].empty())
                continue;
            const ::queue::Rank candidate = rank(type, now);
            if (!best || candidate < *best) {
                best = candidate;
                chosen = type;
            }
        }
        if (!best)
            return;
        const Customer customer = lines_[chosen].front();
        lines_[chosen].pop_front();
        ends_.push(now + service_time(chosen));
        if (customer.number <= warm_up_ || customer.number > last_)
            return;
        ++waits_.counted;
        ++waits_.count[chosen];
        waits_.mean[chosen] += now - customer.arrived;
    }

    const QueueModel& model_;
    std::mt19937_64 random_;
    std::uint64_t warm_up_;
    std::uint64_t last_;
    std::uint64_t number_ = 0;
    std::vector<std::deque<Customer>> lines_;
    std::vector<double> next_arrival_;
    std::vector<model::Channel> channels_;
    std::priority_queue<double, std::vector<double>, std::greater<>> ends_; ///< of services in progress
    Waits waits_;
};

} // namespace

QueueModel read_queue_model(std::string_view json_text) {
    const Json json = parse_json(json_text, "the parameter file");
    QueueModel model;
    model.counters = static_cast<int>(integer_in(field(json, "c", "c"), 1, kMostCounters, "c"));
    if (json.contains("lam"))
        read_rates(json, model);
    else
        read_load(json, model);
    if (model.arrivals.empty() || load(model) <= 0)
        throw InputError("there must be at least one class with arrivals");
    if (load(model) >= 1)
        throw InputError(
            fmt::format("the load is {:.3f}: at 1 and above the queue grows without end", load(model)));
    read_rule(json, model);
    return model;
}

Waits simulate(const QueueModel& model, std::uint64_t customers, std::uint64_t seed) {
    return Simulation(model, customers, seed).run();
}

std::string to_json(const Waits& waits) {
    return Json{{"n", waits.counted}, {"W", waits.mean}, {"count", waits.count}}.dump();
}

} // namespace lab
