#pragma once

#include <iconv.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace printer {

/// A printer's character set, both ways, one character at a time; glibc knows the sets.
class Charset {
  public:
    /// Throws std::runtime_error when glibc does not know it.
    explicit Charset(const std::string& name);
    static bool is_known(const std::string& name);

    /// Its bytes; empty when the set does not have it.
    std::optional<std::string> encode(char32_t character) const;
    /// The one character that these bytes are; empty when they are none, or not exactly one.
    std::optional<char32_t> decode(std::string_view bytes) const;

  private:
    struct Close {
        using pointer = iconv_t;
        void operator()(iconv_t open) const { ::iconv_close(open); }
    };
    using Handle = std::unique_ptr<std::remove_pointer_t<iconv_t>, Close>;

    Handle encoder_;
    Handle decoder_;
};

} // namespace printer
