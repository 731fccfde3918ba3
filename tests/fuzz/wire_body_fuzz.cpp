#include "shared/wire/codec.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

/// What was accepted is written so that it is read as the same again, and has a JSON.
template <typename Decode>
void check(Decode decode, std::string_view body) {
    const auto value = decode(body);
    if (!value)
        return;
    const auto again = decode(wire::encode(*value));
    if (!again || *again != *value || wire::to_json(*value).empty())
        std::abort();
}

void check_plain(std::string_view body) {
    if (const auto job = wire::decode_cancel_print(body))
        if (wire::decode_cancel_print(wire::encode_cancel_print(*job)) != *job)
            std::abort();
    if (const auto token = wire::decode_find_ticket(body))
        if (wire::decode_find_ticket(wire::encode_find_ticket(*token)) != *token)
            std::abort();
}

} // namespace

// The first byte says which body the rest is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0)
        return 0;
    const std::string_view body(reinterpret_cast<const char*>(bytes) + 1, size - 1);
    switch (bytes[0] % 16U) {
    case 0:
        check(wire::decode_timed_command, body);
        break;
    case 1:
        check(wire::decode_answer, body);
        break;
    case 2:
        check(wire::decode_snapshot, body);
        break;
    case 3:
        check(wire::decode_update, body);
        break;
    case 4:
        check(wire::decode_event, body);
        break;
    case 5:
        check(wire::decode_alive, body);
        break;
    case 6:
        check(wire::decode_explanation, body);
        break;
    case 7:
        check(wire::decode_export_request, body);
        break;
    case 8:
        check(wire::decode_export_page, body);
        break;
    case 9:
        check(wire::decode_print_job, body);
        break;
    case 10:
        check(wire::decode_print_result, body);
        break;
    case 11:
        check(wire::decode_printer_status, body);
        break;
    case 12:
        check(wire::decode_explain_request, body);
        break;
    case 13:
        check(wire::decode_what_if, body);
        break;
    case 14:
        check(wire::decode_hours_ahead, body);
        break;
    default:
        check_plain(body);
    }
    return 0;
}
