#include "printer/escpos/status.h"

#include <algorithm>
#include <utility>

namespace printer {
namespace {

constexpr std::size_t kLongestBlock = 80;

bool has(std::uint8_t bits, unsigned bit) {
    return (bits & (1U << bit)) != 0;
}

// Which bits must be what: x is free. The first byte tells the kind.
bool is_auto(std::uint8_t byte) {
    return (byte & 0x93U) == 0x10U;
} // 0xx1xx00
bool is_state(std::uint8_t byte) {
    return (byte & 0x93U) == 0x12U;
} // 0xx1xx10
bool is_follow(std::uint8_t byte) {
    return (byte & 0x90U) == 0x00U;
} // 0xx0xxxx
bool is_flow_control(std::uint8_t byte) {
    return byte == 0x11 || byte == 0x13;
}
bool begins_block(std::uint8_t byte) {
    return byte == 0x37 || byte == 0x5f || byte == 0x3d;
}

bool has_cause(const Condition& condition) {
    return condition.recoverable || condition.cutter_jam || condition.unrecoverable || condition.overheated;
}

Condition condition_of(const std::vector<std::uint8_t>& four) {
    Condition condition;
    condition.offline = has(four[0], 3);
    condition.cover_open = has(four[0], 5);
    condition.recoverable = has(four[1], 2);
    condition.cutter_jam = has(four[1], 3);
    condition.unrecoverable = has(four[1], 5);
    condition.overheated = has(four[1], 6);
    condition.error = has_cause(condition);
    condition.paper_low = (four[2] & 0x03U) != 0;
    condition.paper_out = (four[2] & 0x0cU) != 0;
    return condition;
}

} // namespace

void apply_state(Condition& condition, int which, std::uint8_t bits) {
    switch (which) {
    case 1:
        condition.offline = has(bits, 3);
        break;
    case 2:
        condition.cover_open = has(bits, 2);
        // A clear bit says only that no printing was stopped: without a job an empty roll does not set it.
        condition.paper_out = condition.paper_out || has(bits, 5);
        condition.error = has(bits, 6);
        break;
    case 3:
        condition.recoverable = has(bits, 2);
        condition.cutter_jam = has(bits, 3);
        condition.unrecoverable = has(bits, 5);
        condition.overheated = has(bits, 6);
        condition.error = condition.error || has_cause(condition);
        break;
    case 4:
        condition.paper_low = (bits & 0x0cU) != 0;
        condition.paper_out = (bits & 0x60U) != 0;
        break;
    default:
        break;
    }
}

std::vector<StatusEvent> StatusParser::feed(std::span<const std::byte> bytes) {
    std::vector<StatusEvent> events;
    for (const auto byte : bytes)
        if (auto event = take(std::to_integer<std::uint8_t>(byte)))
            events.push_back(std::move(*event));
    return events;
}

std::optional<StatusEvent> StatusParser::take(std::uint8_t byte) {
    if (!pending_.empty())
        return is_auto(pending_.front()) ? take_auto(byte) : take_block(byte);
    if (is_flow_control(byte))
        return std::nullopt;
    if (is_auto(byte) || begins_block(byte)) {
        pending_.push_back(byte);
        return std::nullopt;
    }
    if (is_state(byte))
        return StateAnswer{byte};
    if (is_follow(byte))
        return PaperAnswer{byte};
    return std::nullopt;
}

std::optional<StatusEvent> StatusParser::take_auto(std::uint8_t byte) {
    if (!is_follow(byte)) { // the rest was lost: this byte begins something else
        pending_.clear();
        return take(byte);
    }
    pending_.push_back(byte);
    if (pending_.size() < 4)
        return std::nullopt;
    const AutoStatus status{condition_of(pending_)};
    pending_.clear();
    return status;
}

std::optional<StatusEvent> StatusParser::take_block(std::uint8_t byte) {
    if (byte != 0 && byte < 0x20) { // its end was lost: this byte begins something else
        pending_.clear();
        return take(byte);
    }
    if (byte != 0) {
        pending_.push_back(byte);
        if (pending_.size() > kLongestBlock)
            pending_.clear();
        return std::nullopt;
    }
    const auto block = std::exchange(pending_, {});
    if (block.size() == 6 && block[0] == 0x37 && block[1] == 0x22) {
        DoneAnswer done;
        std::ranges::transform(std::span(block).subspan(2), done.id.begin(),
                               [](auto each) { return static_cast<char>(each); });
        return done;
    }
    if (block[0] != 0x5f)
        return std::nullopt;
    return NameAnswer{std::string(block.begin() + 1, block.end())};
}

} // namespace printer
