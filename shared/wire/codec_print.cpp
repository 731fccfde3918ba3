#include "shared/wire/codec.h"
#include "shared/wire/convert.h"

#include <algorithm>

#include <fmt/core.h>
#include <google/protobuf/util/json_util.h>

namespace wire {

namespace {

constexpr std::size_t kLongestPrinted = 400;
constexpr std::size_t kLongestLink = 500;
constexpr int kMostListed = 20;
constexpr int kMostMinutes = 7 * 24 * 60;
constexpr int kMostJobs = 1'000'000;

bool is_job_id(std::string_view id) {
    const auto allowed = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    };
    return !id.empty() && id.size() <= kLongestId && std::ranges::all_of(id, allowed);
}

std::string read_job(const std::string& id, Bounds& bounds) {
    if (!is_job_id(id))
        bounds.fail(Malformed::OutOfBounds, "job");
    return id;
}

/// Paper is narrow: each text of it is shorter than texts are elsewhere.
model::Names read_printed(const pb::Names& from, std::string_view field, Bounds& bounds) {
    for (const auto& [language, text] : from.text())
        bounds.text(text, field, kLongestPrinted);
    return read(from, bounds);
}

std::vector<model::Names> read_list(const google::protobuf::RepeatedPtrField<pb::Names>& from,
                                    std::string_view field, Bounds& bounds) {
    std::vector<model::Names> read;
    if (!bounds.list(from.size(), field, kMostListed))
        return read;
    read.reserve(static_cast<std::size_t>(from.size()));
    for (const pb::Names& each : from)
        read.push_back(read_printed(each, field, bounds));
    return read;
}

/// What only a sheet has: a ticket's bytes are as they were before there were sheets.
void fill_sheet(pb::PrintJob& to, const model::PrintJob& job) {
    if (!job.purpose.empty())
        fill(*to.mutable_purpose(), job.purpose);
    fill_all(*to.mutable_steps(), job.steps);
    if (!job.basis.empty())
        fill(*to.mutable_basis(), job.basis);
    if (!job.fee.empty())
        fill(*to.mutable_fee(), job.fee);
    if (!job.time_limit.empty())
        fill(*to.mutable_time_limit(), job.time_limit);
    if (!job.hours.empty())
        fill(*to.mutable_hours(), job.hours);
}

pb::PrintJob message(const model::PrintJob& job) {
    pb::PrintJob to;
    to.set_job(job.job);
    to.set_number(job.number);
    to.set_language(job.language);
    to.set_local_language(job.local_language);
    fill(*to.mutable_hall(), job.hall);
    fill(*to.mutable_service(), job.service);
    fill(*to.mutable_channel(), job.channel);
    to.set_green(job.green);
    to.set_approval_pending(job.approval_pending);
    if (job.ahead)
        to.set_ahead(static_cast<std::uint32_t>(*job.ahead));
    to.set_wait(static_cast<pb::WaitKind>(job.wait.kind));
    to.set_wait_low_minutes(static_cast<std::uint32_t>(job.wait.low));
    to.set_wait_high_minutes(static_cast<std::uint32_t>(job.wait.high));
    fill(*to.mutable_location(), job.location);
    to.set_issued_at(milliseconds(job.issued));
    to.set_zone(job.zone);
    fill_all(*to.mutable_documents(), job.documents);
    to.set_link(job.link);
    fill(*to.mutable_notice(), job.notice);
    to.set_reprint(job.reprint);
    fill_sheet(to, job);
    to.set_slip(static_cast<pb::Slip>(job.slip));
    return to;
}

model::PrintJob read(const pb::PrintJob& from, Bounds& bounds) {
    model::PrintJob job;
    job.job = read_job(from.job(), bounds);
    job.number = bounds.id(from.number(), "number");
    job.language = bounds.id(from.language(), "language");
    job.local_language = bounds.id(from.local_language(), "localLanguage");
    job.hall = read_printed(from.hall(), "hall", bounds);
    job.service = read_printed(from.service(), "service", bounds);
    job.channel = read_printed(from.channel(), "channel", bounds);
    job.green = from.green();
    job.approval_pending = from.approval_pending();
    if (from.has_ahead())
        job.ahead = bounds.small(from.ahead(), "ahead", kMostJobs);
    job.wait.kind = bounds.same(from.wait(), "wait", model::RoundedWait::Kind::MoreThan);
    job.wait.low = bounds.small(from.wait_low_minutes(), "waitLowMinutes", kMostMinutes);
    job.wait.high = bounds.small(from.wait_high_minutes(), "waitHighMinutes", kMostMinutes);
    job.location = read_printed(from.location(), "location", bounds);
    job.issued = bounds.moment(from.issued_at(), "issuedAt");
    job.zone = bounds.id(from.zone(), "zone");
    job.documents = read_list(from.documents(), "documents", bounds);
    job.link = bounds.text(from.link(), "link", kLongestLink);
    job.notice = read_printed(from.notice(), "notice", bounds);
    job.reprint = from.reprint();
    job.purpose = read_printed(from.purpose(), "purpose", bounds);
    job.steps = read_list(from.steps(), "steps", bounds);
    job.basis = read_printed(from.basis(), "basis", bounds);
    job.fee = read_printed(from.fee(), "fee", bounds);
    job.time_limit = read_printed(from.time_limit(), "timeLimit", bounds);
    job.hours = read_printed(from.hours(), "hours", bounds);
    job.slip = bounds.same(from.slip(), "slip", model::Slip::GoElsewhere);
    return job;
}

/// A fault of a newer printer is a fault all the same.
model::PrintFault read(pb::PrintFault fault) {
    return pb::PrintFault_IsValid(fault) ? static_cast<model::PrintFault>(fault)
                                         : model::PrintFault::PrinterError;
}

pb::PrintResult message(const model::PrintResult& result) {
    pb::PrintResult to;
    to.set_job(result.job);
    to.set_state(choice<pb::PrintState>(result.state));
    to.set_fault(static_cast<pb::PrintFault>(result.fault));
    to.set_printed_again(result.printed_again);
    return to;
}

pb::PrinterStatus message(const model::PrinterStatus& status) {
    pb::PrinterStatus to;
    to.set_online(status.online);
    to.set_paper_low(status.paper_low);
    to.set_paper_out(status.paper_out);
    to.set_cover_open(status.cover_open);
    to.set_cutter_jam(status.cutter_jam);
    to.set_other_error(status.other_error);
    to.set_waiting_jobs(static_cast<std::uint32_t>(status.waiting_jobs));
    to.set_device(status.device);
    to.set_over_temperature(status.overheated);
    to.set_unrecoverable(status.unrecoverable);
    to.set_unplugged(status.unplugged);
    to.set_offline(status.offline);
    if (status.tickets_left)
        to.set_tickets_left(static_cast<std::uint32_t>(*status.tickets_left));
    to.set_name(status.name);
    to.set_tells_hall(status.tells_hall);
    return to;
}

model::PrinterStatus read(const pb::PrinterStatus& from, Bounds& bounds) {
    model::PrinterStatus status;
    status.online = from.online();
    status.paper_low = from.paper_low();
    status.paper_out = from.paper_out();
    status.cover_open = from.cover_open();
    status.cutter_jam = from.cutter_jam();
    status.other_error = from.other_error();
    status.waiting_jobs = bounds.small(from.waiting_jobs(), "waiting_jobs", kMostJobs);
    status.device = bounds.text(from.device(), "device", kLongestPrinted);
    status.overheated = from.over_temperature();
    status.unrecoverable = from.unrecoverable();
    status.unplugged = from.unplugged();
    status.offline = from.offline();
    if (from.has_tickets_left())
        status.tickets_left = bounds.small(from.tickets_left(), "tickets_left", kMostJobs);
    status.name = bounds.id(from.name(), "name");
    status.tells_hall = from.tells_hall();
    return status;
}

} // namespace

std::string encode(const model::PrintJob& value) {
    return to_bytes(message(value));
}
std::string to_json(const model::PrintJob& value) {
    return to_line(message(value));
}
std::expected<model::PrintJob, Malformed> decode_print_job(std::string_view body) {
    return decode_body<pb::PrintJob>(body,
                                     [](const auto& from, Bounds& bounds) { return read(from, bounds); });
}

std::string encode(const model::PrintResult& value) {
    return to_bytes(message(value));
}
std::string to_json(const model::PrintResult& value) {
    return to_line(message(value));
}
std::expected<model::PrintResult, Malformed> decode_print_result(std::string_view body) {
    return decode_body<pb::PrintResult>(body, [](const auto& from, Bounds& bounds) {
        // A job that could not be read is answered without its name.
        return model::PrintResult{from.job().empty() ? std::string() : read_job(from.job(), bounds),
                                  bounds.choice(from.state(), "state", model::PrintState::Failed),
                                  read(from.fault()), from.printed_again()};
    });
}

std::string encode(const model::PrinterStatus& value) {
    return to_bytes(message(value));
}
std::string to_json(const model::PrinterStatus& value) {
    return to_line(message(value));
}
std::expected<model::PrinterStatus, Malformed> decode_printer_status(std::string_view body) {
    return decode_body<pb::PrinterStatus>(
        body, [](const auto& from, Bounds& bounds) { return read(from, bounds); });
}

std::string encode_cancel_print(std::string_view job) {
    pb::CancelPrint to;
    to.set_job(std::string(job));
    return to_bytes(to);
}
std::expected<std::string, Malformed> decode_cancel_print(std::string_view body) {
    return decode_body<pb::CancelPrint>(
        body, [](const auto& from, Bounds& bounds) { return read_job(from.job(), bounds); });
}

std::expected<model::PrintJob, std::string> print_job_from_json(std::string_view json) {
    if (json.size() > kLargestRequest)
        return std::unexpected(fmt::format("the print job is larger than {} bytes", kLargestRequest));
    pb::PrintJob message;
    const auto status = google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &message, {});
    if (!status.ok())
        return std::unexpected(
            fmt::format("the print job is not the JSON of the protocol: {}", std::string(status.message())));
    Bounds bounds;
    model::PrintJob job = read(message, bounds);
    if (bounds.fault())
        return std::unexpected(
            fmt::format("the print job's field \"{}\" is missing, too long or out of range", bounds.field()));
    return job;
}

} // namespace wire
