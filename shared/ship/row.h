#pragma once

#include "shared/model/event.h"

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ship {

/// The columns of an event that leave the hall, in the order of a row. Whose a ticket was and its token are
/// not among them.
inline constexpr std::string_view kColumns =
    "seq,at,kind,day,ticket,counter,target,service,channel,declared,clerk,device,number,language,reason,note,"
    "entry,value,foreseen_low,foreseen_point,foreseen_high,count";
inline constexpr std::size_t kColumnCount = 22;

/// What leaves the hall of an event: no person, no token, and of imported appointments only how many. A text
/// that PostgreSQL would not take (no UTF-8, a zero byte) gets U+FFFD there: one bad row must not hold up
/// all that come after it.
model::Event shippable(model::Event event);

/// Adds the event as a line of COPY's text format.
void append_row(std::string& lines, const model::Event& event);

/// A row as PostgreSQL's text format has it; no value: NULL. The error is a sentence that names the column.
std::expected<model::Event, std::string> event_of(std::span<const std::optional<std::string_view>> row);

} // namespace ship
