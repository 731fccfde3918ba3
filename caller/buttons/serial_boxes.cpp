#include "caller/buttons/serial_boxes.h"

#include <fmt/format.h>

#include <functional>
#include <utility>

namespace caller {

namespace {

std::vector<std::uint8_t> addresses_of(const std::vector<SerialBinding>& bindings) {
    std::vector<std::uint8_t> addresses;
    addresses.reserve(bindings.size());
    for (const SerialBinding& one : bindings)
        addresses.push_back(one.address);
    return addresses;
}

} // namespace

SerialBoxes::SerialBoxes(const std::vector<SerialBinding>& bindings, const base::Clock& clock,
                         BoxListener& listener)
    : clock_(clock), line_(addresses_of(bindings)),
      port_(bindings.front().port, serial::speed_of(bindings.front().baud).value_or(B9600),
            {"caller", "button boxes"}, clock, std::bind_front(&SerialBoxes::received, this),
            std::bind_front(&SerialBoxes::port_changed, this)) {
    for (const SerialBinding& one : bindings)
        boxes_.emplace(one.address, Box{BoxKeys(fmt::format("{}#{}", one.port, one.address), one.counter,
                                                one.keys, base::SteadyTime{}, listener, base::Duration(0))});
}

void SerialBoxes::received(std::span<const std::byte> bytes) {
    carry_out(line_.received(bytes, clock_.steady()));
}

void SerialBoxes::port_changed(bool there) {
    if (there)
        line_.opened(clock_.steady());
    else
        carry_out(line_.closed());
}

void SerialBoxes::tick(base::SteadyTime now) {
    port_.tick(now);
    carry_out(line_.tick(now));
    send();
    for (auto& [address, box] : boxes_)
        box.keys.tick(now);
}

/// A port that takes nothing ends, and says so by port_changed().
void SerialBoxes::send() {
    if (const auto text = line_.to_send(); !text.empty())
        port_.write(std::as_bytes(std::span(text)));
}

void SerialBoxes::carry_out(const std::vector<BoxEvent>& events) {
    for (const BoxEvent& event : events) {
        if (const auto* came = std::get_if<BoxCame>(&event)) {
            boxes_.at(came->address).keys.came();
        } else if (const auto* went = std::get_if<BoxWent>(&event)) {
            boxes_.at(went->address).down.clear();
            boxes_.at(went->address).keys.went();
        } else if (const auto* restarted = std::get_if<BoxRestarted>(&event)) {
            boxes_.at(restarted->address).down.clear();
            boxes_.at(restarted->address).keys.let_go();
        } else if (const auto* key = std::get_if<BoxKey>(&event)) {
            pressed(*key);
        }
    }
}

void SerialBoxes::pressed(const BoxKey& key) {
    Box& box = boxes_.at(key.address);
    if (key.down)
        box.down.insert(button(key.key));
    else
        box.down.erase(button(key.key));
    box.keys.take(0, {0, {box.down.begin(), box.down.end()}}, clock_.steady());
}

void SerialBoxes::show(const model::CounterId& counter, const Sign& sign) {
    for (const auto& [address, box] : boxes_)
        if (box.keys.counter() == counter)
            line_.show(address, sign);
}

std::optional<base::SteadyTime> SerialBoxes::next_deadline() const {
    auto next = port_.next_deadline();
    const auto sooner = [&next](std::optional<base::SteadyTime> when) {
        if (when)
            next = std::min(next.value_or(*when), *when);
    };
    sooner(line_.next_deadline());
    for (const auto& [address, box] : boxes_)
        sooner(box.keys.next_deadline());
    return next;
}

} // namespace caller
