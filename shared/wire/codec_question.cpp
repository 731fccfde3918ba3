#include "shared/wire/codec.h"
#include "shared/wire/convert.h"

namespace wire {

namespace {

constexpr std::int64_t kLongestSpan = std::int64_t{1} << 45;   // a thousand years
constexpr std::int64_t kLargestCredit = std::int64_t{1} << 55; // the same in thousandths

pb::Explanation message(const model::Explanation& explanation) {
    pb::Explanation to;
    to.set_ticket(explanation.ticket.value);
    to.set_number(explanation.number);
    to.set_channel(explanation.channel.value);
    to.set_entry_at(milliseconds(explanation.entry));
    if (explanation.called_at)
        to.set_called_at(milliseconds(*explanation.called_at));
    if (explanation.counter)
        to.set_counter(static_cast<std::uint32_t>(explanation.counter->value));
    to.set_picked(explanation.picked);
    to.set_emergency(explanation.emergency);
    to.set_waited_ms(milliseconds(explanation.waited));
    to.set_credit(explanation.credit);
    for (const model::Overtaking& overtaking : explanation.passed_by) {
        pb::Overtaking& entry = *to.add_passed_by();
        entry.set_number(overtaking.number);
        entry.set_how(choice<pb::Overtook>(overtaking.how));
        entry.set_at(milliseconds(overtaking.at));
        entry.set_credit(overtaking.credit);
        entry.set_own_credit(overtaking.own_credit);
        entry.set_came_later_ms(overtaking.came_later.count());
    }
    if (explanation.guarantee)
        to.set_guarantee_ms(explanation.guarantee->count());
    for (const std::string& sentence : model::in_words(explanation))
        to.add_sentences(sentence);
    return to;
}

std::int64_t read_credit(std::int64_t value, Bounds& bounds) {
    return bounds.number(value, "credit", -kLargestCredit, kLargestCredit);
}

base::Duration read_span(std::int64_t value, std::string_view field, Bounds& bounds) {
    return base::Duration(bounds.number(value, field, -kLongestSpan, kLongestSpan));
}

model::Overtaking read(const pb::Overtaking& from, Bounds& bounds) {
    model::Overtaking overtaking;
    overtaking.number = bounds.id(from.number(), "number");
    overtaking.how = bounds.choice(from.how(), "how", model::Overtook::EarlierEntry);
    overtaking.at = bounds.moment(from.at(), "at");
    overtaking.credit = read_credit(from.credit(), bounds);
    overtaking.own_credit = read_credit(from.own_credit(), bounds);
    overtaking.came_later = read_span(from.came_later_ms(), "came_later", bounds);
    return overtaking;
}

model::Explanation read(const pb::Explanation& from, Bounds& bounds) {
    model::Explanation explanation;
    explanation.ticket = {from.ticket()};
    explanation.number = bounds.id(from.number(), "number");
    explanation.channel = {bounds.id(from.channel(), "channel")};
    explanation.entry = bounds.moment(from.entry_at(), "entry_at");
    if (from.has_called_at())
        explanation.called_at = bounds.moment(from.called_at(), "called_at");
    if (from.has_counter())
        explanation.counter = {bounds.counter(from.counter())};
    explanation.picked = from.picked();
    explanation.emergency = from.emergency();
    explanation.waited = base::Duration(from.waited_ms());
    explanation.credit = read_credit(from.credit(), bounds);
    if (bounds.list(from.passed_by_size(), "passed_by", kMostTickets))
        for (const pb::Overtaking& entry : from.passed_by())
            explanation.passed_by.push_back(read(entry, bounds));
    if (from.has_guarantee_ms())
        explanation.guarantee = read_span(from.guarantee_ms(), "guarantee", bounds);
    return explanation;
}

pb::ExportRequest message(const ExportRequest& request) {
    pb::ExportRequest to;
    to.set_from_day(static_cast<std::uint32_t>(request.from_day));
    to.set_to_day(static_cast<std::uint32_t>(request.to_day));
    to.set_from_seq(request.from_seq);
    return to;
}

pb::ExportPage message(const ExportPage& page) {
    pb::ExportPage to;
    to.set_refusal(static_cast<pb::Refusal>(page.refusal));
    fill_all(*to.mutable_events(), page.events);
    to.set_next(page.next);
    return to;
}

} // namespace

std::string encode(const model::Explanation& value) {
    return to_bytes(message(value));
}
std::string to_json(const model::Explanation& value) {
    return to_line(message(value));
}
std::expected<model::Explanation, Malformed> decode_explanation(std::string_view body) {
    return decode_body<pb::Explanation>(body,
                                        [](const auto& from, Bounds& bounds) { return read(from, bounds); });
}

std::string encode(const ExportRequest& value) {
    return to_bytes(message(value));
}
std::string to_json(const ExportRequest& value) {
    return to_line(message(value));
}
std::expected<ExportRequest, Malformed> decode_export_request(std::string_view body) {
    return decode_body<pb::ExportRequest>(body, [](const auto& from, Bounds& bounds) {
        return ExportRequest{bounds.day(from.from_day()), bounds.day(from.to_day()), from.from_seq()};
    });
}

std::string encode(const ExportPage& value) {
    return to_bytes(message(value));
}
std::string to_json(const ExportPage& value) {
    return to_line(message(value));
}
std::expected<ExportPage, Malformed> decode_export_page(std::string_view body) {
    return decode_body<pb::ExportPage>(body, [](const auto& from, Bounds& bounds) {
        ExportPage page;
        page.refusal = bounds.same(from.refusal(), "refusal", model::Refusal::ClerkElsewhere);
        page.events = read_all(from.events(), "events", bounds, kMostTickets);
        page.next = from.next();
        return page;
    });
}

std::string encode_explain_request(model::TicketId ticket) {
    pb::ExplainRequest to;
    to.set_ticket(ticket.value);
    return to_bytes(to);
}
std::expected<model::TicketId, Malformed> decode_explain_request(std::string_view body) {
    return decode_body<pb::ExplainRequest>(
        body, [](const auto& from, Bounds&) { return model::TicketId{from.ticket()}; });
}

} // namespace wire
