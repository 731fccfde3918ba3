#include "shared/web/sessions.h"

#include "shared/base/random.h"
#include "shared/base/text.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <span>

namespace web {

namespace {

constexpr std::size_t kSecretBytes = 16;
constexpr std::size_t kMostCookieHeader = 4096;

std::string new_secret() {
    std::array<std::byte, kSecretBytes> bytes{};
    base::fill_random(bytes);
    return base::to_hex(bytes);
}

std::string key_of(std::string_view id) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    SHA256(reinterpret_cast<const unsigned char*>(id.data()), id.size(), hash.data());
    return base::to_hex(std::as_bytes(std::span(hash)));
}

} // namespace

void Sessions::end_old(base::SteadyTime now) {
    std::erase_if(entries_, [&](const auto& entry) {
        return now - entry.second.used >= kIdle || now - entry.second.since >= kLongest;
    });
}

Sessions::LoggedIn Sessions::log_in(const model::ClerkId& staff) {
    LoggedIn made{new_secret(), new_secret()};
    const auto now = clock_.steady();
    const std::lock_guard lock(mutex_);
    end_old(now);
    if (entries_.size() >= kMost)
        entries_.erase(
            std::ranges::min_element(entries_, {}, [](const auto& one) { return one.second.used; }));
    entries_[key_of(made.id)] = {staff, made.csrf, now, now};
    return made;
}

std::optional<Sessions::Session> Sessions::find(std::string_view id, Use use) {
    if (id.size() != 2 * kSecretBytes)
        return std::nullopt;
    const auto now = clock_.steady();
    const std::lock_guard lock(mutex_);
    end_old(now);
    const auto found = entries_.find(key_of(id));
    if (found == entries_.end())
        return std::nullopt;
    if (use == Use::Ask)
        found->second.used = now;
    return Session{found->second.staff, found->second.csrf, found->first};
}

bool Sessions::is_open(const std::string& key) {
    const std::lock_guard lock(mutex_);
    end_old(clock_.steady());
    return entries_.contains(key);
}

bool Sessions::log_out(std::string_view id) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key_of(id));
    if (found == entries_.end())
        return false;
    const model::ClerkId staff = found->second.staff;
    entries_.erase(found);
    return std::ranges::none_of(entries_, [&](const auto& entry) { return entry.second.staff == staff; });
}

void Sessions::end_all_of(const model::ClerkId& staff) {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [&](const auto& entry) { return entry.second.staff == staff; });
}

std::size_t Sessions::count() {
    const std::lock_guard lock(mutex_);
    end_old(clock_.steady());
    return entries_.size();
}

bool is_same_secret(std::string_view one, std::string_view other) {
    return !one.empty() && one.size() == other.size() &&
           CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string_view cookie(std::string_view header, std::string_view name) {
    std::string_view value;
    if (header.size() > kMostCookieHeader)
        return value;
    for (const std::string_view part : base::split(header, ';')) {
        const std::string_view pair = base::trim(part);
        const auto sign = pair.find('=');
        if (sign == std::string_view::npos || pair.substr(0, sign) != name)
            continue;
        if (!value.empty())
            return {}; // somebody put a second one beside ours
        value = pair.substr(sign + 1);
    }
    return value;
}

} // namespace web
