#include "tests/crash/faults.h"

#include "shared/base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <new>
#include <stdexcept>

namespace crash {

Faults::Faults(const std::filesystem::path& beside, const std::filesystem::path& state)
    : beside_(beside), state_(state) {
    base::write_file(beside_ / "control", std::string(sizeof(Control), '\0'), 0600);
    const int file = ::open((beside_ / "control").c_str(), O_RDWR | O_CLOEXEC);
    void* const page = ::mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ::close(file);
    if (page == MAP_FAILED)
        throw std::runtime_error("no memory to share with the hall");
    control_ = new (page) Control{};
}

Faults::~Faults() {
    ::munmap(control_, sizeof(Control));
}

void Faults::record() {
    base::write_file(recording(), "", 0600);
    records_ = true;
}

std::map<std::string, std::string> Faults::environment() const {
    const char* const asan = std::getenv("ASAN_OPTIONS");
    return {{"LD_PRELOAD", JIAOHAO_PRELOAD},
            // A sanitized hall wants its own library to be the first one.
            {"ASAN_OPTIONS", std::string(asan == nullptr ? "" : asan) + ":verify_asan_link_order=0"},
            {kControlVariable, beside_ / "control"},
            {kFolderVariable, state_},
            {kRecordVariable, records_ ? recording().string() : ""}};
}

base::Duration Faults::clock() const {
    return std::chrono::duration_cast<base::Duration>(std::chrono::nanoseconds(control_->clock_ahead.load()));
}

void Faults::set_clock(base::Duration ahead) {
    control_->clock_ahead = std::chrono::nanoseconds(ahead).count();
}

} // namespace crash
