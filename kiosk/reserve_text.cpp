#include "kiosk/reserve.h"

#include "shared/base/text.h"
#include "shared/wire/codec.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include <fmt/format.h>

namespace kiosk {

namespace {

using Fields = std::span<const std::string_view>;

constexpr std::size_t kLongestServiceId = 32;

/// FNV-1a: tells a damaged file from a whole one.
std::uint64_t checksum(std::string_view text) {
    std::uint64_t sum = 0xcbf29ce484222325U;
    for (const char c : text) {
        sum ^= static_cast<unsigned char>(c);
        sum *= 0x100000001b3U;
    }
    return sum;
}

std::optional<wire::Session> session_from(std::string_view digits) {
    const auto bytes = base::from_hex(digits);
    wire::Session session{};
    if (!bytes || bytes->size() != session.size())
        return std::nullopt;
    std::ranges::copy(*bytes, session.begin());
    return session;
}

bool is_service_id(std::string_view text) {
    return !text.empty() && text.size() <= kLongestServiceId && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// One or two capitals and digits.
bool is_ticket_number(std::string_view text) {
    const auto digits = std::min(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), text.size());
    const auto number = base::parse_number<int>(text.substr(digits));
    return digits >= 1 && digits <= 2 && text.size() >= digits + 3 && number && *number >= 1 &&
           *number <= Reserve::kHighestNumber;
}

std::optional<base::WallTime> time_from(std::string_view text) {
    const auto count = base::parse_number<std::int64_t>(text);
    return count ? std::optional(base::WallTime(base::Duration(*count))) : std::nullopt;
}

std::optional<model::HandOver> over_from(std::string_view digits) {
    const auto bytes = base::from_hex(digits);
    if (!bytes)
        return std::nullopt;
    std::string body(bytes->size(), '\0');
    std::ranges::transform(*bytes, body.begin(), [](std::byte byte) { return static_cast<char>(byte); });
    const auto command = wire::decode_command(body);
    if (!command || !std::holds_alternative<model::HandOver>(*command))
        return std::nullopt;
    const auto& over = std::get<model::HandOver>(*command);
    return is_service_id(over.service.value) && is_ticket_number(over.number) ? std::optional(over)
                                                                              : std::nullopt;
}

} // namespace

/// Reads one line each; false when it is no such line.
struct ReserveText {
    Reserve reserve{};
    std::set<std::string, std::less<>> numbers{}; ///< no visitor has another one's

    bool read_day(Fields fields) {
        const auto store = base::parse_number<std::uint64_t>(fields[1]);
        const auto day = base::parse_number<int>(fields[2]);
        if (!store || !day || *day < 0 || *day > 9999'12'31)
            return false;
        reserve.store_ = *store;
        reserve.day_ = *day;
        return true;
    }
    bool read_first_lease(Fields fields) {
        reserve.first_lease_ = session_from(fields[1]);
        return reserve.first_lease_.has_value();
    }
    bool read_stretch(Fields fields) {
        const auto next = base::parse_number<int>(fields[2]);
        const auto last = base::parse_number<int>(fields[3]);
        if (!is_service_id(fields[1]) || !next || !last || *next < 1 || *last > Reserve::kHighestNumber ||
            *next > *last + 1 || reserve.stretches_.size() >= Reserve::kMostStretches)
            return false;
        reserve.stretches_.push_back({{std::string(fields[1])}, *next, *last});
        return true;
    }
    bool read_given(Fields fields) {
        const auto errand = session_from(fields[1]);
        const auto session = session_from(fields[2]);
        auto over = over_from(fields[3]);
        if (!errand || !session || !over || reserve.given_.size() >= Reserve::kMostGiven ||
            !numbers.insert(over->number).second)
            return false;
        reserve.given_.push_back({*errand, *session, std::move(*over)});
        return true;
    }
    bool read_doubt(Fields fields) {
        const auto session = session_from(fields[1]);
        const auto request = base::parse_number<std::uint64_t>(fields[2]);
        if (!session || !request || reserve.doubts_.size() >= Reserve::kMostDoubts)
            return false;
        reserve.doubts_.push_back({*session, *request});
        return true;
    }
    bool read_lost(Fields fields) {
        const auto at = time_from(fields[2]);
        if (!is_ticket_number(fields[1]) || !at || reserve.lost_.size() >= Reserve::kMostLost)
            return false;
        reserve.lost_.push_back({std::string(fields[1]), *at});
        return true;
    }

    bool read(std::string_view line) {
        struct Kind {
            std::string_view word;
            std::size_t fields;
            bool (ReserveText::*read)(Fields);
        };
        static constexpr std::array kKinds{Kind{"day", 3, &ReserveText::read_day},
                                           Kind{"first-lease", 2, &ReserveText::read_first_lease},
                                           Kind{"stretch", 4, &ReserveText::read_stretch},
                                           Kind{"given", 4, &ReserveText::read_given},
                                           Kind{"doubt", 3, &ReserveText::read_doubt},
                                           Kind{"lost", 3, &ReserveText::read_lost}};
        const auto fields = base::split(line, ' ');
        const auto kind = std::ranges::find(kKinds, fields.front(), &Kind::word);
        return kind != kKinds.end() && fields.size() == kind->fields && (this->*kind->read)(fields);
    }

    static std::string write(const Reserve& reserve) {
        std::string text = fmt::format("day {} {}\n", reserve.store_, reserve.day_);
        if (reserve.first_lease_)
            text += fmt::format("first-lease {}\n", base::to_hex(*reserve.first_lease_));
        for (const Stretch& stretch : reserve.stretches_)
            text += fmt::format("stretch {} {} {}\n", stretch.service.value, stretch.next, stretch.last);
        for (const Given& given : reserve.given_)
            text += fmt::format("given {} {} {}\n", base::to_hex(given.errand), base::to_hex(given.session),
                                base::to_hex(wire::encode(model::Command(given.over))));
        for (const Doubt& doubt : reserve.doubts_)
            text += fmt::format("doubt {} {}\n", base::to_hex(doubt.session), doubt.request);
        for (const Lost& lost : reserve.lost_)
            text += fmt::format("lost {} {}\n", lost.number, lost.at.time_since_epoch().count());
        return text;
    }
};

std::string sealed(std::string lines) {
    lines += fmt::format("sum {:016x}\n", checksum(lines));
    return lines;
}

std::string encode(const Reserve& reserve) {
    return sealed(ReserveText::write(reserve));
}

std::optional<Reserve> decode_reserve(std::string_view text) {
    const auto end = text.rfind("sum ");
    if (end == std::string_view::npos || sealed(std::string(text.substr(0, end))) != text)
        return std::nullopt;
    ReserveText read;
    for (std::string_view lines = text.substr(0, end); !lines.empty();) {
        const auto length = lines.find('\n');
        if (length == std::string_view::npos || !read.read(lines.substr(0, length)))
            return std::nullopt;
        lines.remove_prefix(length + 1);
    }
    return std::move(read.reserve);
}

} // namespace kiosk
