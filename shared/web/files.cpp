#include "shared/web/files.h"

#include "shared/base/file.h"
#include "shared/web/mark.h"
#include "shared/web/reply.h"

#include <fmt/core.h>

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace web {

namespace {

constexpr std::size_t kLargest = 1U << 20U;

/// Empty: not a file for browsers.
std::string_view type_of(const std::filesystem::path& file) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kTypes{{
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".webmanifest", "application/manifest+json"},
    }};
    for (const auto& [ending, type] : kTypes)
        if (file.extension() == ending)
            return type;
    return {};
}

} // namespace

Files::Files(const std::filesystem::path& folder) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto type = type_of(entry.path());
        if (!entry.is_regular_file() || type.empty())
            continue;
        std::string content = base::read_file(entry.path(), kLargest);
        std::string mark = mark_of(content);
        files_[std::filesystem::relative(entry.path(), folder)] = {std::move(content), std::string(type),
                                                                   std::move(mark)};
    }
}

const Files::File& Files::find(const std::string& name) const {
    const auto found = files_.find(name);
    if (found == files_.end())
        throw std::runtime_error(fmt::format("assets/web/{} is missing", name));
    return found->second;
}

const std::string& Files::at(const std::string& name) const {
    return find(name).content;
}

std::string Files::link(const std::string& name) const {
    return fmt::format("/assets/{}?v={}", name, find(name).mark.substr(0, 8));
}

void Files::mount(httplib::Server& server) const {
    server.Get("/assets/([a-z0-9_./-]+)", [this](const httplib::Request& request,
                                                 httplib::Response& response) { answer(request, response); });
}

void Files::answer(const httplib::Request& request, httplib::Response& response) const {
    const auto found = files_.find(request.matches[1]);
    if (found == files_.end())
        return reply_error(response, kNotFound, sentence_of(kNotFound));
    const File& file = found->second;
    const std::string tag = fmt::format("\"{}\"", file.mark);
    const bool versioned = request.get_param_value("v") == file.mark.substr(0, 8);
    set_header(response, "ETag", tag);
    set_header(response, "Cache-Control", versioned ? "public, max-age=31536000, immutable" : "no-cache");
    if (request.get_header_value("If-None-Match") == tag) {
        response.status = kNotModified;
        return;
    }
    response.set_content(file.content, file.type);
}

} // namespace web
