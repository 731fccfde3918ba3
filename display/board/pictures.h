#pragma once

#include "display/board/part.h"
#include "display/board/reel.h"

#include <memory>

namespace display {

/// The pictures and films of a folder (see Reel), each whole and in the middle of the area. Without a folder,
/// and while there is none to show: nothing.
class Pictures final : public Part {
  public:
    /// `retired` outlives it, and takes its reel when another layout or size is wanted.
    Pictures(const Wording& wording, const Area& area, std::filesystem::path folder, RetiredReels& retired)
        : Part(wording, area), folder_(std::move(folder)), retired_(retired) {}
    ~Pictures() override { retired_.add(std::move(reel_)); }
    void show(const Contents&) override {}
    void arrange(const screen::Look& look, screen::Rect bounds) override;
    void paint(screen::Canvas& canvas, const screen::Look& look) const override;
    std::optional<base::SteadyTime> tick(base::SteadyTime now) override;

  private:
    double units() const override { return 41; }
    void open();

    std::filesystem::path folder_;
    RetiredReels& retired_;
    std::unique_ptr<Reel> reel_;
    screen::Pixels picture_;
    base::SteadyTime due_{};
};

} // namespace display
