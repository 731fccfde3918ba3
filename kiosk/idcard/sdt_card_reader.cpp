#include "kiosk/idcard/sdt_card_reader.h"

#include "shared/base/log.h"

#include <algorithm>
#include <utility>

namespace kiosk {

namespace {

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

} // namespace

void SdtCardReader::seek(bool wanted) {
    session_.seek(wanted, now());
}

void SdtCardReader::set_day(int day) {
    session_.set_day(day, now());
}

void SdtCardReader::tick(base::SteadyTime now) {
    tick_cable(now);
    carry_out(session_.tick(now));
}

std::optional<base::SteadyTime> SdtCardReader::next_deadline() const {
    const auto session = session_.next_deadline(), cable = cable_deadline();
    if (!session || !cable)
        return session ? session : cable;
    return std::min(*session, *cable);
}

void SdtCardReader::cable_up(std::string name) {
    name_ = std::move(name);
    carry_out(session_.cable_up(now()));
}

void SdtCardReader::cable_down() {
    carry_out(session_.cable_down());
}

void SdtCardReader::received(std::span<const std::byte> bytes) {
    carry_out(session_.received(bytes, now()));
}

void SdtCardReader::carry_out(const CardSession::Effects& effects) {
    const Overloaded cases{
        [this](const SendFrame& frame) { send(frame.bytes); },
        [this](const ReopenCable&) { reopen(); },
        [this](const ReaderThere& reader) {
            if (reader.there)
                base::log_info("kiosk", "card reader {} is there", name_);
            else
                base::log_warning("kiosk", "card reader {} is gone", name_);
            listener_.reader_changed(reader.there);
        },
        [this](const CardRead& card) { listener_.card_read(card); },
        [this](CardFailure why) { listener_.card_failed(why); },
    };
    for (const CardEffect& effect : effects)
        std::visit(cases, effect);
}

} // namespace kiosk
