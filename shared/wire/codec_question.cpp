#include "shared/wire/codec.h"
#include "shared/wire/convert.h"

namespace wire {

namespace {

constexpr std::int64_t kLongestSpan = std::int64_t{1} << 45;   // a thousand years
constexpr std::int64_t kLargestCredit = std::int64_t{1} << 55; // the same in thousandths
constexpr int kLargestMultiplier = 1'000'000;

pb::Weights message(const model::Weights& weights) {
    pb::Weights to;
    to.set_head_start_ms(milliseconds(weights.head_start));
    to.set_multiplier_permille(static_cast<std::uint32_t>(weights.multiplier));
    if (weights.cap)
        to.set_cap_ms(milliseconds(*weights.cap));
    return to;
}

void fill_clock_change(pb::ClockChange& to, const model::ClockChange& from) {
    to.set_how(choice<pb::ClockEvent>(from.how));
    to.set_at(milliseconds(from.at));
    to.set_entry_at(milliseconds(from.entry));
    to.set_by_ms(from.by.count());
    to.set_channel(from.channel.value);
    to.set_service(from.service.value);
}

void fill_overtaking(pb::Overtaking& to, const model::Overtaking& from) {
    to.set_number(from.number);
    to.set_how(choice<pb::Overtook>(from.how));
    to.set_at(milliseconds(from.at));
    to.set_credit(from.credit);
    to.set_own_credit(from.own_credit);
    to.set_came_later_ms(from.came_later.count());
    to.set_channel(from.channel.value);
}

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
    for (const model::Overtaking& overtaking : explanation.passed_by)
        fill_overtaking(*to.add_passed_by(), overtaking);
    if (explanation.guarantee)
        to.set_guarantee_ms(explanation.guarantee->count());
    for (const std::string& sentence : explanation.words)
        to.add_sentences(sentence);
    to.set_state(choice<pb::TicketState>(explanation.state));
    to.set_as_of(milliseconds(explanation.as_of));
    *to.mutable_weights() = message(explanation.weights);
    to.set_capped(explanation.capped);
    for (const model::ClockChange& change : explanation.clock)
        fill_clock_change(*to.add_clock(), change);
    if (explanation.ahead)
        to.set_ahead(static_cast<std::uint32_t>(*explanation.ahead));
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
    overtaking.channel = {bounds.id(from.channel(), "channel")};
    return overtaking;
}

model::ClockChange read(const pb::ClockChange& from, Bounds& bounds) {
    model::ClockChange change;
    change.how = bounds.choice(from.how(), "how", model::ClockEvent::Yielded);
    change.at = bounds.moment(from.at(), "at");
    change.entry = bounds.moment(from.entry_at(), "entry_at");
    change.by = read_span(from.by_ms(), "by", bounds);
    change.channel = {bounds.id(from.channel(), "channel")};
    change.service = {bounds.id(from.service(), "service")};
    return change;
}

model::Weights read(const pb::Weights& from, Bounds& bounds) {
    model::Weights weights;
    weights.head_start = base::Duration(from.head_start_ms());
    weights.multiplier = bounds.small(from.multiplier_permille(), "multiplier", kLargestMultiplier);
    if (from.has_cap_ms())
        weights.cap = base::Duration(from.cap_ms());
    return weights;
}

/// What came with a later version of the protocol than the first.
void read_later(const pb::Explanation& from, model::Explanation& explanation, Bounds& bounds) {
    if (from.has_state())
        explanation.state = bounds.choice(from.state(), "state", model::TicketState::Expired);
    explanation.as_of = bounds.moment(from.as_of(), "as_of");
    if (from.has_weights())
        explanation.weights = read(from.weights(), bounds);
    explanation.capped = from.capped();
    if (bounds.list(from.clock_size(), "clock"))
        for (const pb::ClockChange& change : from.clock())
            explanation.clock.push_back(read(change, bounds));
    if (from.has_ahead())
        explanation.ahead = bounds.small(from.ahead(), "ahead", kMostAhead);
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
    if (bounds.list(from.sentences_size(), "sentences", kMostTickets))
        for (const std::string& sentence : from.sentences())
            explanation.words.push_back(bounds.text(sentence, "sentence"));
    read_later(from, explanation, bounds);
    return explanation;
}

pb::ExplainRequest message(const ExplainRequest& request) {
    pb::ExplainRequest to;
    to.set_ticket(request.ticket.value);
    to.set_language(request.language);
    return to;
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

std::string encode(const ExplainRequest& value) {
    return to_bytes(message(value));
}
std::string to_json(const ExplainRequest& value) {
    return to_line(message(value));
}
std::expected<ExplainRequest, Malformed> decode_explain_request(std::string_view body) {
    return decode_body<pb::ExplainRequest>(body, [](const auto& from, Bounds& bounds) {
        return ExplainRequest{{from.ticket()}, bounds.id(from.language(), "language")};
    });
}

std::string encode_find_ticket(std::string_view token) {
    pb::FindTicket to;
    to.set_token(std::string(token));
    return to_bytes(to);
}
std::expected<std::string, Malformed> decode_find_ticket(std::string_view body) {
    return decode_body<pb::FindTicket>(
        body, [](const auto& from, Bounds& bounds) { return bounds.id(from.token(), "token"); });
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
        page.refusal = bounds.same(from.refusal(), "refusal", model::kLastRefusal);
        page.events = read_all(from.events(), "events", bounds, kMostTickets);
        page.next = from.next();
        return page;
    });
}

} // namespace wire
