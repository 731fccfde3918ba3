#include "kiosk/staff_tickets.h"
#include "tests/fuzz/memory_file.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// The file of a kiosk's last tickets, which somebody has been at: what is left of it are tickets with a name
// and no more than are kept, and a copy of one is a job for a printer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const MemoryFile file(bytes, size);
    const kiosk::StaffTickets tickets(file.path());
    if (tickets.all().size() > kiosk::StaffTickets::kMost)
        std::abort();
    for (const auto& job : tickets.all()) {
        const auto copy = kiosk::copy_of(job);
        if (!copy.reprint || copy.job == job.job || copy.job.size() > 64)
            std::abort();
    }
    return 0;
}
