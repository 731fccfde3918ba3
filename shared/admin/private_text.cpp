#include "shared/admin/private_text.h"

#include "shared/base/file.h"
#include "shared/base/text.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <utility>

#include <sodium/utils.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

namespace admin {

namespace {

/// UTF-16 on its way from one encoding to the other.
struct Units {
    explicit Units(std::size_t count) : units(std::make_unique_for_overwrite<UChar[]>(count)), room(count) {}
    Units(const Units&) = delete;
    Units& operator=(const Units&) = delete;
    ~Units() { ::sodium_memzero(units.get(), room * sizeof(UChar)); }

    std::unique_ptr<UChar[]> units;
    std::size_t room;
};

[[noreturn]] void refuse_encoding() {
    throw std::runtime_error("This is neither UTF-8 nor GB18030 text. Please save the table again, as "
                             "\"CSV UTF-8 (comma delimited)\".");
}

PrivateText converted(std::string_view bytes, const char* encoding) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&::ucnv_close)> converter(::ucnv_open(encoding, &status),
                                                                         &::ucnv_close);
    if (U_FAILURE(status) != 0)
        throw std::runtime_error(
            fmt::format("ICU does not know {}; please install libicu72 again.", encoding));
    ::ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);

    Units units(bytes.size() + 1); // never more units than bytes
    const auto count = ::ucnv_toUChars(converter.get(), units.units.get(), static_cast<int32_t>(units.room),
                                       bytes.data(), static_cast<int32_t>(bytes.size()), &status);
    if (U_FAILURE(status) != 0)
        refuse_encoding();

    PrivateText text(static_cast<std::size_t>(count) * 3 + 1);
    int32_t length = 0;
    ::u_strToUTF8(text.room().data(), static_cast<int32_t>(text.room().size()), &length, units.units.get(),
                  count, &status);
    if (U_FAILURE(status) != 0)
        refuse_encoding();
    text.set_size(static_cast<std::size_t>(length));
    return text;
}

} // namespace

PrivateText::PrivateText(std::size_t room)
    : characters_(std::make_unique_for_overwrite<char[]>(room)), room_(room) {}

PrivateText::PrivateText(std::string_view text) : PrivateText(text.size()) {
    std::ranges::copy(text, characters_.get());
    size_ = text.size();
}

PrivateText::PrivateText(PrivateText&& other) noexcept
    : characters_(std::move(other.characters_)), room_(std::exchange(other.room_, 0)),
      size_(std::exchange(other.size_, 0)) {}

PrivateText::~PrivateText() {
    ::sodium_memzero(characters_.get(), room_);
}

PrivateText read_private_text(const std::filesystem::path& file, std::size_t limit) {
    PrivateText text(limit + 1);
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    std::size_t size = 0;
    ssize_t count = fd < 0 ? -1 : 1;
    while (count > 0 && size <= limit) {
        count = ::read(fd, text.room().data() + size, text.room().size() - size);
        if (count < 0 && errno == EINTR)
            count = 1;
        else if (count > 0)
            size += static_cast<std::size_t>(count);
    }
    text.set_size(std::min(size, limit));
    const int fault = errno;
    if (fd >= 0)
        ::close(fd);
    if (count < 0)
        throw base::FileError(fmt::format("cannot read {}: {}", file.string(), std::strerror(fault)));
    if (size > limit)
        throw base::FileError(
            fmt::format("{} is larger than {} bytes. Please split it and import the parts with --add.",
                        file.string(), limit));
    return text;
}

DecodedText decoded(PrivateText bytes) {
    const std::string_view view = bytes.view();
    if (view.starts_with("\xFF\xFE") || view.starts_with("\xFE\xFF"))
        return {converted(view, "UTF-16"), Encoding::Utf16};
    if (!base::is_utf8(view))
        return {converted(view, "gb18030"), Encoding::Gb18030};
    return {std::move(bytes), Encoding::Utf8};
}

} // namespace admin
