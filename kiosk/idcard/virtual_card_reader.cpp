#include "kiosk/idcard/virtual_card_reader.h"

#include "shared/base/log.h"
#include "shared/base/text.h"

#include <algorithm>
#include <utility>

namespace kiosk {

VirtualCardReader::VirtualCardReader(const std::filesystem::path& path, const wire::PersonKey& key,
                                     const base::Clock& clock, CardListener& listener)
    : SdtCardReader(key, clock, listener), lines_(path, "virtual card reader") {
    plug_at_ = now();
}

void VirtualCardReader::dispatch() {
    lines_.read([this](std::string_view text) { line(text); });
}

void VirtualCardReader::line(std::string_view text) {
    auto words = base::split(text, ' ');
    std::erase(words, std::string_view());
    if (words.empty())
        return;
    if (words[0] == "card" && words.size() >= 2 && words.size() % 2 == 0)
        lay_on(words);
    else if (text == "lift")
        module_.lift();
    else if (text == "unreadable")
        module_.fail_read(CardSession::kTries);
    else if (text == "plug")
        plug_at_ = now();
    else if (text == "unplug") {
        plug_at_.reset();
        answer_at_.reset();
        module_.lift();
        cable_down();
    } else
        base::log_warning("kiosk", "the virtual card reader knows: card NUMBER [valid-from YYYYMMDD] "
                                   "[valid-until YYYYMMDD|long], lift, unreadable, unplug, plug");
}

void VirtualCardReader::lay_on(std::span<const std::string_view> words) {
    VirtualCard card;
    card.number = words[1];
    for (std::size_t i = 2; i < words.size(); i += 2) {
        if (words[i] == "valid-from")
            card.valid_from = words[i + 1];
        else if (words[i] == "valid-until")
            card.valid_until = words[i + 1] == "long" ? "长期" : words[i + 1];
        else
            base::log_warning("kiosk", "the virtual card reader knows valid-from and valid-until alone");
    }
    module_.lay_on(std::move(card));
}

// Answered by the next tick, as a cable would: send() is called in the middle of the session's turn.
void VirtualCardReader::send(std::vector<std::byte> bytes) {
    answer_ = module_.take(bytes);
    answer_at_ = now();
}

void VirtualCardReader::tick_cable(base::SteadyTime now) {
    if (plug_at_ && now >= *plug_at_) {
        plug_at_.reset();
        cable_up("VIRTUAL");
    }
    if (answer_at_ && now >= *answer_at_) {
        answer_at_.reset();
        received(std::exchange(answer_, {}));
    }
}

std::optional<base::SteadyTime> VirtualCardReader::cable_deadline() const {
    if (!plug_at_ || !answer_at_)
        return plug_at_ ? plug_at_ : answer_at_;
    return std::min(*plug_at_, *answer_at_);
}

} // namespace kiosk
