#pragma once

#include "shared/base/clock.h"
#include "shared/screen/pixels.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace display {

/// A GIF while it is played: one frame at a time is decoded, whatever its length.
///
/// The only file with giflib. Used from one thread. Throws base::FileError with a sentence when it is none,
/// is larger than the limits, or is damaged where it is read.
class Gif {
  public:
    static constexpr std::size_t kMostBytes = 32U << 20U;
    static constexpr int kMostSide = 4096;
    static constexpr std::size_t kMostFrames = 10000;

    /// `file` is the file's bytes.
    explicit Gif(std::string file);
    ~Gif();

    struct Frame {
        const screen::Pixels& picture; ///< whole and opaque, on black; good until the next call
        base::Duration stands;         ///< at least 20 ms
    };
    /// Nothing after the last one.
    std::optional<Frame> next();

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace display
