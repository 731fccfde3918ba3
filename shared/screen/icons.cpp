#include "shared/screen/icons.h"

#include "shared/base/file.h"
#include "shared/base/log.h"

#include <SDL_image.h>

#include <memory>

namespace screen {

namespace {

Mask load(const std::filesystem::path& path, int size) {
    const std::string svg = base::read_file(path, 1U << 20U);
    const std::unique_ptr<SDL_RWops, decltype(&SDL_RWclose)> source(
        SDL_RWFromConstMem(svg.data(), static_cast<int>(svg.size())), SDL_RWclose);
    const std::unique_ptr<SDL_Surface, decltype(&SDL_FreeSurface)> drawn(
        IMG_LoadSizedSVG_RW(source.get(), size, size), SDL_FreeSurface);
    const std::unique_ptr<SDL_Surface, decltype(&SDL_FreeSurface)> surface(
        drawn ? SDL_ConvertSurfaceFormat(drawn.get(), SDL_PIXELFORMAT_ARGB8888, 0) : nullptr,
        SDL_FreeSurface);
    if (!surface)
        throw base::FileError("cannot draw the icon " + path.string() + ": " + SDL_GetError());

    // Icons are drawn in one colour: only their coverage counts.
    Mask mask{{surface->w, surface->h}, {}};
    mask.coverage.reserve(static_cast<std::size_t>(surface->w) * static_cast<std::size_t>(surface->h));
    for (int y = 0; y < surface->h; ++y) {
        const auto* const row =
            reinterpret_cast<const std::uint32_t*>(static_cast<const std::uint8_t*>(surface->pixels) +
                                                   static_cast<std::ptrdiff_t>(y) * surface->pitch);
        for (int x = 0; x < surface->w; ++x)
            mask.coverage.push_back(static_cast<std::uint8_t>(row[x] >> 24U));
    }
    return mask;
}

} // namespace

Icons::Icons() : Icons(base::assets_folder() / "icons") {}

const Mask& Icons::icon(std::string_view name, int size) {
    const std::pair key{std::string(name), size};
    if (const auto known = icons_.find(key); known != icons_.end())
        return known->second;
    Mask mask;
    try {
        mask = load(folder_ / (key.first + ".svg"), size);
    } catch (const base::FileError& error) {
        base::log_error("screen", "{}", error.what());
    }
    return icons_.emplace(key, std::move(mask)).first->second;
}

} // namespace screen
