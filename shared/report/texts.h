#pragma once

#include "shared/report/facts.h"
#include "shared/report/tables.h"

#include <string>
#include <string_view>

namespace report {

// The names of things as the report's reader calls them; an id that the hall no longer knows stands for
// itself.
std::string name_of(const model::ServiceId& service, const Setting& setting);
std::string name_of(const model::ChannelId& channel, const Setting& setting);
std::string name_of(const model::ClerkId& clerk, const Setting& setting);
std::string name_of(Fate fate, const Setting& setting);
std::string name_of_language(std::string_view language);

/// "Score 5" as the visitor saw it: very satisfied … not satisfied at all; 1–5.
std::string name_of_score(int score, const Setting& setting);
/// The four aspects of GB/T 39735, 0–3.
std::string name_of_aspect(std::size_t aspect, const Setting& setting);
std::string name_of_outcome(const std::string& outcome, const Setting& setting);
std::string name_of_document(const model::ServiceId& service, std::size_t document, const Setting& setting);
std::string name_of(model::Parking parking, const Setting& setting);
std::string name_of(Turn turn, const Setting& setting);
std::string name_of(queue::Bound bound, const Setting& setting);
std::string name_of(model::DeviceState state, const Setting& setting);
std::string name_of(model::AlarmKind kind, const Setting& setting);
std::string name_of_step(model::EventKind step, const Setting& setting);
std::string name_of(model::WordKind kind, const Setting& setting);
std::string name_of(model::FollowUpCause cause, const Setting& setting);
std::string name_of_act(model::EventKind kind, const Setting& setting);
/// Of an alert or a call for help (CounterSign::what).
std::string name_of_sign(const std::string& what, const Setting& setting);

} // namespace report
