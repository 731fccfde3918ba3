#include "shared/forecast/premises.h"

#include <algorithm>

namespace forecast {

Premises::Premises(model::Hall its_hall, std::map<model::CounterId, Lunch> planned)
    : hall(std::move(its_hall)), layout(hall), rolled(layout), lunches(std::move(planned)) {
    rolled.weights.clear();
    for (const queue::Weight& weight : layout.weights) {
        const auto same = std::ranges::find(rolled.weights, weight);
        line_of_channel.push_back(static_cast<std::size_t>(same - rolled.weights.begin()));
        if (same == rolled.weights.end())
            rolled.weights.push_back(weight);
    }
}

} // namespace forecast
