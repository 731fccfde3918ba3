#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace wire {

/// The hall's secret for person tokens: 32 bytes, in a file of 64 hexadecimal digits that its owner alone may
/// read. All kiosks of a hall have the same one. Wiped from memory when it goes.
class PersonKey {
  public:
    static constexpr std::size_t kSize = 32;

    explicit PersonKey(std::span<const std::byte, kSize> bytes);
    PersonKey(const PersonKey&) = default;
    PersonKey& operator=(const PersonKey&) = default;
    ~PersonKey();

    /// A new one from the kernel's generator.
    static PersonKey make();

    /// Throws std::runtime_error with a sentence when the file is missing, holds anything else, or others
    /// than its owner may read it.
    static PersonKey read(const std::filesystem::path& file);

    /// Writes the file with mode 0600; one that is there already stays, and std::runtime_error is thrown:
    /// with another key nobody would be known again.
    void save(const std::filesystem::path& file) const;

    std::span<const std::byte, kSize> bytes() const { return bytes_; }

  private:
    PersonKey() = default;

    std::array<std::byte, kSize> bytes_{};
};

/// A resident's citizen number (GB 11643): 17 digits and the right check character (ISO 7064 MOD 11-2), which
/// may be 'X' or 'x'. Says nothing about region and birth date.
bool is_citizen_number(std::string_view text);

/// The same person on the same day is the same token; on another day, or in another hall, another one, which
/// nobody without the key can link to it or to the number. 32 lower-case hexadecimal digits: BLAKE2b of 16
/// bytes, keyed, over "jiaohao person" + YYYYMMDD + the number's 18 characters with a capital X.
///
/// `day` is a service day as YYYYMMDD. Throws std::invalid_argument when it has no eight digits or the number
/// is none.
std::string person_token(const PersonKey& key, int day, std::string_view citizen_number);

} // namespace wire
