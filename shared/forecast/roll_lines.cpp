#include "shared/forecast/roll.h"

#include <algorithm>

namespace forecast {

namespace {

bool comes_after(const Person& a, const Person& b) {
    return a.place > b.place;
}

} // namespace

RollLines::RollLines(const Scene& scene, std::size_t per_service)
    : scene_(scene), per_service_(per_service), lines_(scene.lines.size() - 1), heads_(lines_.size()) {}

void RollLines::reset() {
    own_ = scene_.own;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
        lines_[line].next = scene_.lines[line];
        lines_[line].end = scene_.lines[line + 1];
        lines_[line].joined.clear();
        find_head(line);
    }
}

void RollLines::find_head(std::size_t position) {
    const Line& line = lines_[position];
    const Person* first = line.next < line.end ? &scene_.waiting[line.next] : nullptr;
    if (!line.joined.empty() && (first == nullptr || line.joined.back().place < first->place))
        first = &line.joined.back();
    heads_[position] = first == nullptr ? Head{} : Head{first->place, first};
}

const queue::Place* RollLines::head_at(model::CounterId, std::size_t service, std::size_t line) const {
    for (const Person& person : own_[asking_])
        if (person.service == service && person.line == line)
            return &person.place;
    return nullptr;
}

void RollLines::join(const Person& person) {
    const std::size_t line = person.service * per_service_ + person.line;
    auto& joined = lines_[line].joined;
    joined.insert(std::ranges::upper_bound(joined, person, comes_after), person);
    find_head(line);
}

void RollLines::each(const std::function<void(const Person&)>& visit) const {
    for (const Line& line : lines_) {
        for (std::size_t place = line.next; place < line.end; ++place)
            visit(scene_.waiting[place]);
        std::ranges::for_each(line.joined, visit);
    }
    for (const auto& own : own_)
        std::ranges::for_each(own, visit);
}

Person RollLines::take(const queue::Pick& pick) {
    if (pick.own) {
        auto& own = own_[asking_];
        const auto found =
            std::ranges::find(own, pick.place.id, [](const Person& person) { return person.place.id; });
        const Person taken = *found;
        own.erase(found);
        return taken;
    }
    const std::size_t position = pick.service * per_service_ + pick.channel;
    Line& line = lines_[position];
    const Person taken = *heads_[position].person;
    if (!line.joined.empty() && line.joined.back().place == pick.place)
        line.joined.pop_back();
    else
        ++line.next;
    find_head(position);
    return taken;
}

} // namespace forecast
