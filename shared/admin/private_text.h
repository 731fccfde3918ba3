#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace admin {

/// Text in which people's numbers may stand: in one place of memory, which is overwritten when it goes.
class PrivateText {
  public:
    explicit PrivateText(std::size_t room);
    explicit PrivateText(std::string_view text);
    PrivateText(PrivateText&& other) noexcept;
    PrivateText(const PrivateText&) = delete;
    PrivateText& operator=(const PrivateText&) = delete;
    PrivateText& operator=(PrivateText&&) = delete;
    ~PrivateText();

    std::span<char> room() { return {characters_.get(), room_}; }
    void set_size(std::size_t size) { size_ = size; }

    std::string_view view() const { return {characters_.get(), size_}; }
    std::span<char> characters() { return {characters_.get(), size_}; }

  private:
    std::unique_ptr<char[]> characters_;
    std::size_t room_;
    std::size_t size_ = 0;
};

/// The whole file. Throws base::FileError when it cannot be read or is larger than `limit` bytes.
PrivateText read_private_text(const std::filesystem::path& file, std::size_t limit);

enum class Encoding { Utf8, Utf16, Gb18030 };

struct DecodedText {
    PrivateText text; ///< well-formed UTF-8
    Encoding encoding = Encoding::Utf8;
};

/// What spreadsheets write: UTF-8 or, with a byte order mark, UTF-16; all else is taken for GB18030. Throws
/// std::runtime_error with a sentence when it is none of them.
DecodedText decoded(PrivateText bytes);

} // namespace admin
