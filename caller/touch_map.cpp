#include "caller/touch_map.h"

#include "caller/paint.h"

#include "shared/base/file.h"
#include "shared/base/log.h"

#include <fmt/core.h>

namespace caller {

namespace {

/// Ids and titles are ours and hold nothing that JSON would have to escape but these.
std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text)
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else if (static_cast<unsigned char>(c) >= 0x20)
            out += c;
    return out + '"';
}

void collect(const screen::View& view, std::string& into) {
    if (!view.visible())
        return;
    const auto* target = dynamic_cast<const Target*>(&view);
    if (target != nullptr && view.enabled() && view.touchable() && !view.bounds().empty()) {
        const auto centre = view.bounds().centre();
        into += fmt::format("{}{{\"id\":{},\"x\":{},\"y\":{},\"w\":{},\"h\":{}}}", into.empty() ? "" : ",",
                            in_quotes(target->target()), centre.x, centre.y, view.bounds().width,
                            view.bounds().height);
    }
    for (const auto& child : view.children())
        collect(*child, into);
}

} // namespace

void TouchMap::write(std::string_view page, std::string_view question,
                     const std::vector<TouchWindow>& windows) {
    if (path_.empty())
        return;
    std::string list;
    for (const TouchWindow& window : windows) {
        std::string targets;
        if (window.root != nullptr)
            collect(*window.root, targets);
        list += fmt::format("{}{{\"title\":{},\"targets\":[{}]}}", list.empty() ? "" : ",",
                            in_quotes(window.title), targets);
    }
    const auto json = fmt::format("{{\"page\":{},\"question\":{},\"windows\":[{}]}}\n", in_quotes(page),
                                  in_quotes(question), list);
    if (json == written_)
        return;
    try {
        base::write_file(path_, json);
        written_ = json;
    } catch (const base::FileError& error) {
        base::log_warning("caller", "{}", error.what());
        path_.clear();
    }
}

} // namespace caller
