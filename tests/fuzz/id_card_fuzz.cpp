#include "kiosk/idcard/session.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

namespace {

using Payloads = std::vector<std::vector<std::byte>>;

Payloads cut_into(std::span<const std::byte> bytes, std::size_t piece) {
    Payloads payloads;
    kiosk::FrameParser parser;
    while (!bytes.empty()) {
        const auto count = std::min(piece, bytes.size());
        parser.take(bytes.first(count), [&](std::span<const std::byte> payload) {
            payloads.emplace_back(payload.begin(), payload.end());
        });
        bytes = bytes.subspan(count);
    }
    return payloads;
}

} // namespace

// A reader that says anything: in pieces after each of which time passes, their length and the time by two
// bytes before them. The frames do not depend on the pieces, a card has an age, a token and validity, and the
// session always knows when it goes on. A piece "found" or "selected" may be a byte: 0xF0, 0xF1.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(input, size));
    if (cut_into(bytes, 1) != cut_into(bytes, 4096) || cut_into(bytes, 13) != cut_into(bytes, 700))
        std::abort();
    static_cast<void>(kiosk::read_card(bytes, 20260302, wire::PersonKey::make()));

    kiosk::CardSession session(wire::PersonKey(std::array<std::byte, wire::PersonKey::kSize>{}));
    base::SteadyTime now{std::chrono::hours(1)};
    const auto judge = [&](const kiosk::CardSession::Effects& effects) {
        bool reopens = false;
        for (const auto& effect : effects) {
            if (const auto* card = std::get_if<kiosk::CardRead>(&effect))
                if (!card->valid || card->age < 0 || card->age > 150 || card->person.size() != 32)
                    std::abort();
            reopens = reopens || std::holds_alternative<kiosk::ReopenCable>(effect);
        }
        if (reopens)
            static_cast<void>(session.cable_up(now));
        if (!session.next_deadline())
            std::abort();
    };
    session.set_day(20260302, now);
    session.seek(true, now);
    judge(session.cable_up(now));
    judge(session.received(kiosk::sdt_frame(std::array{std::byte{0}, std::byte{0}, std::byte{0x90}}), now));
    for (std::size_t at = 0; at + 2 <= size;) {
        const auto kind = input[at];
        now += base::Duration(input[at + 1] * 10);
        at += 2;
        if (kind == 0xF0 || kind == 0xF1) {
            std::vector<std::byte> payload(kind == 0xF0 ? 7 : 11);
            payload[2] = kind == 0xF0 ? std::byte{0x9F} : std::byte{0x90};
            judge(session.received(kiosk::sdt_frame(payload), now));
        } else {
            const auto count = std::min<std::size_t>(kind * std::size_t{8}, size - at);
            if (kind < 0xF0)
                judge(session.received(bytes.subspan(at, count), now));
            else
                session.seek(kind % 2 == 0, now);
            at += kind < 0xF0 ? count : 0;
        }
        judge(session.tick(now));
    }
    return 0;
}
