#include "kiosk/scanner/open_scanner.h"

#include "kiosk/scanner/serial_scanner.h"
#include "kiosk/scanner/usb_scanner.h"
#include "kiosk/scanner/virtual_scanner.h"
#include "shared/base/log.h"
#include "shared/base/text.h"

#include <fmt/core.h>

#include <stdexcept>
#include <variant>

namespace kiosk {

namespace {

struct NoScanner {};
struct ScannerPort {
    std::string path;
};
struct ScannerLines {
    std::string path;
};
using ScannerPlace = std::variant<NoScanner, std::vector<usb::Match>, ScannerPort, ScannerLines>;

std::optional<ScannerPlace> scanner_place(std::string_view scanner) {
    constexpr std::string_view kUsb = "usb", kUsbOf = "usb:", kSerial = "serial:", kVirtual = "virtual:";
    if (scanner.empty())
        return NoScanner{};
    if (scanner == kUsb)
        return UsbScanner::usual();
    if (scanner.starts_with(kUsbOf)) {
        const auto match = usb::Match::parse(scanner.substr(kUsbOf.size()));
        return match ? std::optional<ScannerPlace>(std::vector{*match}) : std::nullopt;
    }
    if (scanner.starts_with(kSerial) && scanner.substr(kSerial.size()).starts_with('/'))
        return ScannerPort{std::string(scanner.substr(kSerial.size()))};
    if (scanner.starts_with(kVirtual) && scanner.size() > kVirtual.size())
        return ScannerLines{std::string(scanner.substr(kVirtual.size()))};
    return std::nullopt;
}

} // namespace

bool is_scanner(std::string_view scanner) {
    return scanner_place(scanner).has_value();
}

std::unique_ptr<Scanner> open_scanner(const ScannerOptions& options, const base::Clock& clock,
                                      ScanListener& listener) {
    const auto place = scanner_place(options.scanner);
    if (!place)
        throw std::runtime_error(
            fmt::format("the scanner must be usb, usb:VID:PID, usb:@PLACE, serial:/dev/… "
                        "or virtual:PATH, not \"{}\"",
                        base::one_line(options.scanner)));
    if (std::holds_alternative<NoScanner>(*place))
        return nullptr;
    if (const auto* port = std::get_if<ScannerPort>(&*place))
        return std::make_unique<SerialScanner>(port->path, clock, listener);
    if (const auto* lines = std::get_if<ScannerLines>(&*place))
        return std::make_unique<VirtualScanner>(lines->path, clock, listener);
    try {
        return std::make_unique<UsbScanner>(std::get<std::vector<usb::Match>>(*place), clock, listener);
    } catch (const usb::Error& error) {
        base::log_error("kiosk", "no scanner: {}", error.what());
        return nullptr;
    }
}

} // namespace kiosk
