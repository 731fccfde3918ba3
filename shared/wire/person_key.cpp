#include "shared/wire/person_key.h"

#include "shared/base/file.h"
#include "shared/base/random.h"
#include "shared/base/text.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include <sodium/crypto_generichash.h>
#include <sodium/utils.h>

namespace wire {

namespace {

constexpr std::size_t kLargestPersonKeyFile = 128;
constexpr std::size_t kCitizenNumberLength = 18, kTokenSize = 16;
constexpr std::string_view kTokenPurpose = "jiaohao person";
constexpr std::string_view kCheckCharacters = "10X98765432";
constexpr std::array<unsigned, kCitizenNumberLength - 1> kWeights{7, 9, 10, 5,  8, 4, 2, 1, 6,
                                                                  3, 7, 9,  10, 5, 8, 4, 2};

[[noreturn]] void refuse_person_key(const std::filesystem::path& file, std::string_view why) {
    throw std::runtime_error(fmt::format("the person key {} {}", file.string(), why));
}

/// The file's characters, wiped when they go.
struct KeyText {
    KeyText() = default;
    KeyText(const KeyText&) = delete;
    KeyText& operator=(const KeyText&) = delete;
    ~KeyText() { ::sodium_memzero(characters.data(), characters.size()); }

    std::array<char, kLargestPersonKeyFile + 1> characters{};
    std::size_t length = 0;
};

/// One descriptor for the check and the reading, so that the file cannot be exchanged in between.
void read_private(const std::filesystem::path& file, KeyText& text) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        refuse_person_key(file, fmt::format("cannot be opened: {}", std::strerror(errno)));
    struct stat status{};
    const bool is_file = ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    const bool is_private = (status.st_mode & 077U) == 0;
    const auto count =
        is_file && is_private ? ::read(fd, text.characters.data(), text.characters.size()) : -1;
    ::close(fd);
    if (is_file && !is_private)
        refuse_person_key(file, "can be read by others; please make it private: chmod 600");
    if (count < 0 || static_cast<std::size_t>(count) > kLargestPersonKeyFile)
        refuse_person_key(file, "is not a file of 64 hexadecimal digits");
    text.length = static_cast<std::size_t>(count);
}

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

} // namespace

PersonKey::PersonKey(std::span<const std::byte, kSize> bytes) {
    std::ranges::copy(bytes, bytes_.begin());
}

PersonKey::~PersonKey() {
    ::sodium_memzero(bytes_.data(), bytes_.size());
}

PersonKey PersonKey::make() {
    PersonKey made;
    base::fill_random(made.bytes_);
    return made;
}

PersonKey PersonKey::read(const std::filesystem::path& file) {
    KeyText text;
    read_private(file, text);
    const auto digits = base::trim(std::string_view(text.characters.data(), text.length));
    auto bytes = base::from_hex(digits);
    if (!bytes || bytes->size() != kSize)
        refuse_person_key(file, "does not hold 64 hexadecimal digits");
    PersonKey key;
    std::ranges::copy(*bytes, key.bytes_.begin());
    ::sodium_memzero(bytes->data(), bytes->size());
    return key;
}

void PersonKey::save(const std::filesystem::path& file) const {
    if (std::filesystem::exists(std::filesystem::symlink_status(file)))
        refuse_person_key(file,
                          "is there already; please take it away first if all kiosks shall get another");
    auto digits = base::to_hex(bytes_) + "\n";
    base::write_file(file, digits, 0600);
    ::sodium_memzero(digits.data(), digits.size());
}

bool is_citizen_number(std::string_view text) {
    if (text.size() != kCitizenNumberLength)
        return false;
    unsigned sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) {
        if (!is_digit(text[i]))
            return false;
        sum += kWeights[i] * static_cast<unsigned>(text[i] - '0');
    }
    const char check = text.back() == 'x' ? 'X' : text.back();
    return check == kCheckCharacters[sum % kCheckCharacters.size()];
}

std::string person_token(const PersonKey& key, int day, std::string_view citizen_number) {
    if (day < 1000'00'00 || day > 9999'99'99)
        throw std::invalid_argument("a person's token needs a day as YYYYMMDD");
    if (!is_citizen_number(citizen_number))
        throw std::invalid_argument("a person's token needs a citizen number with a right check character");

    std::array<unsigned char, kTokenPurpose.size() + 8 + kCitizenNumberLength> input{};
    auto at = std::ranges::copy(kTokenPurpose, input.begin()).out;
    at = std::ranges::copy(fmt::format("{:08}", day), at).out;
    std::ranges::copy(citizen_number, at);
    if (input.back() == 'x')
        input.back() = 'X';
    std::array<std::byte, kTokenSize> token{};
    ::crypto_generichash(reinterpret_cast<unsigned char*>(token.data()), token.size(), input.data(),
                         input.size(), reinterpret_cast<const unsigned char*>(key.bytes().data()),
                         PersonKey::kSize);
    ::sodium_memzero(input.data(), input.size());
    return base::to_hex(token);
}

} // namespace wire
