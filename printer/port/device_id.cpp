#include "printer/port/device_id.h"

#include "shared/base/text.h"

#include <algorithm>
#include <string_view>

namespace printer {
namespace {

constexpr std::size_t kLongest = 1024;

std::string_view without_length(std::string_view text) {
    if (text.size() < 2)
        return {};
    const auto first = static_cast<unsigned char>(text[0]), second = static_cast<unsigned char>(text[1]);
    const std::size_t big = first * 256U + second, little = second * 256U + first;
    for (const auto length : {big, little})
        if (length >= 2 && length <= text.size())
            return text.substr(2, length - 2);
    return first < 0x20 ? text.substr(2) : text; // a wrong length, or none
}

std::string clean(std::string_view value) {
    std::string text;
    for (const auto each : base::trim(value))
        if (each >= 0x20 && each < 0x7f)
            text += each;
    return text;
}

} // namespace

DeviceId parse_device_id(std::span<const std::byte> answer) {
    const std::string_view all(reinterpret_cast<const char*>(answer.data()),
                               std::min(answer.size(), kLongest));
    DeviceId id;
    for (const auto field : base::split(without_length(all), ';')) {
        const auto colon = field.find(':');
        if (colon == std::string_view::npos)
            continue;
        const auto key = clean(field.substr(0, colon));
        auto value = clean(field.substr(colon + 1));
        if (key == "MFG" || key == "MANUFACTURER")
            id.maker = std::move(value);
        else if (key == "MDL" || key == "MODEL")
            id.model = std::move(value);
        else if (key == "SN" || key == "SERN" || key == "SERIALNUMBER")
            id.serial = std::move(value);
        else if (key == "CMD" || key == "COMMAND SET")
            id.languages = std::move(value);
    }
    return id;
}

} // namespace printer
