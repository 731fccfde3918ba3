#pragma once

namespace display {

/// The height of capitals and digits in Noto Sans, of the em.
inline constexpr double kCapitals = 0.73;

} // namespace display
