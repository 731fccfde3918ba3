#pragma once

#include "shared/base/clock.h"
#include "shared/forecast/sample.h"
#include "shared/model/foreseen.h"

#include <array>
#include <optional>
#include <vector>

namespace forecast {

/// Makes 80 of 100 intervals hold: online conformal correction of a forecast's two bounds.
///
/// Rolled futures alone are too narrow, for nobody's speed is known exactly. For each horizon the last three
/// hundred errors log((wait + 1) / (bound + 1)) of each bound are kept, and the bound is moved by their tenth
/// or ninetieth percentile; the point by their median, half way (Vovk, Gammerman and Shafer 2005; adaptive by
/// forgetting). A horizon that has seen too little yet borrows from all.
class Calibration {
  public:
    Calibration();

    /// A forecast, and what came true.
    void observe(const model::Foreseen& raw, base::Duration waited);

    model::Foreseen corrected(const model::Foreseen& raw) const;

    static constexpr std::size_t kEnough = 40;

  private:
    static constexpr std::size_t kHorizons = 7;
    struct Errors {
        Sample low{300};
        Sample point{300};
        Sample high{300};
    };
    const Errors* errors_for(base::Duration point) const;

    std::array<Errors, kHorizons> by_horizon_;
    Errors all_;
};

} // namespace forecast
