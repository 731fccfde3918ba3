#include "kiosk/idcard/open_card_reader.h"

#include "kiosk/idcard/serial_card_reader.h"
#include "kiosk/idcard/usb_card_reader.h"
#include "kiosk/idcard/virtual_card_reader.h"
#include "shared/base/log.h"
#include "shared/base/text.h"

#include <fmt/core.h>

#include <stdexcept>
#include <variant>

namespace kiosk {

namespace {

struct NoReader {};
struct SerialPort {
    std::string path;
};
struct VirtualPath {
    std::string path;
};
using ReaderPlace = std::variant<NoReader, usb::Match, SerialPort, VirtualPath>;

std::optional<ReaderPlace> place_of(std::string_view reader) {
    constexpr std::string_view kUsb = "usb", kSerial = "serial:", kVirtual = "virtual:";
    if (reader.empty())
        return NoReader{};
    if (reader == kUsb)
        return UsbCardReader::usual();
    if (reader.starts_with(kUsb) && reader[kUsb.size()] == ':') {
        const auto match = usb::Match::parse(reader.substr(kUsb.size() + 1));
        return match ? std::optional<ReaderPlace>(*match) : std::nullopt;
    }
    if (reader.starts_with(kSerial) && reader.substr(kSerial.size()).starts_with('/'))
        return SerialPort{std::string(reader.substr(kSerial.size()))};
    if (reader.starts_with(kVirtual) && reader.size() > kVirtual.size())
        return VirtualPath{std::string(reader.substr(kVirtual.size()))};
    return std::nullopt;
}

} // namespace

bool is_card_reader(std::string_view reader) {
    return place_of(reader).has_value();
}

std::unique_ptr<CardReader> open_card_reader(const CardReaderOptions& options, const base::Clock& clock,
                                             CardListener& listener) {
    const auto place = place_of(options.reader);
    if (!place)
        throw std::runtime_error(fmt::format("the card reader must be usb, usb:VID:PID, serial:/dev/… or "
                                             "virtual:PATH, not \"{}\"",
                                             base::one_line(options.reader)));
    if (std::holds_alternative<NoReader>(*place))
        return nullptr;
    if (options.person_key.empty())
        throw std::runtime_error("a card reader needs the hall's person key: please name its file");
    const auto key = wire::PersonKey::read(options.person_key);
    if (const auto* port = std::get_if<SerialPort>(&*place))
        return std::make_unique<SerialCardReader>(port->path, key, clock, listener);
    if (const auto* fifo = std::get_if<VirtualPath>(&*place))
        return std::make_unique<VirtualCardReader>(fifo->path, key, clock, listener);
    try {
        return std::make_unique<UsbCardReader>(std::get<usb::Match>(*place), key, clock, listener);
    } catch (const usb::Error& error) {
        base::log_error("kiosk", "no card reader: {}", error.what());
        return nullptr;
    }
}

} // namespace kiosk
