#include "shared/wire/bounds.h"

#include "shared/base/text.h"

#include <algorithm>
#include <climits>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/util/json_util.h>

namespace wire {

namespace {

constexpr std::int64_t kEndOfTime = 253'402'300'799'999; // 9999-12-31 23:59:59.999

/// Stops the library from printing each bad text that a peer sends.
void quieten() {
    [[maybe_unused]] static const auto before = google::protobuf::SetLogHandler(nullptr);
}

} // namespace

std::string Bounds::text(const std::string& value, std::string_view field, std::size_t longest) {
    if (value.size() <= longest && base::is_utf8(value) && value.find('\0') == std::string::npos)
        return value;
    fail(Malformed::OutOfBounds, field);
    return {};
}

std::int64_t Bounds::number(std::int64_t value, std::string_view field, std::int64_t low, std::int64_t high) {
    if (value >= low && value <= high)
        return value;
    fail(Malformed::OutOfBounds, field);
    return low;
}

base::WallTime Bounds::moment(std::int64_t value, std::string_view field) {
    return base::WallTime(base::Duration(number(value, field, 0, kEndOfTime)));
}

bool Bounds::list(int size, std::string_view field, int most) {
    if (size <= most)
        return true;
    fail(Malformed::OutOfBounds, field);
    return false;
}

void Bounds::fail(Malformed why, std::string_view field) {
    if (fault_)
        return;
    fault_ = why;
    field_ = field;
}

std::uint32_t milliseconds(base::Duration duration) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(duration.count(), 0, UINT32_MAX));
}

std::string to_bytes(const google::protobuf::MessageLite& message) {
    quieten();
    std::string bytes;
    {
        google::protobuf::io::StringOutputStream sink(&bytes);
        google::protobuf::io::CodedOutputStream coded(&sink);
        coded.SetSerializationDeterministic(true);
        message.SerializeToCodedStream(&coded);
    }
    return bytes;
}

std::string to_line(const google::protobuf::Message& message) {
    google::protobuf::util::JsonPrintOptions options;
    options.always_print_primitive_fields = true;
    std::string line;
    if (!google::protobuf::util::MessageToJsonString(message, &line, options).ok())
        return "{}";
    return line;
}

bool from_bytes(google::protobuf::MessageLite& message, std::string_view bytes) {
    quieten();
    return bytes.size() <= kLargestReply &&
           message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

} // namespace wire
