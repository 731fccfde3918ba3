#include "printer/escpos/charset.h"

#include <array>
#include <bit>
#include <cstring>
#include <stdexcept>

namespace printer {
namespace {

constexpr auto* kCharacters = std::endian::native == std::endian::little ? "UTF-32LE" : "UTF-32BE";

iconv_t none() {
    return reinterpret_cast<iconv_t>(-1); // as iconv_open() says no
}

// The whole input and nothing left over, or nothing.
std::optional<std::string> convert(iconv_t how, std::string input) {
    std::array<char, 16> output{};
    char* from = input.data();
    char* to = output.data();
    std::size_t left = input.size(), room = output.size();
    ::iconv(how, nullptr, nullptr, nullptr, nullptr); // forget what was before
    if (::iconv(how, &from, &left, &to, &room) != 0 || left != 0)
        return std::nullopt; // not 0: it was replaced by something similar
    return std::string(output.data(), output.size() - room);
}

} // namespace

Charset::Charset(const std::string& name) {
    const auto encoder = ::iconv_open(name.c_str(), kCharacters);
    if (encoder == none())
        throw std::runtime_error("the character set " + name + " is not known");
    encoder_.reset(encoder);
    const auto decoder = ::iconv_open(kCharacters, name.c_str());
    if (decoder == none())
        throw std::runtime_error("the character set " + name + " is not known");
    decoder_.reset(decoder);
}

bool Charset::is_known(const std::string& name) {
    const auto opened = name.empty() ? none() : ::iconv_open(name.c_str(), kCharacters);
    if (opened == none())
        return false;
    ::iconv_close(opened);
    return true;
}

std::optional<std::string> Charset::encode(char32_t character) const {
    std::string input(sizeof character, '\0');
    std::memcpy(input.data(), &character, sizeof character);
    return convert(encoder_.get(), std::move(input));
}

std::optional<char32_t> Charset::decode(std::string_view bytes) const {
    const auto output = convert(decoder_.get(), std::string(bytes));
    char32_t character = 0;
    if (!output || output->size() != sizeof character)
        return std::nullopt;
    std::memcpy(&character, output->data(), sizeof character);
    return character;
}

} // namespace printer
