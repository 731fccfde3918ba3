#include "shared/hall/enrol.h"

#include "shared/base/log.h"
#include "shared/wire/devices.h"

#include <fmt/core.h>

namespace hall {

namespace {

/// A device whose key was made before (the demonstration was killed in between) keeps it.
std::string enrolled_key(const StateFolder& folder, const std::string& name) {
    const auto file = folder.keys() / (name + ".key");
    if (std::filesystem::exists(file))
        return wire::load_key_pair(file).public_key;
    const auto pair = wire::make_key_pair();
    wire::save_key_pair(folder.keys(), name, pair);
    return pair.public_key;
}

} // namespace

wire::KeyPair own_keys(const StateFolder& folder) {
    const auto file = folder.keys() / "hall.key";
    if (std::filesystem::exists(file))
        return wire::load_key_pair(file);
    const auto pair = wire::make_key_pair();
    wire::save_key_pair(folder.keys(), "hall", pair);
    base::log_info("hall", "made the hall's own keys in {}", folder.keys().string());
    return pair;
}

void enrol_demonstration(const StateFolder& folder, const model::Hall& hall, Failpoint& failpoint) {
    if (std::filesystem::exists(folder.devices()))
        return;
    wire::Devices devices;
    const auto enrol = [&](const std::string& name, wire::Role role,
                           std::vector<model::CounterId> counters = {}) {
        devices.add({{name}, role, enrolled_key(folder, name), std::move(counters)});
    };
    enrol("admin", wire::Role::Admin);
    enrol("kiosk-1", wire::Role::Kiosk);
    enrol("display-1", wire::Role::Display);
    enrol("printer-1", wire::Role::Printer);
    enrol("web", wire::Role::Web);
    for (const model::Counter& counter : hall.counters)
        enrol(fmt::format("caller-{}", counter.id.value), wire::Role::Caller, {counter.id});
    failpoint.pass("enrolment");
    devices.write(folder.devices());
    base::log_info("hall", "made keys for the demonstration's {} devices", devices.all().size());
}

} // namespace hall
