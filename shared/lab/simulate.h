#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

/// One queue, c equal counters, Poisson arrivals: the textbook's M/M/c and M/G/c under a rule, to hold the
/// calling rule against closed forms (Kleinrock 1964, Cobham 1954, Erlang 1917).
struct QueueModel {
    struct Service {
        enum class Kind { Exponential, Deterministic, Gamma } kind = Kind::Exponential;
        double mean = 1.0;
        double cv2 = 1.0; ///< squared coefficient of variation, of Gamma
    };
    enum class Rule { AccumulatingPriority, Strict, Fifo };

    int counters = 1;
    std::vector<double> arrivals; ///< rate of each class
    std::vector<Service> services;
    Rule rule = Rule::Fifo;
    std::vector<double> growth; ///< of AccumulatingPriority: credit per unit of waiting
    std::vector<int> priority;  ///< of Strict: the smaller first
};

/// Reads the parameters of `jiaohao-lab simulate`. Throws InputError with a sentence that names the field.
QueueModel read_queue_model(std::string_view json);

/// What the customers after the warm-up met.
struct Waits {
    std::uint64_t counted = 0;
    std::vector<double> mean; ///< time in the queue by class, in the unit of the service means
    std::vector<std::uint64_t> count;
};

/// `customers` are counted after a warm-up of a tenth as many. The same seed gives the same answer.
Waits simulate(const QueueModel& model, std::uint64_t customers, std::uint64_t seed);

std::string to_json(const Waits& waits);

} // namespace lab
