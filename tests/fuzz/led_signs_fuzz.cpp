#include "display/led/sign_options.h"
#include "shared/config/error.h"

#include <cstdlib>
#include <string>

// The [[led]] tables of a display.toml: whatever they hold, every fault is told with its line, and signs that
// are taken are within their bounds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(input), size);
    try {
        auto document = config::Document::parse(text, "display.toml");
        const auto signs = display::read_signs(document.root(), {"zh-Hans", "en"});
        document.finish();
        for (const display::SignOptions& sign : signs) {
            const int percent = display::brightness_at(sign.brightness, 23, 59);
            if (sign.size.width < 8 || sign.size.width > 4096 || sign.size.height < 8 ||
                sign.size.height > 1024 || percent < 0 || percent > 100 || sign.resend.count() < 1000 ||
                sign.alternate.count() < 2000)
                std::abort();
        }
    } catch (const config::Errors&) {
    }
    return 0;
}
