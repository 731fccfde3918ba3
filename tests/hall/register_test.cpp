#include "shared/hall/register.h"

#include "shared/base/file.h"
#include "shared/wire/keys.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using hall::Register;
using wire::Devices;
using wire::Role;

namespace {

wire::Device caller(const char* name) {
    return {{name}, Role::Caller, wire::make_key_pair().public_key, {{3}, {4}}};
}

} // namespace

TEST_CASE("Devices: what was written is read back, whatever characters a key has", "[hall][devices]") {
    const support::TemporaryFolder folder;
    Devices devices;
    for (int i = 0; i < 100; ++i)
        devices.add(caller(("caller-" + std::to_string(i)).c_str()));
    devices.add({{"kiosk-1"}, Role::Kiosk, "0#123456789#123456789#123456789#12345678", {}});

    devices.write(folder / "devices.conf");

    CHECK(Devices::read(folder / "devices.conf") == devices);
    CHECK(Devices::read(folder / "missing.conf").all().empty());
}

TEST_CASE("Devices: each mistake is named with its line", "[hall][devices]") {
    const support::TemporaryFolder folder;
    const std::string key(40, 'a');
    const auto complaint = [&](const std::string& line) {
        base::write_file(folder / "devices.conf", "# heading\n" + line + "\n");
        try {
            (void)Devices::read(folder / "devices.conf");
        } catch (const std::runtime_error& error) {
            return std::string(error.what());
        }
        return std::string();
    };

    CHECK_THAT(complaint("kiosk-1 kiosk"), Catch::Contains("devices.conf:2: a line is"));
    CHECK_THAT(complaint("kiosk-1 cook " + key), Catch::Contains("'cook' is no role"));
    CHECK_THAT(complaint("Kiosk kiosk " + key), Catch::Contains("not a device's name"));
    CHECK_THAT(complaint("kiosk-1 kiosk short"), Catch::Contains("not 40 characters"));
    CHECK_THAT(complaint("caller-1 caller " + key + " 0"), Catch::Contains("no counter's number"));
    CHECK_THAT(complaint("a kiosk " + key + "\na kiosk " + std::string(40, 'b')), Catch::Contains(":3:"));
    CHECK_THAT(complaint("a kiosk " + key + "\nb kiosk " + key), Catch::Contains("has the key of a"));
    CHECK(complaint("kiosk-1 kiosk " + key).empty());
}

TEST_CASE("Register: notices what was added and what was revoked", "[hall][devices]") {
    const support::TemporaryFolder folder;
    const auto file = folder / "devices.conf";
    Devices devices;
    devices.add(caller("caller-1"));
    devices.write(file);
    Register in_force(file);
    CHECK(in_force.refresh() == Register::Change::None);

    devices.add(caller("caller-2"));
    devices.write(file);
    CHECK(in_force.refresh() == Register::Change::Added);
    CHECK(in_force.devices()->by_id({"caller-2"}) != nullptr);

    devices.remove({"caller-1"});
    devices.write(file);
    CHECK(in_force.refresh() == Register::Change::Revoked);
    CHECK(in_force.devices()->by_id({"caller-1"}) == nullptr);
}

TEST_CASE("Register: a file that cannot be understood changes nothing", "[hall][devices]") {
    const support::TemporaryFolder folder;
    const auto file = folder / "devices.conf";
    Devices devices;
    devices.add(caller("caller-1"));
    devices.write(file);
    Register in_force(file);

    base::write_file(file, "nonsense\n");

    CHECK(in_force.refresh() == Register::Change::None);
    CHECK(in_force.devices()->by_id({"caller-1"}) != nullptr);
}
