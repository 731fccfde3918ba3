#include "shared/store/reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace {

/// SQLite wants a file of its own, with a folder for what lies beside it.
std::filesystem::path write(const std::uint8_t* bytes, std::size_t size) {
    static const std::filesystem::path folder = [] {
        std::filesystem::path made = "/dev/shm/fuzz-journal-" + std::to_string(::getpid());
        std::filesystem::create_directory(made);
        std::atexit(
            [] { std::filesystem::remove_all("/dev/shm/fuzz-journal-" + std::to_string(::getpid())); });
        return made;
    }();
    std::ofstream(folder / store::kJournalFile, std::ios::binary | std::ios::trunc)
        .write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    return folder / store::kJournalFile;
}

void read_all(store::Reader& reader) {
    const auto last = reader.last_seq();
    const auto events = reader.read(0, last + 1, 100);
    if (events.size() > 100)
        std::abort();
    for (std::size_t i = 1; i < events.size(); ++i)
        if (events[i].seq <= events[i - 1].seq)
            std::abort();
    static_cast<void>(reader.first_of_day(20260302));
    reader.read_all(0, last + 1, [](auto) {});
    static_cast<void>(reader.last_notices_before(last));
    static_cast<void>(reader.follow_ups_before(last));
    static_cast<void>(reader.erased_on(20260302));
    static_cast<void>(reader.last_issue());
    for (const int day : reader.days())
        static_cast<void>(reader.first_of_day(day));
}

} // namespace

// A journal that a disk has changed: read, or a sentence says that it is damaged.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    try {
        store::Reader reader(write(bytes, size));
        read_all(reader);
    } catch (const store::DatabaseError& damaged) {
        if (std::string(damaged.what()).empty())
            std::abort();
    }
    return 0;
}
