#pragma once

#include "shared/screen/pixels.h"

#include <filesystem>
#include <span>

namespace screen {

/// What a photograph from a folder that people fill may cost at most.
inline constexpr std::size_t kMostPhotoBytes = 4U << 20U;
inline constexpr int kMostPhotoSide = 4000;

/// A photograph, PNG or JPEG by its first bytes, opaque, about as small as `wanted` allows: at least as large
/// as that either way where the picture is, and a JPEG less than twice.
///
/// Throws base::FileError with a sentence when it is neither, is damaged, or is larger than the limits. A
/// JPEG that ends too early is damaged, too.
Pixels decode_photo(std::span<const std::byte> file, Size wanted);
/// The same of a file; one that is no regular file is refused.
Pixels load_photo(const std::filesystem::path& path, Size wanted);

/// The middle of a picture, a little above it as faces are, scaled to fill `size` by averaging.
Pixels fill_size(const Pixels& picture, Size size);
/// Takes the corners off.
void round_corners(Pixels& picture, int radius);

} // namespace screen
