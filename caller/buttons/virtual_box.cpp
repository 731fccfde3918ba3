#include "caller/buttons/virtual_box.h"

#include "shared/base/log.h"
#include "shared/base/text.h"

#include <utility>

namespace caller {

VirtualBox::VirtualBox(const std::filesystem::path& path, model::CounterId counter, KeyMap keys,
                       const base::Clock& clock, BoxListener& listener)
    : clock_(clock), keys_("virtual box", counter, std::move(keys), {}, listener, base::Duration(0)),
      lines_(path, "virtual box") {}

void VirtualBox::dispatch() {
    lines_.read([this](std::string_view text) { line(text); });
}

void VirtualBox::line(std::string_view text) {
    constexpr std::string_view kReport = "report ";
    const auto now = clock_.steady();
    if (text.starts_with(kReport)) {
        const auto bytes = base::from_hex(text.substr(kReport.size()));
        if (const auto down = bytes ? usb::boot_keys_down(*bytes) : std::nullopt)
            keys_.take(0, *down, now);
        return;
    }
    const auto usage = parse_usage(text);
    if (!usage) {
        if (!text.empty())
            base::log_warning("caller", "the virtual box has no key '{}'", text.substr(0, 32));
        return;
    }
    keys_.take(0, {0, {*usage}}, now);
    keys_.take(0, {}, now);
}

} // namespace caller
