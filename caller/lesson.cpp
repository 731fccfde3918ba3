#include "caller/lesson.h"

#include "shared/base/text.h"

#include <fmt/format.h>

#include <utility>

namespace caller {

std::string guessed_preset(Usage first_key) {
    const bool of_a_pad = first_key >= key::kNumLock && first_key <= key::kDot;
    return of_a_pad || first_key == key::kBackspace ? "numeric" : "five";
}

Lesson::Outcome Lesson::begin() const {
    return {"Press a key on the box that is to be bound. Escape gives a keyboard back to the system; q and "
            "ENTER end this.\n"};
}

Lesson::Outcome Lesson::came(const std::string& device, const std::string& name,
                             std::optional<model::CounterId> bound) {
    names_[device] = name;
    return {bound ? fmt::format("Box {}, counter {}'s until now, listens.\n", name, bound->value)
                  : fmt::format("Box {} belongs to no counter and listens.\n", name)};
}

Lesson::Outcome Lesson::went(const std::string& device) {
    const auto found = names_.find(device);
    if (found == names_.end())
        return {};
    const auto name = found->second;
    names_.erase(found);
    if (asking_ == device)
        asking_.clear();
    return {fmt::format("Box {} is gone.\n", name)};
}

Lesson::Outcome Lesson::key(const std::string& device, Usage usage) {
    const auto found = names_.find(device);
    if (found == names_.end())
        return {};
    if (usage == key::kEscape) {
        if (asking_ == device)
            asking_.clear();
        return {fmt::format("{} is given back to the system.\n", found->second), {}, device};
    }
    if (asking_ == device)
        return {};
    asking_ = device;
    guess_ = preset_.empty() ? guessed_preset(usage) : preset_;
    if (counter_.value > 0)
        return learn(counter_);
    return {fmt::format("A key of box {}. Which counter is it? ", found->second)};
}

Lesson::Outcome Lesson::line(std::string_view text) {
    if (text == "q")
        return {.say = {}, .end = true};
    if (asking_.empty())
        return {"Press a key on the box first.\n"};
    const auto number = base::parse_number<int>(text);
    if (number && *number >= 1 && *number <= model::kHighestCounter)
        return learn(model::CounterId{*number});
    asking_.clear();
    return {"That is no counter; the box stays as it was. Press a key on it to begin again.\n"};
}

Lesson::Outcome Lesson::learn(model::CounterId counter) {
    const LearnedBox box{std::exchange(asking_, {}), counter, guess_};
    return {fmt::format("Box {} is counter {}'s now:\n\n{}\n", names_.at(box.device), counter.value,
                        text_of(box)),
            box};
}

} // namespace caller
