#include "caller/visitor/portrait.h"

#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/screen/canvas.h"

#include <algorithm>
#include <new>
#include <string>

namespace caller {

namespace {

using screen::Pixels;
using screen::Point;

constexpr std::size_t kLongestStaffNumber = 32;

/// A staff number that may be part of a path.
bool is_plain(const std::string& clerk) {
    return !clerk.empty() && clerk.size() <= kLongestStaffNumber && std::ranges::all_of(clerk, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
               c == '_';
    });
}

/// Head and shoulders, of nobody.
Pixels silhouette(screen::Size size, const screen::Colors& colors) {
    Pixels picture(size, screen::mix(colors.surface, colors.primary, 40));
    screen::Canvas canvas(picture);
    const auto ink = screen::mix(colors.surface, colors.primary, 120);
    const int unit = std::min(size.width, size.height * 5 / 7);
    const Point head{size.width / 2, size.height * 2 / 5};
    canvas.circle(head, unit * 21 / 100, ink);
    const int wide = unit * 76 / 100, top = head.y + unit * 29 / 100;
    canvas.rounded({(size.width - wide) / 2, top, wide, size.height}, wide * 2 / 5, ink);
    return picture;
}

} // namespace

void Portrait::show(const model::ClerkId& clerk) {
    if (clerk == clerk_)
        return;
    clerk_ = clerk;
    fitted_ = {};
    photo_ = read(clerk.value);
}

std::optional<Pixels> Portrait::read(const std::string& clerk) const {
    if (folder_.empty() || !is_plain(clerk))
        return std::nullopt;
    for (const char* ending : {".png", ".jpg"}) {
        const auto path = folder_ / (clerk + ending);
        std::error_code unknown;
        if (!std::filesystem::exists(path, unknown))
            continue;
        try {
            auto photo = screen::load_photo(path, kLargest);
            const bool large = photo.width() > kLargest.width && photo.height() > kLargest.height;
            return large ? screen::fill_size(photo, kLargest) : photo;
        } catch (const base::FileError& error) {
            base::log_warning("caller", "{} is not shown: {}", path.string(), error.what());
        } catch (const std::bad_alloc&) {
            base::log_warning("caller", "{} is not shown: there is no memory for it", path.string());
        }
    }
    return std::nullopt;
}

const Pixels& Portrait::fitted(screen::Size size, const screen::Theme& theme) {
    if (fitted_.size() == size)
        return fitted_;
    fitted_ = photo_ ? screen::fill_size(*photo_, size) : silhouette(size, theme.colors);
    screen::round_corners(fitted_, theme.radius);
    return fitted_;
}

} // namespace caller
