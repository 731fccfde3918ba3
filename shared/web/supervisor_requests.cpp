#include "shared/web/supervisor_requests.h"

#include "shared/base/text.h"
#include "shared/web/mark.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace web {

namespace {

using nlohmann::json;

constexpr std::size_t kMostOrder = 16 * 1024;
constexpr int kDeepestOrder = 3;
constexpr std::size_t kMostId = 64;
constexpr std::size_t kMostReason = 300;
constexpr std::size_t kMostText = 400;
constexpr std::size_t kMostPin = 16;
constexpr std::size_t kMostEntries = 500;
constexpr int kMostMinutes = 24 * 60 - 1;
constexpr const char* kOverride = "override:";

/// An object of well-formed UTF-8, no deeper than anything we ask for. A null byte would be the end to the
/// library, whatever follows. What is missing or out of bounds is
/// remembered, so that a whole order is read before it is asked whether it was good.
class Fields {
  public:
    explicit Fields(std::string_view text) {
        if (text.size() > kMostOrder || !base::is_utf8(text) || text.find('\0') != std::string_view::npos) {
            fail();
            return;
        }
        const auto bounded = [](int depth, json::parse_event_t, json&) { return depth <= kDeepestOrder; };
        object_ = json::parse(text, bounded, false);
        if (!object_.is_object())
            fail();
    }

    bool good() const { return good_; }
    bool empty() const { return good_ && object_.empty(); }

    /// One line; empty where it is not there, unless it must be.
    std::string text(const char* key, std::size_t most, bool must = false) {
        const json* value = at(key);
        if (value != nullptr && !value->is_string())
            fail();
        std::string line(value == nullptr || !good_ ? "" : one_line(value->get<std::string>()));
        if (line.size() > most || (must && line.empty()))
            fail();
        return line;
    }

    /// As it was sent: a secret.
    std::string secret(const char* key, std::size_t most) {
        const json* value = at(key);
        if (value == nullptr || !value->is_string() || value->get_ref<const std::string&>().size() > most) {
            fail();
            return {};
        }
        return value->get<std::string>();
    }

    bool flag(const char* key) {
        const json* value = at(key);
        if (value != nullptr && !value->is_boolean())
            fail();
        return value != nullptr && good_ && value->get<bool>();
    }

    std::optional<int> number(const char* key, int least, int most) {
        const json* value = at(key);
        if (value == nullptr)
            return std::nullopt;
        if (!value->is_number_integer() || *value < least || *value > most) {
            fail();
            return std::nullopt;
        }
        return value->get<int>();
    }

    model::CounterId counter() {
        const auto value = number("counter", 1, model::kHighestCounter);
        if (!value)
            fail();
        return model::CounterId{value.value_or(0)};
    }

    /// As digits: JavaScript's numbers end before ours.
    model::TicketId ticket() {
        const auto id = base::parse_number<std::uint64_t>(text("ticket", 20, true));
        if (!id)
            fail();
        return model::TicketId{id.value_or(0)};
    }

    std::vector<model::ServiceId> services(const char* key) {
        std::vector<model::ServiceId> list;
        for (const json& entry : entries(key)) {
            if (!entry.is_string() || entry.get_ref<const std::string&>().size() > kMostId)
                fail();
            else
                list.push_back({entry.get<std::string>()});
        }
        return list;
    }

    std::vector<model::CounterId> counters(const char* key) {
        std::vector<model::CounterId> list;
        for (const json& entry : entries(key)) {
            if (!entry.is_number_integer() || entry < 1 || entry > model::kHighestCounter)
                fail();
            else
                list.push_back({entry.get<int>()});
        }
        return list;
    }

    std::vector<std::size_t> places(const char* key, std::size_t count) {
        std::vector<std::size_t> list;
        for (const json& entry : entries(key)) {
            if (!entry.is_number_unsigned() || entry.get<std::uint64_t>() >= count)
                fail();
            else
                list.push_back(entry.get<std::size_t>());
        }
        return list;
    }

    /// A text by language; what is left empty is not there.
    model::Names names(const char* key, const std::vector<std::string>& languages) {
        std::map<std::string, std::string> texts;
        const json* value = at(key);
        if (value == nullptr)
            return {};
        if (!value->is_object()) {
            fail();
            return {};
        }
        for (const auto& [language, said] : value->items()) {
            const bool known = std::ranges::find(languages, language) != languages.end();
            const std::string line = said.is_string() ? one_line(said.get<std::string>()) : std::string();
            if (!known || !said.is_string() || line.size() > kMostText)
                fail();
            else if (!line.empty())
                texts[language] = line;
        }
        return model::Names(std::move(texts));
    }

    void fail() { good_ = false; }

  private:
    static std::string one_line(const std::string& text) {
        return std::string(base::trim(base::one_line(text)));
    }

    const json* at(const char* key) const {
        if (!good_)
            return nullptr;
        const auto found = object_.find(key);
        return found == object_.end() ? nullptr : &*found;
    }

    std::vector<json> entries(const char* key) {
        const json* value = at(key);
        if (value == nullptr)
            return {};
        if (!value->is_array() || value->size() > kMostEntries) {
            fail();
            return {};
        }
        return value->get<std::vector<json>>();
    }

    json object_;
    bool good_ = true;
};

/// Nobody overrides by what he happens to write.
std::string reason(Fields& fields) {
    std::string said = fields.text("reason", kMostReason);
    if (said.starts_with(kOverride))
        fields.fail();
    return fields.flag("override") ? kOverride + said : said;
}

std::optional<base::WallTime> until(Fields& fields, base::WallTime now) {
    const auto minutes = fields.number("minutes", 1, kMostMinutes);
    return minutes ? std::optional(now + std::chrono::minutes(*minutes)) : std::nullopt;
}

using Read = model::Command (*)(Fields&, const Ordering&);

model::Command read_open(Fields& fields, const Ordering&) {
    model::OpenCounter open;
    open.counter = fields.counter();
    open.clerk = {fields.text("clerk", kMostId, true)};
    open.take_over = fields.flag("take_over");
    return open;
}

model::Command read_close(Fields& fields, const Ordering& ordering) {
    model::CloseCounter close;
    close.counter = fields.counter();
    close.reason = reason(fields);
    close.supervisor = ordering.by;
    return close;
}

model::Command read_pause(Fields& fields, const Ordering& ordering) {
    return model::PauseCounter{fields.counter(), fields.text("reason", kMostReason),
                               until(fields, ordering.now)};
}

model::Command read_services(Fields& fields, const Ordering&) {
    return model::AssignServices{fields.counter(), fields.services("services"), fields.services("backup")};
}

model::Command read_approve(Fields& fields, const Ordering& ordering) {
    return model::ApproveTicket{fields.ticket(), ordering.by, reason(fields)};
}

model::Command read_reject(Fields& fields, const Ordering& ordering) {
    return model::RejectTicket{fields.ticket(), ordering.by, fields.text("reason", kMostReason)};
}

model::Command read_pause_service(Fields& fields, const Ordering& ordering) {
    return model::PauseService{{fields.text("service", kMostId, true)},
                               fields.text("reason", kMostReason),
                               until(fields, ordering.now)};
}

model::Command read_notices(Fields& fields, const Ordering& ordering) {
    const auto& up = ordering.board.notices;
    if (fields.text("seen", kMostId, true) != notices_mark(ordering.board))
        fields.fail();
    model::PostNotices post;
    std::set<std::size_t> kept;
    for (const std::size_t place : fields.places("keep", up.size()))
        if (kept.insert(place).second)
            post.notices.push_back(up[place]);
    if (model::Names added = fields.names("add", ordering.board.hall.languages); !added.empty())
        post.notices.push_back(std::move(added));
    return post;
}

model::Command read_alarm(Fields& fields, const Ordering& ordering) {
    model::RaiseAlarm alarm;
    alarm.kind = fields.flag("evacuation") ? model::AlarmKind::Evacuation : model::AlarmKind::Notice;
    alarm.text = fields.names("text", ordering.board.hall.languages);
    alarm.supervisor = ordering.by;
    return alarm;
}

model::Command read_all_clear(Fields&, const Ordering& ordering) {
    model::WithdrawAlarm clear;
    clear.supervisor = ordering.by;
    return clear;
}

model::Command read_follow_up(Fields& fields, const Ordering&) {
    static const std::map<std::string, model::FollowUpStep> steps{{"assigned", model::FollowUpStep::Assigned},
                                                                  {"noted", model::FollowUpStep::Noted},
                                                                  {"closed", model::FollowUpStep::Closed}};
    model::StepFollowUp step;
    step.number = fields.text("name", kMostId, true);
    if (const auto known = steps.find(fields.text("step", kMostId)); known != steps.end())
        step.step = known->second;
    else
        fields.fail();
    step.to = {fields.text("to", kMostId)};
    step.note = fields.text("note", model::kWordLimit);
    return step;
}

const std::map<std::string, Read, std::less<>>& readers() {
    static const std::map<std::string, Read, std::less<>> all{
        {"open", read_open},
        {"close", read_close},
        {"pause", read_pause},
        {"resume",
         [](Fields& fields, const Ordering&) -> model::Command {
             return model::ResumeCounter{fields.counter()};
         }},
        {"end-help",
         [](Fields& fields, const Ordering&) -> model::Command { return model::EndHelp{fields.counter()}; }},
        {"services", read_services},
        {"approve", read_approve},
        {"reject", read_reject},
        {"pause-service", read_pause_service},
        {"resume-service",
         [](Fields& fields, const Ordering&) -> model::Command {
             return model::ResumeService{{fields.text("service", kMostId, true)}};
         }},
        {"notices", read_notices},
        {"alarm", read_alarm},
        {"all-clear", read_all_clear},
        {"end-day",
         [](Fields& fields, const Ordering&) -> model::Command { return model::EndDay{reason(fields)}; }},
        {"reopen-day", [](Fields&, const Ordering&) -> model::Command { return model::ReopenDay{}; }},
        {"acknowledge",
         [](Fields& fields, const Ordering&) -> model::Command {
             return model::AcknowledgeAlert{fields.text("alert", kMostId, true)};
         }},
        {"follow-up", read_follow_up},
    };
    return all;
}

} // namespace

std::optional<LogInSent> read_log_in(std::string_view text) {
    Fields fields(text);
    LogInSent sent{fields.text("staff", kMostId, true), fields.secret("pin", kMostPin)};
    if (!fields.good())
        return std::nullopt;
    return sent;
}

std::optional<model::Command> read_order(std::string_view action, std::string_view text,
                                         const Ordering& ordering) {
    const auto reader = readers().find(action);
    if (reader == readers().end())
        return std::nullopt;
    Fields fields(text);
    model::Command command = reader->second(fields, ordering);
    if (!fields.good())
        return std::nullopt;
    return command;
}

std::optional<std::string> read_follow_up_name(std::string_view text) {
    Fields fields(text);
    std::string name = fields.text("name", kMostId, true);
    if (!fields.good())
        return std::nullopt;
    return name;
}

std::optional<model::WhatIf> read_what_if(std::string_view text) {
    Fields fields(text);
    model::WhatIf what_if{fields.counters("open"), fields.counters("close"), fields.text("preset", kMostId)};
    if (!fields.good())
        return std::nullopt;
    return what_if;
}

bool is_nothing(std::string_view text) {
    return Fields(text).empty();
}

std::string notices_mark(const model::Board& board) {
    std::string all;
    for (const model::Names& notice : board.notices) {
        for (const auto& [language, text] : notice.by_language())
            all += language + '\x1f' + text + '\x1f';
        all += '\x1e';
    }
    return mark_of(all);
}

} // namespace web
