#pragma once

#include <compare>
#include <functional>
#include <utility>

namespace base {

/// A value that cannot be mistaken for another of the same representation: a counter's number is not a
/// ticket's, a service's name is not a channel's.
template <typename Value, typename Tag>
struct Strong {
    Value value{};

    auto operator<=>(const Strong&) const = default;
};

} // namespace base

template <typename Value, typename Tag>
struct std::hash<base::Strong<Value, Tag>> {
    std::size_t operator()(const base::Strong<Value, Tag>& id) const noexcept {
        return std::hash<Value>{}(id.value);
    }
};
