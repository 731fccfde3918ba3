#include "shared/queue/notices.h"

#include "shared/base/text.h"

#include <fmt/format.h>

#include <iterator>

namespace queue {

namespace {

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out + '"';
}

/// Reads what write_notices() writes, with white space anywhere.
class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    std::optional<std::vector<model::Names>> notices() {
        std::vector<model::Names> found;
        const auto one = [&] {
            std::map<std::string, std::string> names;
            const bool ok = list('{', '}', [&] { return name(names); });
            found.emplace_back(std::move(names));
            return ok;
        };
        if (!list('[', ']', one) || next() != '\0' || at_ != text_.size())
            return std::nullopt;
        return found;
    }

  private:
    /// The next character that is no white space; NUL at the end.
    char next() {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
            ++at_;
        return at_ < text_.size() ? text_[at_] : '\0';
    }

    bool take(char wanted) {
        if (next() != wanted)
            return false;
        ++at_;
        return true;
    }

    template <typename Item>
    bool list(char open, char close, Item item) {
        if (!take(open))
            return false;
        if (take(close))
            return true;
        do {
            if (!item())
                return false;
        } while (take(','));
        return take(close);
    }

    bool name(std::map<std::string, std::string>& names) {
        const auto language = string();
        if (!language || !take(':'))
            return false;
        auto text = string();
        if (text)
            names[*language] = std::move(*text);
        return text.has_value();
    }

    std::optional<std::string> string() {
        if (!take('"'))
            return std::nullopt;
        std::string out;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '"')
                return out;
            if (c != '\\')
                out += c;
            else if (!escape(out))
                return std::nullopt;
        }
        return std::nullopt;
    }

    bool escape(std::string& out) {
        if (at_ == text_.size())
            return false;
        const char c = text_[at_++];
        if (c == '"' || c == '\\') {
            out += c;
            return true;
        }
        if (c != 'u' || text_.size() - at_ < 4)
            return false;
        const auto bytes = base::from_hex(text_.substr(at_, 4));
        at_ += 4;
        if (!bytes || (*bytes)[0] != std::byte{0} || (*bytes)[1] >= std::byte{0x20})
            return false;
        out += static_cast<char>((*bytes)[1]);
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace

std::string write_notices(const std::vector<model::Names>& notices) {
    std::string out = "[";
    for (const model::Names& notice : notices) {
        out += out.size() > 1 ? ",{" : "{";
        bool first = true;
        for (const auto& [language, text] : notice.by_language()) {
            out += (first ? "" : ",") + in_quotes(language) + ':' + in_quotes(text);
            first = false;
        }
        out += '}';
    }
    return out + ']';
}

std::optional<std::vector<model::Names>> read_notices(std::string_view json) {
    return Reader(json).notices();
}

} // namespace queue
