#pragma once

#include "shared/forecast/scene.h"
#include "shared/model/ahead.h"

#include <optional>
#include <string_view>

namespace forecast {

/// The same experience of the same hall whose channels weigh as the preset says; empty: as they do. Nothing
/// when there is no such preset.
std::optional<Experience> with_preset(const Experience& experience, std::string_view preset);

/// What is wondered about, as far as it concerns counters. Unknown counters, and those that are open or
/// closed already, change nothing.
void change(Scene& scene, const model::WhatIf& what_if);

/// The hours up to the horizon, thirty times. Some tenths of a second for a large hall: not for a thread that
/// somebody waits for. The same moment gives the same answer.
model::HoursAhead look_hours_ahead(const Scene& scene, const Experience& experience);

inline constexpr std::size_t kDiaries = 30;

} // namespace forecast
