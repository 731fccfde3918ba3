#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace web {

/// A page as a file with places for what changes:
///
///     {{name}}    the text, escaped for HTML
///     {{=name}}   HTML that was made here
///     {{?name}}   the attribute `hidden` while the text is empty
///
/// Safe to fill from every thread.
class Template {
  public:
    using Values = std::map<std::string, std::string, std::less<>>;

    /// Throws std::runtime_error with a sentence when a place does not end.
    explicit Template(std::string_view text);

    /// Throws std::runtime_error when a value is missing: a page that comes out half is worse than none.
    std::string fill(const Values& values) const;

  private:
    enum class Kind { Literal, Text, Html, Hidden };
    struct Piece {
        Kind kind = Kind::Literal;
        std::string text; ///< or the value's name
    };
    std::vector<Piece> pieces_;
};

} // namespace web
