#include "kiosk/sensors.h"

#include "shared/screen/translations.h"

#include <utility>

namespace kiosk {

namespace {

const char* sentence(CardFailure why) {
    switch (why) {
    case CardFailure::Unreadable:
        return screen::msgid("The card could not be read. Please lift it and lay it on again.");
    case CardFailure::Expired:
        return screen::msgid("This card is no longer valid. Our staff are glad to help you without it.");
    case CardFailure::Unknown:
        break;
    }
    return screen::msgid("This is not an identity card that can be read here.");
}

} // namespace

Sensors::Sensors(loop::Loop& loop, const base::Clock& clock, const CardReaderOptions& cards,
                 Listener& listener)
    : loop_(loop), listener_(listener), card_reader_(cards.reader.empty() ? Sensor::None : Sensor::Away),
      cards_(open_card_reader(cards, clock, *this)) {
    if (cards_ && cards_->descriptor() >= 0)
        loop_.add_descriptor(cards_->descriptor(), [this] { cards_->dispatch(); });
    loop_.add(*this);
}

Sensors::~Sensors() {
    loop_.remove(*this);
    if (cards_ && cards_->descriptor() >= 0)
        loop_.remove_descriptor(cards_->descriptor());
}

void Sensors::seek_card(bool wanted, int day) {
    if (!cards_)
        return;
    if (day != 0 && std::exchange(day_, day) != day)
        cards_->set_day(day);
    if (std::exchange(seeking_, wanted) != wanted)
        cards_->seek(wanted);
}

void Sensors::tick(base::SteadyTime now) {
    if (cards_)
        cards_->tick(now);
}

std::optional<base::SteadyTime> Sensors::next_deadline() const {
    return cards_ ? cards_->next_deadline() : std::nullopt;
}

void Sensors::card_read(const CardRead& card) {
    listener_.sensed(CardLaid{card.person, card.age});
}

void Sensors::card_failed(CardFailure why) {
    listener_.sensed(CardNotRead{sentence(why)});
}

void Sensors::reader_changed(bool there) {
    const Sensor now = there ? Sensor::There : Sensor::Away;
    if (std::exchange(card_reader_, now) != now)
        listener_.sensors_changed();
}

} // namespace kiosk
