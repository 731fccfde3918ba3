#include "shared/wire/pin.h"

#include "shared/base/text.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace wire {

namespace {

constexpr std::size_t kMarkBytes = 16;

void need_sodium() {
    if (sodium_init() < 0)
        throw std::runtime_error("The cryptographic library libsodium cannot be used on this machine.");
}

} // namespace

bool is_pin(std::string_view text) {
    return text.size() >= kShortestPin && text.size() <= kLongestPin &&
           std::ranges::all_of(text, [](char sign) { return sign >= '0' && sign <= '9'; });
}

bool is_pin_hash(std::string_view text) {
    if (!text.starts_with("$argon2id$") || text.size() >= crypto_pwhash_STRBYTES)
        return false;
    // Tells whether it was made with other limits; −1: that it was made by nobody.
    return crypto_pwhash_str_needs_rehash(std::string(text).c_str(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                          crypto_pwhash_MEMLIMIT_INTERACTIVE) >= 0;
}

std::string make_pin_hash(std::string_view pin) {
    need_sodium();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        throw std::runtime_error("This machine has too little memory to make a PIN's line: 64 MiB, please.");
    return hash.data();
}

bool pin_matches(const std::string& hash, std::string_view pin) {
    need_sodium();
    return crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

std::string card_mark(std::string_view typed) {
    std::string text = "jiaohao card ";
    for (const char sign : base::trim(typed))
        text += sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 'a' + 'A') : sign;
    std::array<std::byte, kMarkBytes> mark{};
    need_sodium();
    crypto_generichash(reinterpret_cast<unsigned char*>(mark.data()), mark.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
    wipe(text);
    return base::to_hex(mark);
}

bool is_card_mark(std::string_view text) {
    return text.size() == 2 * kMarkBytes && std::ranges::all_of(text, [](char sign) {
               return (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f');
           });
}

void wipe(std::string& secret) {
    sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

} // namespace wire
