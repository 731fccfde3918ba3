#include "shared/usb/report_layout.h"

#include <algorithm>

namespace usb {

namespace {

constexpr std::uint16_t kLastKey = 0xE7, kFirstKey = 0x04;

/// Bits from `at`, little-endian (HID 1.11, section 8.3); the report is long enough. At most 32.
std::uint32_t bits(std::span<const std::byte> report, std::uint32_t at, std::uint32_t size) {
    std::uint32_t value = 0;
    for (std::uint32_t i = 0; i < size; ++i) {
        const auto byte = std::to_integer<std::uint32_t>(report[(at + i) / 8]);
        value |= (byte >> ((at + i) % 8) & 1U) << i;
    }
    return value;
}

std::int64_t sign_extended(std::uint32_t value, std::uint32_t size) {
    const bool negative = size > 0 && size <= 32 && (value >> (size - 1) & 1U) != 0;
    return negative ? std::int64_t{value} - (std::int64_t{1} << size) : std::int64_t{value};
}

bool is_key_page(std::uint16_t page) {
    return page == kKeyboardPage || page == kButtonPage || page == kConsumerPage;
}

} // namespace

/// Goes through the items once; `layout` is whole when parse() has returned true.
class ReportLayout::Parser {
  public:
    explicit Parser(ReportLayout& layout) : layout_(layout) {}

    bool parse(std::span<const std::byte> descriptor);

  private:
    enum class Kind : std::uint8_t { Main, Global, Local, Reserved };
    struct Globals {
        std::uint16_t page = 0;
        std::int64_t least = 0, most = 0;
        std::uint32_t size = 0, count = 0;
        std::uint8_t report = 0;
    };

    bool main_item(unsigned tag, std::uint32_t value);
    bool global_item(unsigned tag, std::uint32_t value, std::uint32_t size);
    bool local_item(unsigned tag, std::uint32_t value, std::uint32_t size);
    bool input(std::uint32_t flags);
    bool output(std::uint32_t flags);
    bool reserve(std::map<std::uint8_t, std::uint32_t>& bits, std::uint32_t& at) const;
    Field field_at(std::uint32_t at, std::uint32_t flags) const;

    ReportLayout& layout_;
    Globals globals_;
    std::vector<Globals> pushed_;
    std::vector<Field::Range> usages_;
    std::optional<Field::Range> minimum_;
    std::size_t depth_ = 0;
    bool has_plain_report_ = false;
};

// A short item: size, kind and tag in one byte, then 0, 1, 2 or 4 bytes of data (6.2.2.2). A long one
// (6.2.2.3) has its own length; no long tag is defined, so it is skipped.
bool ReportLayout::Parser::parse(std::span<const std::byte> descriptor) {
    constexpr unsigned kLong = 0xFE;
    if (descriptor.size() > kLongest)
        return false;
    while (!descriptor.empty()) {
        const auto prefix = std::to_integer<unsigned>(descriptor[0]);
        if (prefix == kLong) {
            if (descriptor.size() < 3 || descriptor.size() < 3 + std::to_integer<std::size_t>(descriptor[1]))
                return false;
            descriptor = descriptor.subspan(3 + std::to_integer<std::size_t>(descriptor[1]));
            continue;
        }
        const std::uint32_t size = (prefix & 3U) == 3 ? 4 : prefix & 3U;
        if (descriptor.size() < 1 + size)
            return false;
        const auto value = bits(descriptor.subspan(1), 0, size * 8);
        const unsigned tag = prefix >> 4U;
        descriptor = descriptor.subspan(1 + size);
        bool fine = true;
        switch (static_cast<Kind>(prefix >> 2U & 3U)) {
        case Kind::Main:
            fine = main_item(tag, value);
            usages_.clear();
            minimum_.reset();
            break;
        case Kind::Global:
            fine = global_item(tag, value, size);
            break;
        case Kind::Local:
            fine = local_item(tag, value, size);
            break;
        case Kind::Reserved:
            break;
        }
        if (!fine)
            return false;
    }
    return depth_ == 0 && !(layout_.has_ids_ && has_plain_report_);
}

bool ReportLayout::Parser::main_item(unsigned tag, std::uint32_t value) {
    constexpr unsigned kInput = 8, kOutput = 9, kCollection = 10, kEndCollection = 12;
    switch (tag) {
    case kInput:
        return input(value);
    case kOutput:
        return output(value);
    case kCollection:
        return ++depth_ <= kDeepest;
    case kEndCollection:
        return depth_-- > 0;
    default: // features are asked for, never told
        return true;
    }
}

bool ReportLayout::Parser::global_item(unsigned tag, std::uint32_t value, std::uint32_t size) {
    enum { Page, Least, Most, PhysicalLeast, PhysicalMost, Exponent, Unit, Size, Id, Count, Push, Pop };
    switch (tag) {
    case Page:
        globals_.page = static_cast<std::uint16_t>(value);
        return value <= 0xFFFF;
    case Least:
        globals_.least = sign_extended(value, size * 8);
        return true;
    case Most: // many write 255 in one byte and mean it
        globals_.most = globals_.least >= 0 ? std::int64_t{value} : sign_extended(value, size * 8);
        return true;
    case Size:
        globals_.size = value;
        return value <= kMostBits;
    case Id:
        globals_.report = static_cast<std::uint8_t>(value);
        layout_.has_ids_ = true;
        return value >= 1 && value <= 0xFF;
    case Count:
        globals_.count = value;
        return value <= kMostBits;
    case Push:
        pushed_.push_back(globals_);
        return pushed_.size() <= kDeepest;
    case Pop:
        if (pushed_.empty())
            return false;
        globals_ = pushed_.back();
        pushed_.pop_back();
        return true;
    default: // physical units say nothing of keys
        return true;
    }
}

bool ReportLayout::Parser::local_item(unsigned tag, std::uint32_t value, std::uint32_t size) {
    constexpr unsigned kMinimum = 1, kMaximum = 2; // 0: one usage
    if (tag > kMaximum)
        return true; // names, designators, delimiters
    // Four bytes bring their page along; 0: the page that is in force when the main item comes.
    const auto id = static_cast<std::uint16_t>(value);
    const auto page = static_cast<std::uint16_t>(size == 4 ? value >> 16U : 0);
    if (tag == kMinimum) {
        minimum_ = Field::Range{page, id, id};
        return true;
    }
    Field::Range range{page, id, id};
    if (tag == kMaximum) {
        if (!minimum_ || minimum_->first > id)
            return false;
        range.first = minimum_->first;
        minimum_.reset();
    }
    usages_.push_back(range);
    return usages_.size() <= kMostUsages;
}

/// Where the next items of this report begin; false when the report grows too long.
bool ReportLayout::Parser::reserve(std::map<std::uint8_t, std::uint32_t>& bits_of, std::uint32_t& at) const {
    auto& used = bits_of[globals_.report];
    at = used;
    const std::uint64_t wanted = std::uint64_t{globals_.size} * globals_.count;
    if (wanted > kMostBits - used)
        return false;
    used += static_cast<std::uint32_t>(wanted);
    return true;
}

ReportLayout::Field ReportLayout::Parser::field_at(std::uint32_t at, std::uint32_t flags) const {
    constexpr std::uint32_t kVariable = 2;
    Field field{globals_.report,
                (flags & kVariable) == 0,
                at,
                globals_.size,
                globals_.count,
                globals_.least,
                globals_.most,
                usages_};
    for (auto& range : field.usages)
        if (range.page == 0)
            range.page = globals_.page;
    return field;
}

bool ReportLayout::Parser::input(std::uint32_t flags) {
    constexpr std::uint32_t kConstant = 1;
    std::uint32_t at = 0;
    has_plain_report_ = has_plain_report_ || globals_.report == 0;
    if (!reserve(layout_.input_bits_, at))
        return false;
    const auto field = field_at(at, flags);
    const bool has_keys =
        std::ranges::any_of(field.usages, [](const Field::Range& one) { return is_key_page(one.page); });
    // A knob's or a trigger's value is no key.
    const bool is_switch = field.size == 1 || (field.least == 0 && field.most == 1);
    const bool readable = field.size >= 1 && field.size <= 32 && (field.is_array || is_switch);
    if ((flags & kConstant) != 0 || field.count == 0 || !has_keys || !readable)
        return true;
    layout_.keys_.push_back(field);
    return layout_.keys_.size() <= kMostFields;
}

bool ReportLayout::Parser::output(std::uint32_t flags) {
    constexpr std::uint32_t kConstant = 1;
    std::uint32_t at = 0;
    if (!reserve(layout_.output_bits_, at))
        return false;
    const auto field = field_at(at, flags);
    if ((flags & kConstant) != 0 || field.is_array || field.size != 1 || field.usages.empty())
        return true;
    for (std::uint32_t i = 0; i < field.count && layout_.lamps_.size() < kMostFields; ++i)
        if (const auto usage = field.usage(i); usage && *usage >> 16U == kLampPage)
            layout_.lamps_.push_back({static_cast<std::uint16_t>(*usage), field.report, at + i});
    return true;
}

std::optional<ReportLayout> ReportLayout::parse(std::span<const std::byte> descriptor) {
    ReportLayout layout;
    if (!Parser(layout).parse(descriptor) || layout.keys_.empty())
        return std::nullopt;
    return layout;
}

/// The usage at this place of all ranges in a row.
std::optional<HidUsage> ReportLayout::Field::usage(std::uint32_t place) const {
    for (const Range& range : usages) {
        const auto length = std::uint32_t{range.last} - range.first + 1U;
        if (place < length)
            return hid_usage(range.page, static_cast<std::uint16_t>(range.first + place));
        place -= length;
    }
    if (is_array || usages.empty())
        return std::nullopt;
    return hid_usage(usages.back().page, usages.back().last);
}

std::optional<KeysDown> ReportLayout::keys_down(std::span<const std::byte> report) const {
    KeysDown keys;
    if (has_ids_) {
        if (report.empty())
            return std::nullopt;
        keys.report = std::to_integer<std::uint8_t>(report[0]);
        report = report.subspan(1);
    }
    const auto length = input_bits_.find(keys.report);
    if (length == input_bits_.end() || report.size() * 8 < length->second)
        return std::nullopt;
    for (const Field& field : keys_)
        if (field.report == keys.report && !add_keys(field, report, keys.usages))
            return std::nullopt;
    std::ranges::sort(keys.usages);
    const auto again = std::ranges::unique(keys.usages);
    keys.usages.erase(again.begin(), again.end());
    return keys;
}

std::size_t ReportLayout::size_of(std::span<const std::byte> beginning) const {
    if (has_ids_ && beginning.empty())
        return 0;
    const auto id = has_ids_ ? std::to_integer<std::uint8_t>(beginning[0]) : std::uint8_t{0};
    const auto length = input_bits_.find(id);
    return length == input_bits_.end() ? 0 : (length->second + 7) / 8 + (has_ids_ ? 1 : 0);
}

/// False when the report as a whole says nothing.
bool ReportLayout::add_keys(const Field& field, std::span<const std::byte> report,
                            std::vector<HidUsage>& down) const {
    for (std::uint32_t i = 0; i < field.count; ++i) {
        const auto raw = bits(report, field.at + i * field.size, field.size);
        std::optional<HidUsage> usage;
        if (field.is_array) {
            const auto value = field.least < 0 ? sign_extended(raw, field.size) : std::int64_t{raw};
            if (value < field.least || value > field.most)
                continue; // no key (6.2.2.5)
            usage = field.usage(static_cast<std::uint32_t>(value - field.least));
        } else if (raw == 1) {
            usage = field.usage(i);
        }
        if (!usage)
            continue;
        const auto page = *usage >> 16U;
        if (page == 0 && *usage != 0 && *usage < kFirstKey)
            return false; // roll-over, POST failed, undefined
        if ((page == 0 && *usage >= kFirstKey && *usage <= kLastKey) ||
            ((page == kButtonPage || page == kConsumerPage) && (*usage & 0xFFFFU) != 0))
            down.push_back(*usage);
    }
    return true;
}

std::vector<std::uint16_t> ReportLayout::lamps() const {
    std::vector<std::uint16_t> usages;
    usages.reserve(lamps_.size());
    for (const Lamp& lamp : lamps_)
        usages.push_back(lamp.usage);
    return usages;
}

std::vector<ReportLayout::Output> ReportLayout::light(const std::vector<bool>& on) const {
    std::map<std::uint8_t, std::vector<std::byte>> reports;
    for (std::size_t i = 0; i < lamps_.size(); ++i) {
        const Lamp& lamp = lamps_[i];
        auto& bytes = reports[lamp.report];
        bytes.resize((output_bits_.at(lamp.report) + 7) / 8);
        if (i < on.size() && on[i])
            bytes[lamp.at / 8] |= std::byte{1} << (lamp.at % 8);
    }
    std::vector<Output> outputs;
    for (auto& [id, bytes] : reports) {
        if (id != 0)
            bytes.insert(bytes.begin(), std::byte{id});
        outputs.push_back({id, std::move(bytes)});
    }
    return outputs;
}

} // namespace usb
