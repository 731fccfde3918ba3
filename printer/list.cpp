#include "printer/list.h"

#include "shared/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace printer {
namespace {

std::string_view advice(PortFault trouble) {
    switch (trouble) {
    case PortFault::Denied:
        return "cannot be opened, there is no permission. Copy assets/udev/60-jiaohao.rules to "
               "/etc/udev/rules.d/, run \"udevadm control --reload && udevadm trigger\", and put this user "
               "into group lp";
    case PortFault::Busy:
        return "another program has it: jiaohao-printer itself, or CUPS";
    case PortFault::Unplugged:
    case PortFault::Refused:
    case PortFault::Failed:
        return "cannot be opened; please plug it in anew";
    }
    return "cannot be opened";
}

std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (const char each : base::one_line(text)) {
        if (each == '"' || each == '\\')
            out += '\\';
        out += each;
    }
    return out + "\"";
}

std::string line_of(const UsbPrinter& printer) {
    const auto& [device, flag, vendor_class, trouble, says] = printer;
    auto text = fmt::format("--device {}\n  {} {}, port {}", flag, device.maker, device.model, device.port);
    if (!device.serial.empty())
        text += ", serial " + device.serial;
    if (vendor_class)
        text += ", vendor class: it is only used when named so";
    if (says != DeviceId())
        text += fmt::format("\n  says it is: maker {}, model {}, serial {}, languages {}", says.maker,
                            says.model, says.serial.empty() ? "-" : says.serial,
                            says.languages.empty() ? "-" : says.languages);
    return text + fmt::format("\n  {}\n", trouble ? advice(*trouble) : "can be opened");
}

std::string object_of(const UsbPrinter& printer) {
    const auto& [device, flag, vendor_class, trouble, says] = printer;
    return fmt::format(
        R"({{"device":{},"vendor":"{:04x}","product":"{:04x}","maker":{},"model":{},"serial":{},"port":{},)"
        R"("place":{},"vendorClass":{},"opens":{},"trouble":{},)"
        R"("says":{{"maker":{},"model":{},"serial":{},"languages":{}}}}})",
        json_text(flag), device.vendor, device.product, json_text(device.maker), json_text(device.model),
        json_text(device.serial), json_text(device.port), json_text(device.place), vendor_class, !trouble,
        json_text(trouble ? advice(*trouble) : ""), json_text(says.maker), json_text(says.model),
        json_text(says.serial), json_text(says.languages));
}

} // namespace

std::string text_of(const std::vector<UsbPrinter>& printers) {
    if (printers.empty())
        return "No printer was found on USB. One on the network is --device tcp://HOST:9100.\n";
    std::string text;
    for (const auto& printer : printers)
        text += line_of(printer);
    return text;
}

std::string json_of(const std::vector<UsbPrinter>& printers) {
    std::string objects;
    for (const auto& printer : printers)
        objects += (objects.empty() ? "" : ",") + object_of(printer);
    return fmt::format("{{\"printers\":[{}]}}\n", objects);
}

} // namespace printer
