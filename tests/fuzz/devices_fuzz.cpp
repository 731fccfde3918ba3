#include "shared/wire/devices.h"
#include "shared/wire/keys.h"
#include "tests/fuzz/memory_file.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace {

void expect(bool truth) {
    if (!truth)
        std::abort();
}

const std::filesystem::path& written() {
    static const std::filesystem::path file = "/dev/shm/fuzz-devices-" + std::to_string(::getpid());
    return file;
}

/// A register that was read is written so that the same is read again; no name and no key is there twice.
void read_register(const std::filesystem::path& file) {
    const auto devices = wire::Devices::read(file);
    std::set<std::string> names, keys;
    for (const wire::Device& device : devices.all()) {
        expect(names.insert(device.id.value).second && keys.insert(device.public_key).second);
        expect(devices.by_key(device.public_key) == &device && devices.by_id(device.id) == &device);
        for (const auto counter : device.counters)
            expect(counter.value >= 1 && counter.value <= 9999);
    }
    devices.write(written());
    const auto again = wire::Devices::read(written());
    std::filesystem::remove(written());
    expect(again == devices);
}

template <typename Read>
void expect_or_sentence(Read read) {
    try {
        read();
    } catch (const std::runtime_error& wrong) {
        expect(!std::string(wrong.what()).empty());
    }
}

} // namespace

// devices.conf, a public key's file and a key pair's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const MemoryFile file(bytes, size);
    expect_or_sentence([&] { read_register(file.path()); });
    expect_or_sentence([&] { expect(wire::load_public_key(file.path()).size() == 40); });
    expect_or_sentence([&] { expect(wire::load_key_pair(file.path()).secret_key.size() == 40); });
    return 0;
}
