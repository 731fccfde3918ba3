#include "shared/wire/keys.h"
#include "shared/admin/connection.h"
#include "shared/base/file.h"
#include "shared/base/lock.h"
#include "shared/wire/devices.h"
#include "shared/wire/person_key.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>

namespace admin {

namespace {

namespace fs = std::filesystem;

// `keys` works on the hall's state folder, on the hall's machine: whoever may write there is the
// administrator. A running hall notices the changed register by itself.

fs::path register_of(const Settings& settings) {
    return state_of(settings) / "devices.conf";
}

fs::path keys_of(const Settings& settings) {
    return state_of(settings) / "keys";
}

/// Two who change the register at the same instant would each write without the other's line.
base::FileLock lock_register(const Settings& settings) {
    base::make_private_folder(state_of(settings));
    return base::FileLock(state_of(settings) / "devices.lock", base::FileLock::IfHeld::Wait);
}

/// Z85 and names need no escape in JSON.
std::string json_of(const wire::Device& device) {
    std::string counters;
    for (const model::CounterId counter : device.counters)
        counters += fmt::format("{}{}", counters.empty() ? "" : ",", counter.value);
    return fmt::format(R"({{"name":"{}","role":"{}","publicKey":"{}","counters":[{}]}})", device.id.value,
                       wire::word(device.role), device.public_key, counters);
}

struct NewDevice {
    std::string name;
    std::string role;
    std::vector<int> counters;
    std::string public_key; ///< of a device that made its own pair; empty: a pair is made here
};

int make_device(const Settings& settings, const NewDevice& wanted) {
    wire::Device device{{wanted.name}, *wire::role_of(wanted.role), wanted.public_key, {}};
    for (const int counter : wanted.counters)
        device.counters.push_back({counter});
    if (device.role == wire::Role::Caller && device.counters.empty())
        throw Stop(kBadUsage, "A caller acts for counters; please name them with --counter.");
    wire::KeyPair pair;
    if (device.public_key.empty()) {
        pair = wire::make_key_pair();
        device.public_key = pair.public_key;
    }
    const base::FileLock lock = lock_register(settings);
    auto devices = wire::Devices::read(register_of(settings));
    try {
        devices.add(device);
    } catch (const std::runtime_error& error) {
        throw Stop(kBadUsage, error.what());
    }
    base::make_private_folder(keys_of(settings));
    if (!pair.secret_key.empty())
        wire::save_key_pair(keys_of(settings), wanted.name, pair);
    devices.write(register_of(settings));
    if (settings.json)
        fmt::print("{}\n", json_of(device));
    else if (pair.secret_key.empty())
        fmt::print("{} is known to the hall now.\n", wanted.name);
    else
        fmt::print("{}\n", (keys_of(settings) / (wanted.name + ".key")).string());
    return kDone;
}

int list(const Settings& settings) {
    const auto devices = wire::Devices::read(register_of(settings));
    if (settings.json) {
        std::string all;
        for (const wire::Device& device : devices.all())
            all += (all.empty() ? "" : ",") + json_of(device);
        fmt::print("{{\"devices\":[{}]}}\n", all);
        return kDone;
    }
    for (const wire::Device& device : devices.all()) {
        fmt::print("{:<16} {:<8} {}", device.id.value, wire::word(device.role), device.public_key);
        for (const model::CounterId counter : device.counters)
            fmt::print(" {}", counter.value);
        fmt::print("\n");
    }
    return kDone;
}

int revoke(const Settings& settings, const std::string& name) {
    const base::FileLock lock = lock_register(settings);
    auto devices = wire::Devices::read(register_of(settings));
    if (!devices.remove({name}))
        throw Stop(kBadUsage, fmt::format("There is no device named {}.", name));
    devices.write(register_of(settings));
    for (const char* ending : {".key", ".pub"}) {
        std::error_code ignored; // they may never have been on this machine
        fs::remove(keys_of(settings) / (name + ending), ignored);
    }
    if (settings.json)
        fmt::print("{{\"revoked\":\"{}\"}}\n", name);
    else
        fmt::print("{} is revoked.\n", name);
    return kDone;
}

/// Not in the register: no device's, but the one that all card readers and imports share.
int make_person_key(const Settings& settings, const std::string& file) {
    try {
        wire::PersonKey::make().save(file);
    } catch (const std::runtime_error& error) {
        throw Stop(kBadUsage, error.what());
    }
    if (settings.json)
        fmt::print("{{\"made\":true}}\n");
    else
        fmt::print("{}\n", file);
    return kDone;
}

} // namespace

void add_keys(CLI::App& app, Job& job) {
    CLI::App* keys = app.add_subcommand("keys", "the devices' keys, on the hall's machine (--state DIR)");
    keys->require_subcommand(1);

    CLI::App* making = keys->add_subcommand("make", "makes a device's keys and makes it known to the hall");
    const auto wanted = std::make_shared<NewDevice>();
    making->add_option("name", wanted->name, "for example caller-3")->required()->type_name("NAME");
    making->add_option("--role", wanted->role, "admin, kiosk, caller, display or printer")
        ->required()
        ->type_name("R")
        ->check(CLI::IsMember({"admin", "kiosk", "caller", "display", "printer", "web"}));
    making->add_option("--counter", wanted->counters, "a counter that a caller acts for; may be repeated")
        ->type_name("N")
        ->check(CLI::Range(1, model::kHighestCounter));
    making->add_option("--public-key", wanted->public_key, "of a device that made its own keys")
        ->type_name("Z85");
    making->callback([&job, wanted] {
        job = [wanted](const Settings& settings) { return make_device(settings, *wanted); };
    });

    keys->add_subcommand("list", "all devices that the hall knows")->callback([&job] { job = list; });

    CLI::App* revoking = keys->add_subcommand("revoke", "the hall forgets a device, at once");
    const auto name = std::make_shared<std::string>();
    revoking->add_option("name", *name, "the device")->required()->type_name("NAME");
    revoking->callback(
        [&job, name] { job = [name](const Settings& settings) { return revoke(settings, *name); }; });

    CLI::App* person = keys->add_subcommand(
        "person",
        "makes the key by which the hall's kiosks and imports know persons without keeping numbers");
    const auto file = std::make_shared<std::string>();
    person->add_option("file", *file, "where it shall be; a copy for every kiosk")
        ->required()
        ->type_name("FILE");
    person->callback([&job, file] {
        job = [file](const Settings& settings) { return make_person_key(settings, *file); };
    });
}

} // namespace admin
