#include "caller/buttons/virtual_box.h"

#include "shared/base/log.h"
#include "shared/base/text.h"

#include <array>
#include <utility>

namespace caller {

VirtualBox::VirtualBox(const std::filesystem::path& path, model::CounterId counter, KeyMap keys,
                       const base::Clock& clock, BoxListener& listener)
    : counter_(counter), clock_(clock), listener_(listener), keys_(std::move(keys)),
      lines_(path, "virtual box") {}

void VirtualBox::dispatch() {
    lines_.read([this](std::string_view text) { line(text); });
}

void VirtualBox::line(std::string_view text) {
    constexpr std::string_view kReport = "report ";
    if (text.starts_with(kReport)) {
        if (const auto bytes = base::from_hex(text.substr(kReport.size())))
            report(*bytes);
        return;
    }
    const auto usage = parse_usage(text);
    if (!usage) {
        if (!text.empty())
            base::log_warning("caller", "the virtual box has no key '{}'", text.substr(0, 32));
        return;
    }
    const std::array<std::byte, 8> down{std::byte{0}, std::byte{0}, std::byte{*usage}}, up{};
    report(down);
    report(up);
}

void VirtualBox::report(std::span<const std::byte> bytes) {
    const auto usage = keyboard_.take(bytes);
    if (!usage)
        return;
    const auto press = keys_.take(*usage, clock_.steady());
    listener_.typed(counter_, keys_.typed());
    if (press)
        listener_.pressed(counter_, *press);
}

} // namespace caller
