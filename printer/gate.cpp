#include "printer/gate.h"

#include "shared/base/log.h"
#include "shared/wire/keys.h"

#include <algorithm>
#include <utility>

namespace printer {
namespace {

constexpr std::size_t kMostKeys = 1000;
constexpr base::Duration kLookAtKeys = std::chrono::seconds(1);

} // namespace

Gate::Gate(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, std::filesystem::path keys,
           std::string own_key)
    : loop_(loop), keys_(std::move(keys)), own_key_(std::move(own_key)),
      look_at_(clock.steady() + kLookAtKeys), door_(context, "printer", [this](const std::string& key) {
          look();
          return admits(key);
      }) {
    look();
    loop_.add_socket(door_.socket(), [this] { door_.answer(); });
    loop_.add(*this);
}

Gate::~Gate() {
    loop_.remove(*this);
    loop_.remove_socket(door_.socket());
}

void Gate::tick(base::SteadyTime now) {
    look_at_ = now + kLookAtKeys;
    look();
}

void Gate::look() {
    if (auto now = list(); now != listing_ || known_.empty())
        listing_ = std::move(now);
    else
        return;
    const auto before = std::exchange(known_, read());
    if (!std::ranges::includes(known_, before) && revoked_)
        revoked_();
}

Gate::Listing Gate::list() const {
    Listing found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(keys_, error))
        if (entry.path().extension() == ".pub" && found.size() < kMostKeys)
            found.emplace(entry.path(), entry.last_write_time(error));
    return found;
}

std::set<std::string> Gate::read() const {
    std::set<std::string> keys{own_key_};
    for (const auto& [file, written] : listing_)
        try {
            keys.insert(wire::load_public_key(file));
        } catch (const std::exception& unreadable) {
            base::log_warning("printer", "{}", unreadable.what());
        }
    return keys;
}

} // namespace printer
