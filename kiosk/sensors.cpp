#include "kiosk/sensors.h"

#include "kiosk/scanner/scan_meaning.h"
#include "shared/screen/translations.h"

#include <algorithm>
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
                 const ScannerOptions& scanner, Listener& listener)
    : loop_(loop), listener_(listener), ticket_link_(scanner.ticket_link),
      card_reader_(cards.reader.empty() ? Sensor::None : Sensor::Away),
      scanner_(scanner.scanner.empty() ? Sensor::None : Sensor::Away),
      cards_(open_card_reader(cards, clock, *this)), codes_(open_scanner(scanner, clock, *this)) {
    if (cards_ && cards_->descriptor() >= 0)
        loop_.add_descriptor(cards_->descriptor(), [this, fd = cards_->descriptor()] { read_cards(fd); });
    if (codes_ && codes_->descriptor() >= 0)
        loop_.add_descriptor(codes_->descriptor(), [this, fd = codes_->descriptor()] { read_codes(fd); });
    loop_.add(*this);
}

Sensors::~Sensors() {
    loop_.remove(*this);
    if (cards_ && cards_->descriptor() >= 0)
        loop_.remove_descriptor(cards_->descriptor());
    if (codes_ && codes_->descriptor() >= 0)
        loop_.remove_descriptor(codes_->descriptor());
}

// A virtual one's standard input may end: then there is no descriptor any more.

void Sensors::read_cards(int descriptor) {
    cards_->dispatch();
    if (cards_->descriptor() < 0)
        loop_.remove_descriptor(descriptor);
}

void Sensors::read_codes(int descriptor) {
    codes_->dispatch();
    if (codes_->descriptor() < 0)
        loop_.remove_descriptor(descriptor);
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
    if (codes_)
        codes_->tick(now);
}

std::optional<base::SteadyTime> Sensors::next_deadline() const {
    const auto card = cards_ ? cards_->next_deadline() : std::nullopt;
    const auto code = codes_ ? codes_->next_deadline() : std::nullopt;
    return card && code ? std::min(card, code) : (card ? card : code);
}

void Sensors::card_read(const CardRead& card) {
    listener_.sensed(CardLaid{card.person, card.age});
}

void Sensors::card_failed(CardFailure why) {
    listener_.sensed(CardNotRead{sentence(why)});
}

void Sensors::scanned(const std::string& text) {
    const ScanMeaning scan = meaning(text, ticket_link_);
    if (const auto* ticket = std::get_if<TicketToken>(&scan))
        listener_.sensed(TicketScanned{ticket->token});
    else if (const auto* booked = std::get_if<AppointmentCode>(&scan))
        listener_.sensed(CodeScanned{booked->code});
    else
        listener_.sensed(Touched{}); // of no use here, but somebody is there
}

void Sensors::scanner_changed(bool there) {
    const Sensor now = there ? Sensor::There : Sensor::Away;
    if (std::exchange(scanner_, now) != now)
        listener_.sensors_changed();
}

void Sensors::reader_changed(bool there) {
    const Sensor now = there ? Sensor::There : Sensor::Away;
    if (std::exchange(card_reader_, now) != now)
        listener_.sensors_changed();
}

} // namespace kiosk
