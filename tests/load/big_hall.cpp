#include "tests/load/big_hall.h"

#include <fmt/core.h>

namespace load {

namespace {

constexpr int kGroups = 12;

/// A, B … Z, AA, AB …
std::string letters(int number) {
    std::string text;
    for (++number; number > 0; number = (number - 1) / 26)
        text.insert(text.begin(), static_cast<char>('A' + (number - 1) % 26));
    return text;
}

} // namespace

model::ServiceId service(int number) {
    return {fmt::format("service-{}", number)};
}

std::string big_hall_toml() {
    std::string text =
        "name = { en = \"City hall\" }\nlanguages = [\"en\"]\nzone = \"UTC\"\nroll_over_hour = 0\n"
        "opens = \"00:00\"\ncloses = \"23:59\"\n[rules]\nno_show_after = \"0 s\"\nno_show_recalls = 0\n";
    for (int group = 0; group < kGroups; ++group)
        text += fmt::format("[[groups]]\nid = \"group-{0}\"\nname = {{ en = \"Group {0}\" }}\n", group);
    for (int number = 0; number < kServices; ++number)
        text += fmt::format(
            "[[services]]\nid = \"{}\"\ngroup = \"group-{}\"\nletter = \"{}\"\ntypical = \"5 min\"\n"
            "wait_target = \"20 min\"\nname = {{ en = \"Service {}\" }}\n",
            service(number).value, number % kGroups, letters(number), number);
    text += "[[channels]]\nid = \"ordinary\"\nname = { en = \"Ordinary\" }\n"
            "[[channels]]\nid = \"elderly\"\nverified = \"declared\"\ngreen = true\nname = { en = "
            "\"Elderly\" }\n";
    for (int counter = 1; counter <= kCounters; ++counter) {
        std::string served;
        for (int nth = 0; nth < 4; ++nth)
            served += fmt::format("{}\"{}\"", nth == 0 ? "" : ", ",
                                  service((counter + nth * 17) % kServices).value);
        text += fmt::format("[[counters]]\nid = {}\nservices = [{}]\nlocation = {{ en = \"Floor {}\" }}\n",
                            counter, served, counter / 40 + 1);
    }
    return text;
}

} // namespace load
