#include "kiosk/idcard/virtual_card_reader.h"

#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/base/text.h"

#include <fmt/core.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk {

namespace {

constexpr std::size_t kLongestCardLine = 256;

} // namespace

VirtualCardReader::VirtualCardReader(const std::filesystem::path& path, const wire::PersonKey& key,
                                     const base::Clock& clock, CardListener& listener)
    : SdtCardReader(key, clock, listener) {
    if (path == "-") {
        fd_ = ::dup(STDIN_FILENO);
        if (fd_ >= 0)
            ::fcntl(fd_, F_SETFL, ::fcntl(fd_, F_GETFL) | O_NONBLOCK);
    } else {
        if (!std::filesystem::exists(path))
            ::mkfifo(path.c_str(), 0600);
        // Held for writing too, so that it does not end when a writer goes.
        fd_ = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    }
    if (fd_ < 0)
        throw base::FileError(fmt::format("the virtual card reader {} cannot be read", path.string()));
    plug_at_ = now();
}

VirtualCardReader::~VirtualCardReader() {
    if (fd_ >= 0)
        ::close(fd_);
}

void VirtualCardReader::dispatch() {
    std::array<char, 512> bytes{};
    const auto got = ::read(fd_, bytes.data(), bytes.size());
    if (got < 0)
        return;
    if (got == 0) {
        ::close(std::exchange(fd_, -1));
        return;
    }
    unread_.append(bytes.data(), static_cast<std::size_t>(got));
    for (auto end = unread_.find('\n'); end != std::string::npos; end = unread_.find('\n')) {
        line(base::trim(std::string_view(unread_).substr(0, end)));
        unread_.erase(0, end + 1);
    }
    if (unread_.size() > kLongestCardLine)
        unread_.clear();
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
