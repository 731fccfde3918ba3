// The simulated queue against closed forms: Erlang 1917 (FIFO), Cobham 1954 (strict), Kleinrock 1964
// (accumulating priority), with the cases tabulated for this project. Seeds are fixed: nothing is left to
// chance.

#include "shared/lab/input.h"
#include "shared/lab/simulate.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>

namespace {

struct Class {
    double arrivals;
    double mean;
    double second_moment;
};

double offered(const std::vector<Class>& classes) {
    return std::accumulate(classes.begin(), classes.end(), 0.0,
                           [](double sum, const Class& c) { return sum + c.arrivals * c.mean; });
}

/// The probability that an arrival waits at all in M/M/c.
double erlang_c(int counters, double load) {
    double b = 1;
    for (int n = 1; n <= counters; ++n)
        b = load * b / (n + load * b);
    return b / (1 - load / counters * (1 - b));
}

/// W0: what an arrival finds of work in progress, per counter.
double residual(int counters, const std::vector<Class>& classes) {
    if (counters == 1)
        return std::accumulate(classes.begin(), classes.end(), 0.0, [](double sum, const Class& c) {
            return sum + c.arrivals * c.second_moment / 2;
        });
    return erlang_c(counters, offered(classes)) * classes.front().mean / counters;
}

/// Kleinrock's recursion; `growth` must not fall from class to class.
std::vector<double> accumulating(int counters, const std::vector<Class>& classes,
                                 const std::vector<double>& growth) {
    const double rho = offered(classes) / counters;
    const auto rho_of = [&](std::size_t i) { return classes[i].arrivals * classes[i].mean / counters; };
    std::vector<double> waits;
    for (std::size_t p = 0; p < classes.size(); ++p) {
        double above = residual(counters, classes) / (1 - rho);
        for (std::size_t i = 0; i < p; ++i)
            above -= rho_of(i) * waits[i] * (1 - growth[i] / growth[p]);
        double below = 1;
        for (std::size_t i = p + 1; i < classes.size(); ++i)
            below -= rho_of(i) * (1 - growth[p] / growth[i]);
        waits.push_back(above / below);
    }
    return waits;
}

/// Cobham's formula; class `i` has priority[i], the smaller first.
std::vector<double> strict(int counters, const std::vector<Class>& classes,
                           const std::vector<int>& priority) {
    std::vector<double> waits;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        double before = 0;
        double with = 0;
        for (std::size_t j = 0; j < classes.size(); ++j) {
            const double rho = classes[j].arrivals * classes[j].mean / counters;
            before += priority[j] < priority[i] ? rho : 0;
            with += priority[j] <= priority[i] ? rho : 0;
        }
        waits.push_back(residual(counters, classes) / ((1 - before) * (1 - with)));
    }
    return waits;
}

/// Runs independent days and holds their mean against `expected`: within four standard errors, which a right
/// program misses once in 16,000 times, and these errors within 3 % of the value, so that a wrong one is
/// seen.
void check(const std::string& json, const std::vector<double>& expected) {
    constexpr int kRuns = 16;
    const lab::QueueModel model = lab::read_queue_model(json);
    std::vector<double> sum(expected.size());
    std::vector<double> squares(expected.size());
    for (std::uint64_t seed = 1; seed <= kRuns; ++seed) {
        const lab::Waits waits = lab::simulate(model, 400'000, seed);
        REQUIRE(waits.counted == 400'000);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            sum[i] += waits.mean[i];
            squares[i] += waits.mean[i] * waits.mean[i];
        }
    }
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double mean = sum[i] / kRuns;
        const double error = std::sqrt((squares[i] / kRuns - mean * mean) / (kRuns - 1));
        INFO(json << " class " << i << ": formula " << expected[i] << ", simulated " << mean << " ± "
                  << error);
        CHECK(std::abs(mean - expected[i]) <= 4 * error);
        CHECK(error <= 0.03 * expected[i]);
    }
}

std::vector<Class> exponential(int counters, double rho, const std::vector<double>& shares) {
    std::vector<Class> classes;
    for (const double share : shares)
        classes.push_back({rho * counters * share, 1, 2});
    return classes;
}

} // namespace

TEST_CASE("Simulation: waits under accumulating priority are Kleinrock's", "[lab][simulate]") {
    check(R"({"c":1,"rho":0.7,"shares":[0.714285714285714,0.285714285714286],"b":[1,2],"rule":"apq"})",
          accumulating(1, exponential(1, 0.7, {5.0 / 7, 2.0 / 7}), {1, 2}));
    check(R"({"c":3,"rho":0.8,"shares":[0.85,0.15],"b":[1,2],"rule":"apq","mean":1.0})",
          accumulating(3, exponential(3, 0.8, {0.85, 0.15}), {1, 2}));
    check(R"({"c":8,"rho":0.85,"shares":[0.7,0.2,0.1],"b":[1,2,5],"rule":"apq"})",
          accumulating(8, exponential(8, 0.85, {0.7, 0.2, 0.1}), {1, 2, 5}));
}

TEST_CASE("Simulation: the formulas give the values that were tabulated", "[lab][simulate]") {
    const auto a1 = accumulating(1, exponential(1, 0.7, {5.0 / 7, 2.0 / 7}), {1, 2});
    CHECK(a1[0] == Approx(2.5926).margin(5e-5));
    CHECK(a1[1] == Approx(1.6852).margin(5e-5));
    const auto c2 = accumulating(8, exponential(8, 0.85, {0.7, 0.2, 0.1}), {1, 2, 5});
    CHECK(c2[0] == Approx(0.5633).margin(5e-5));
    CHECK(c2[2] == Approx(0.1757).margin(5e-5));
    const auto b3 = strict(3, exponential(3, 0.8, {0.85, 0.15}), {2, 1});
    CHECK(b3[0] == Approx(1.2257).margin(5e-5));
    CHECK(b3[1] == Approx(0.2451).margin(5e-5));
}

TEST_CASE("Simulation: services that are not exponential follow Pollaczek and Khinchine", "[lab][simulate]") {
    check(
        R"({"c":1,"lam":[0.4,0.2666666667],"service":[{"kind":"exp","mean":1},{"kind":"gamma","mean":1.5,"cv2":0.25}],
             "rule":"apq","b":[1,2]})",
        accumulating(1, {{0.4, 1, 2}, {0.2666666667, 1.5, 1.5 * 1.5 * 1.25}}, {1, 2}));
    check(
        R"({"c":1,"lam":[0.72,0.18],"service":[{"kind":"det","mean":1},{"kind":"det","mean":1}],"rule":"apq","b":[1,3]})",
        accumulating(1, {{0.72, 1, 1}, {0.18, 1, 1}}, {1, 3}));
}

TEST_CASE("Simulation: waits under strict priority are Cobham's", "[lab][simulate]") {
    check(R"({"c":3,"rho":0.8,"shares":[0.85,0.15],"prio":[2,1],"rule":"strict"})",
          strict(3, exponential(3, 0.8, {0.85, 0.15}), {2, 1}));
}

TEST_CASE("Simulation: first come, first served waits as Erlang says, whatever the class",
          "[lab][simulate]") {
    const double wait = erlang_c(8, 7.2) / 8 / (1 - 0.9);
    check(R"({"c":8,"rho":0.9,"shares":[0.6,0.4],"rule":"fifo"})", {wait, wait});
}

TEST_CASE("Simulation: the same seed gives the same answer, another one does not", "[lab][simulate]") {
    const auto model = lab::read_queue_model(R"({"c":2,"rho":0.8,"shares":[1],"b":[1]})");
    CHECK(lab::to_json(lab::simulate(model, 1000, 7)) == lab::to_json(lab::simulate(model, 1000, 7)));
    CHECK(lab::to_json(lab::simulate(model, 1000, 7)) != lab::to_json(lab::simulate(model, 1000, 8)));
}

TEST_CASE("Simulation: parameters that make no queue are refused with the field's name", "[lab][simulate]") {
    const auto refusal = [](const char* json) {
        try {
            lab::read_queue_model(json);
        } catch (const lab::InputError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    CHECK(refusal("{").find("not JSON") != std::string::npos);
    CHECK(refusal(R"({"c":2E99999})").find("not JSON") != std::string::npos);
    CHECK(refusal(R"({"rho":0.5})") == "c is missing");
    CHECK(refusal(R"({"c":0,"rho":0.5,"shares":[1],"b":[1]})").find("c must be") == 0);
    CHECK(refusal(R"({"c":1,"rho":0.5,"shares":[0],"b":[1]})").find("shares") == 0);
    CHECK(refusal(R"({"c":1,"lam":[2],"service":[{"kind":"exp","mean":1}],"b":[1]})")
              .find("the load is 2.000") == 0);
    CHECK(refusal(R"({"c":1,"lam":[0.5],"service":[{"kind":"gamma","mean":1}],"b":[1]})") ==
          "service[0].cv2 is missing");
    CHECK(refusal(R"({"c":1,"rho":0.5,"shares":[1,1],"b":[1]})") == "b must have one entry for each class");
}
