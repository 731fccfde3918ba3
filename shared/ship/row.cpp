#include "shared/ship/row.h"

#include "shared/base/text.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

namespace ship {

namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::size_t kLongestText = 4U
                                     << 20U; ///< notices are the longest; the hall's own bounds are tighter

std::string clean(std::string text) {
    if (text.find('\0') == std::string::npos && base::is_utf8(text))
        return text;
    std::string cleaned;
    for (const char32_t c : base::code_points(text))
        base::append_utf8(cleaned, c == 0 ? kReplacement : c);
    return cleaned;
}

/// Writes the fields of one line, a tab between them.
class Writer {
  public:
    explicit Writer(std::string& out) : out_(out) {}

    void number(std::int64_t value) {
        separate();
        fmt::format_to(std::back_inserter(out_), "{}", value);
    }
    void null() {
        separate();
        out_ += "\\N";
    }
    void text(std::string_view value) {
        separate();
        for (const char c : value)
            switch (c) {
            case '\\':
                out_ += "\\\\";
                break;
            case '\t':
                out_ += "\\t";
                break;
            case '\n':
                out_ += "\\n";
                break;
            case '\r':
                out_ += "\\r";
                break;
            default:
                out_ += c;
            }
    }
    void end() { out_ += '\n'; }

  private:
    void separate() {
        if (!first_)
            out_ += '\t';
        first_ = false;
    }

    std::string& out_;
    bool first_ = true;
};

/// Reads the fields of one row in order, and remembers the first that is wrong.
class Fields {
  public:
    using Row = std::span<const std::optional<std::string_view>>;
    explicit Fields(Row row) : row_(row) {}

    template <typename Number>
    Number number() {
        const auto value = base::parse_number<Number>(row_[next_].value_or(""));
        if (!value)
            note("is not a number of its kind");
        ++next_;
        return value.value_or(Number{});
    }

    std::optional<std::int64_t> number_or_null() {
        if (row_[next_])
            return number<std::int64_t>();
        ++next_;
        return std::nullopt;
    }

    std::string text() {
        const auto& value = row_[next_];
        if (!value || value->size() > kLongestText || !base::is_utf8(*value))
            note("is no text, or too long");
        ++next_;
        return value && error_.empty() ? std::string(*value) : std::string();
    }

    void note(std::string_view what) {
        if (error_.empty())
            error_ = fmt::format("column {} ({}) {}", next_ + 1, base::split(kColumns, ',')[next_], what);
    }

    const std::string& error() const { return error_; }

  private:
    Row row_;
    std::size_t next_ = 0;
    std::string error_;
};

std::int64_t milliseconds(base::WallTime time) {
    return time.time_since_epoch().count();
}

} // namespace

model::Event shippable(model::Event event) {
    event.person.clear();
    event.token.clear();
    if (event.kind == model::EventKind::AppointmentsImported)
        event.note.clear();
    for (std::string* text :
         {&event.service.value, &event.channel.value, &event.declared.value, &event.clerk.value,
          &event.device.value, &event.number, &event.language, &event.reason, &event.note})
        *text = clean(std::move(*text));
    return event;
}

void append_row(std::string& lines, const model::Event& event) {
    Writer row(lines);
    row.number(static_cast<std::int64_t>(event.seq));
    row.number(milliseconds(event.at));
    row.number(static_cast<std::int64_t>(event.kind));
    row.number(event.day);
    row.number(static_cast<std::int64_t>(event.ticket.value));
    row.number(event.counter.value);
    row.number(event.target.value);
    for (const std::string* text :
         {&event.service.value, &event.channel.value, &event.declared.value, &event.clerk.value,
          &event.device.value, &event.number, &event.language, &event.reason, &event.note})
        row.text(*text);
    row.number(milliseconds(event.entry));
    row.number(event.value);
    for (const auto bound : {&model::Foreseen::low, &model::Foreseen::point, &model::Foreseen::high})
        if (event.foreseen)
            row.number(((*event.foreseen).*bound).count());
        else
            row.null();
    row.number(event.count);
    row.end();
}

std::expected<model::Event, std::string> event_of(std::span<const std::optional<std::string_view>> row) {
    if (row.size() != kColumnCount)
        return std::unexpected(fmt::format("a row has {} columns, not {}", row.size(), kColumnCount));
    Fields fields(row);
    model::Event event;
    event.seq = fields.number<std::uint64_t>();
    event.at = base::WallTime(base::Duration(fields.number<std::int64_t>()));
    const int kind = row[2] ? base::parse_number<int>(*row[2]).value_or(0) : 0;
    if (kind < 1 || kind > static_cast<int>(model::kLastEventKind))
        return std::unexpected(fmt::format("kind {} is none that this version knows", kind));
    event.kind = static_cast<model::EventKind>(fields.number<int>());
    event.day = fields.number<int>();
    event.ticket.value = fields.number<std::uint64_t>();
    event.counter.value = fields.number<int>();
    event.target.value = fields.number<int>();
    for (std::string* text :
         {&event.service.value, &event.channel.value, &event.declared.value, &event.clerk.value,
          &event.device.value, &event.number, &event.language, &event.reason, &event.note})
        *text = fields.text();
    event.entry = base::WallTime(base::Duration(fields.number<std::int64_t>()));
    event.value = fields.number<int>();
    const auto low = fields.number_or_null(), point = fields.number_or_null(), high = fields.number_or_null();
    if (low && point && high)
        event.foreseen = model::Foreseen{base::Duration(*low), base::Duration(*point), base::Duration(*high)};
    event.count = fields.number<int>();
    if (!fields.error().empty())
        return std::unexpected(fields.error());
    return event;
}

} // namespace ship
