#pragma once

#include <string>
#include <string_view>

namespace wire {

/// 4 to 8 digits.
bool is_pin(std::string_view text);
/// What make_pin_hash() makes: a libsodium string, "$argon2id$…".
bool is_pin_hash(std::string_view text);

/// Argon2id with libsodium's interactive limits and a salt of its own. Throws std::runtime_error with a
/// sentence when the machine has no memory for it.
std::string make_pin_hash(std::string_view pin);
/// Takes some tenths of a second.
bool pin_matches(const std::string& hash, std::string_view pin);

/// By what a staff card is known: BLAKE2b of 16 bytes over "jiaohao card " and what its reader types, without
/// spaces around it and in capitals, as 32 hexadecimal digits. It keeps the card's number out of sight; a
/// card can be copied, so it is as good as the reader's place is.
std::string card_mark(std::string_view typed);
bool is_card_mark(std::string_view text);

/// Overwrites a secret that is needed no more.
void wipe(std::string& secret);

inline constexpr std::size_t kShortestPin = 4;
inline constexpr std::size_t kLongestPin = 8;

} // namespace wire
