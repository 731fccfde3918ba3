#include "shared/web/template.h"

#include "shared/base/quoting.h"
#include "shared/web/reply.h"

#include <fmt/core.h>

#include <stdexcept>

namespace web {

Template::Template(std::string_view text) {
    for (;;) {
        const auto begin = text.find("{{");
        pieces_.push_back({Kind::Literal, std::string(text.substr(0, begin))});
        if (begin == std::string_view::npos)
            return;
        text.remove_prefix(begin + 2);
        const auto end = text.find("}}");
        if (end == std::string_view::npos)
            throw std::runtime_error("a place of a page's template has no end");
        std::string_view name = text.substr(0, end);
        const Kind kind = name.starts_with('=')   ? Kind::Html
                          : name.starts_with('?') ? Kind::Hidden
                                                  : Kind::Text;
        if (kind != Kind::Text)
            name.remove_prefix(1);
        pieces_.push_back({kind, std::string(name)});
        text.remove_prefix(end + 2);
    }
}

std::string Template::fill(const Values& values) const {
    std::string page;
    for (const Piece& piece : pieces_) {
        if (piece.kind == Kind::Literal) {
            page += piece.text;
            continue;
        }
        const auto value = values.find(piece.text);
        if (value == values.end())
            throw std::runtime_error(fmt::format("a page has nothing for its place '{}'", piece.text));
        if (piece.kind == Kind::Text)
            page += base::escape_markup(value->second);
        else if (piece.kind == Kind::Html)
            page += value->second;
        else if (value->second.empty())
            page += "hidden";
    }
    return page;
}

} // namespace web
