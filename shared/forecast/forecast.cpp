#include "shared/forecast/forecast.h"

#include "shared/forecast/roll.h"

#include <algorithm>
#include <array>

namespace forecast {

using base::Duration;
using base::WallTime;

namespace {

/// Nobody reaches a counter in no time.
constexpr Duration kWalk = std::chrono::minutes(1);

/// What came out of each future, of one ticket.
class Outcomes {
  public:
    void add(WallTime now, const Roll::Fate& fate) {
        waits_[count_] = fate.called == kNever ? kHorizon : fate.called - now;
        ahead_[count_++] = fate.ahead;
    }

    model::Foreseen quantiles() {
        const auto end = waits_.begin() + static_cast<std::ptrdiff_t>(count_);
        std::sort(waits_.begin(), end);
        return {quantile(0.1), quantile(0.5), quantile(0.9)};
    }

    int ahead() {
        const auto middle = ahead_.begin() + static_cast<std::ptrdiff_t>(count_ / 2);
        std::nth_element(ahead_.begin(), middle, ahead_.begin() + static_cast<std::ptrdiff_t>(count_));
        return *middle;
    }

  private:
    Duration quantile(double share) const {
        const double place = share * static_cast<double>(count_ - 1);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, count_ - 1);
        const double part = place - static_cast<double>(below);
        return waits_[below] + Duration(static_cast<std::int64_t>(
                                   part * static_cast<double>((waits_[above] - waits_[below]).count())));
    }

    std::array<Duration, kFutures> waits_{};
    std::array<int, kFutures> ahead_{};
    std::size_t count_ = 0;
};

Prospect prospect_of(Outcomes& outcomes, const Experience& experience, bool known) {
    Prospect prospect;
    prospect.ahead = outcomes.ahead();
    prospect.raw = outcomes.quantiles();
    prospect.foreseen = experience.calibration().corrected(prospect.raw);
    prospect.known = known;
    return prospect;
}

/// By Person::present.
std::vector<const Person*> people_of(const Scene& scene) {
    std::vector<const Person*> people;
    people.reserve(scene.present);
    for (const Person& person : scene.waiting)
        people.push_back(&person);
    for (const auto& own : scene.own)
        for (const Person& person : own)
            people.push_back(&person);
    return people;
}

bool is_served(const Scene& scene, const Person& person) {
    for (std::size_t desk = 0; desk < scene.own.size(); ++desk)
        for (const Person& own : scene.own[desk])
            if (own.place.id == person.place.id)
                return scene.desks[desk].state == SceneDesk::State::Free ||
                       scene.desks[desk].state == SceneDesk::State::Busy;
    return scene.served[person.service];
}

/// Before somebody whom nobody is expected to call: those of the same service who rank before now.
int ranked_before(const Scene& scene, const Experience& experience, const Person& person) {
    const auto rank_of = [&](const Person& one) {
        return queue::rank(experience.premises().rolled.weights[one.line], one.place, scene.now);
    };
    const auto before = [&](const Person& other) {
        return other.service == person.service && rank_of(other) < rank_of(person);
    };
    return static_cast<int>(std::ranges::count_if(scene.waiting, before));
}

int waiting_for(const Scene& scene, std::size_t service) {
    const auto counts = [&](const Person& person) {
        return person.service == service && person.place.entry <= scene.now;
    };
    auto waiting = std::ranges::count_if(scene.waiting, counts);
    for (const auto& own : scene.own)
        waiting += std::ranges::count_if(own, counts);
    return static_cast<int>(waiting);
}

Prospect prospect_of(Outcomes& outcomes, const Scene& scene, const Experience& experience,
                     const Person& person) {
    Prospect prospect = prospect_of(outcomes, experience, is_served(scene, person));
    if (prospect.raw.point >= kHorizon)
        prospect.ahead = ranked_before(scene, experience, person);
    return prospect;
}

} // namespace

Prospect foresee(const Scene& scene, const Experience& experience, model::TicketId ticket) {
    const auto people = people_of(scene);
    const auto person = std::ranges::find(people, ticket, [](const Person* one) { return one->place.id; });
    if (person == people.end())
        return {};
    Roll roll(scene, experience);
    Outcomes outcomes;
    for (std::size_t future = 0; future < kFutures; ++future) {
        roll.run(future, (*person)->present);
        outcomes.add(scene.now, roll.fates()[(*person)->present]);
    }
    return prospect_of(outcomes, scene, experience, **person);
}

model::Forecast Prospect::told() const {
    return known ? model::Forecast{foreseen.low, foreseen.high + kWalk, true} : model::Forecast{};
}

Everybody foresee_all(const Scene& scene, const Experience& experience) {
    const auto people = people_of(scene);
    const auto& services = experience.premises().hall.services;
    std::vector<Outcomes> of_people(people.size());
    std::vector<Outcomes> of_newcomers(services.size());
    Roll roll(scene, experience);
    for (std::size_t future = 0; future < kFutures; ++future) {
        roll.run(future);
        for (std::size_t place = 0; place < people.size(); ++place)
            of_people[place].add(scene.now, roll.fates()[place]);
        for (std::size_t service = 0; service < services.size(); ++service)
            of_newcomers[service].add(scene.now, {roll.newcomers()[service], 0});
    }

    Everybody everybody;
    for (std::size_t place = 0; place < people.size(); ++place)
        everybody.tickets[people[place]->place.id] =
            prospect_of(of_people[place], scene, experience, *people[place]);
    for (std::size_t service = 0; service < services.size(); ++service) {
        const Prospect prospect = prospect_of(of_newcomers[service], experience, scene.served[service]);
        everybody.outlooks.push_back({services[service].id, waiting_for(scene, service), prospect.told()});
    }
    return everybody;
}

} // namespace forecast
