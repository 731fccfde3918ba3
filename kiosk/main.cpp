#include "kiosk/app.h"
#include "kiosk/words.h"
#include "shared/base/log.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <future>

namespace {

constexpr int kFirstHeap = 6 << 20; ///< what fonts and the first page take

/// One heap for all threads, which keeps what a visit needs until the visit has ended (Face), and is there at
/// once: a page of memory that the system has to give for itself costs more than any text on it.
void arrange_memory() {
    ::mallopt(M_ARENA_MAX, 1);
    ::mallopt(M_MMAP_THRESHOLD, 2 * kFirstHeap);
    ::mallopt(M_TRIM_THRESHOLD, 64 << 20);
    void* const block = std::malloc(kFirstHeap);
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto first = reinterpret_cast<std::uintptr_t>(block) / page * page;
    ::madvise(reinterpret_cast<void*>(first), kFirstHeap, MADV_POPULATE_WRITE);
    std::free(block);
}

int run(const kiosk::Options& options) {
    const base::SystemClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    screen::WindowOptions window;
    window.title = "Jiaohao kiosk";
    window.size = options.window;
    window.fullscreen = options.fullscreen;
    window.borderless = true;
    // A window takes its time and so do fonts, and neither needs the other.
    auto fonts = std::async(std::launch::async, [&options] {
        auto opened = std::make_unique<screen::Fonts>();
        opened->prepare(
            kiosk::catalogue_tag(options.language.empty() ? kiosk::kDefaultLanguage : options.language));
        return opened;
    });
    const auto shown = screen::open_window(window);
    return kiosk::App(options, *shown, clock, context, loop, std::move(fonts)).run();
}

} // namespace

int main(int argc, char** argv) {
    arrange_memory();
    // Keys that are composed to accented letters: a table of half a megabyte that X reads at the start, for a
    // search that takes accents away again.
    ::setenv("XCOMPOSEFILE", "/dev/null", 0);
    try {
        const auto options = kiosk::parse_options(argc, argv);
        const int status = options ? run(*options) : options.error();
        if (options && status == kiosk::kRestartStatus)
            execvp(argv[0], argv); // comes back only when it fails; the status then asks the supervisor
        return status;
    } catch (const std::exception& error) {
        base::log_error("kiosk", "stops: {}", error.what());
        return EXIT_FAILURE;
    }
}
