#include "shared/wire/devices.h"

#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/wire/keys.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace wire {

namespace {

constexpr std::array<std::string_view, 6> kRoles{"admin", "kiosk", "caller", "display", "printer", "web"};
constexpr std::size_t kLongestName = 32;
constexpr std::string_view kHallItself = "hall";
constexpr std::size_t kMostDevices = 4096;

constexpr std::string_view kHeading =
    "# The hall's devices, one a line; `jiaohao keys` writes this file. A removed "
    "line is a revoked key.\n# name role public-key counters\n";

bool is_name(std::string_view name) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !name.empty() && name.size() <= kLongestName && std::ranges::all_of(name, fits);
}

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words = base::split(line, ' ');
    std::erase(words, std::string_view());
    return words;
}

Device device_of(const std::vector<std::string_view>& words) {
    if (words.size() < 3)
        throw std::runtime_error("a line is: name, role, public key, counters");
    Device device{{std::string(words[0])}, Role::Display, std::string(words[2]), {}};
    const auto role = role_of(words[1]);
    if (!role)
        throw std::runtime_error(
            fmt::format("'{}' is no role; roles are admin, kiosk, caller, display, printer, web",
                        base::one_line(words[1])));
    device.role = *role;
    for (std::size_t i = 3; i < words.size(); ++i) {
        const auto counter = base::parse_number<int>(words[i]);
        if (!counter || *counter < 1 || *counter > model::kHighestCounter)
            throw std::runtime_error(fmt::format("'{}' is no counter's number", base::one_line(words[i])));
        device.counters.push_back({*counter});
    }
    return device;
}

} // namespace

std::string_view word(Role role) {
    return kRoles.at(static_cast<std::size_t>(role));
}

std::optional<Role> role_of(std::string_view word) {
    const auto found = std::ranges::find(kRoles, word);
    if (found == kRoles.end())
        return std::nullopt;
    return static_cast<Role>(found - kRoles.begin());
}

Devices Devices::read(const std::filesystem::path& file) {
    Devices devices;
    if (!std::filesystem::exists(file))
        return devices;
    const std::string content = base::read_file(file, 1U << 20U);
    int number = 0;
    for (const std::string_view line : base::split(content, '\n')) {
        ++number;
        const auto text = base::trim(line);
        if (text.empty() || text.starts_with('#'))
            continue;
        try {
            devices.add(device_of(words_of(text)));
        } catch (const std::exception& error) {
            throw std::runtime_error(fmt::format("{}:{}: {}", file.string(), number, error.what()));
        }
    }
    return devices;
}

void Devices::write(const std::filesystem::path& file) const {
    std::string content(kHeading);
    for (const Device& device : devices_) {
        content += fmt::format("{} {} {}", device.id.value, word(device.role), device.public_key);
        for (const model::CounterId counter : device.counters)
            content += fmt::format(" {}", counter.value);
        content += '\n';
    }
    base::write_file(file, content, 0600);
}

void Devices::add(Device device) {
    if (!is_name(device.id.value))
        throw std::runtime_error(fmt::format(
            "'{}' is not a device's name; please use at most {} lower-case letters, digits and '-'",
            base::one_line(device.id.value), kLongestName));
    if (device.id.value == kHallItself) // its key file would be overwritten, or removed with the device
        throw std::runtime_error("'hall' is the hall itself; please name the device otherwise");
    if (!is_key(device.public_key))
        throw std::runtime_error(fmt::format("the key of {} is not 40 characters of Z85", device.id.value));
    if (by_id(device.id) != nullptr)
        throw std::runtime_error(fmt::format("there is a device named {} already", device.id.value));
    if (const Device* other = by_key(device.public_key))
        throw std::runtime_error(fmt::format("{} has the key of {}; every device needs its own",
                                             device.id.value, other->id.value));
    if (devices_.size() >= kMostDevices)
        throw std::runtime_error(fmt::format("a hall knows at most {} devices", kMostDevices));
    devices_.push_back(std::move(device));
}

bool Devices::remove(const model::DeviceId& id) {
    return std::erase_if(devices_, [&](const Device& device) { return device.id == id; }) > 0;
}

const Device* Devices::by_id(const model::DeviceId& id) const {
    const auto found = std::ranges::find(devices_, id, &Device::id);
    return found == devices_.end() ? nullptr : &*found;
}

const Device* Devices::by_key(std::string_view public_key) const {
    const auto found = std::ranges::find(devices_, public_key, &Device::public_key);
    return found == devices_.end() ? nullptr : &*found;
}

} // namespace wire
