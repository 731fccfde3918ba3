#include "kiosk/errand.h"

#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/base/text.h"
#include "shared/wire/codec.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace kiosk {

namespace {

constexpr std::size_t kLargestFile = 64U << 10U;

std::optional<std::string> unhex(std::string_view digits) {
    const auto bytes = base::from_hex(digits);
    if (!bytes)
        return std::nullopt;
    std::string text(bytes->size(), '\0');
    std::ranges::transform(*bytes, text.begin(), [](std::byte byte) { return static_cast<char>(byte); });
    return text;
}

std::string_view word(Errand::Stage stage) {
    switch (stage) {
    case Errand::Stage::None:
        return "none";
    case Errand::Stage::Asking:
        return "asking";
    case Errand::Stage::Printing:
        return "printing";
    }
    return "none";
}

std::optional<Errand::Stage> stage_of(std::string_view text) {
    for (const auto stage : {Errand::Stage::None, Errand::Stage::Asking, Errand::Stage::Printing})
        if (word(stage) == text)
            return stage;
    return std::nullopt;
}

using Lines = std::map<std::string_view, std::string_view>;

std::optional<std::string_view> line(const Lines& lines, std::string_view name) {
    const auto found = lines.find(name);
    return found == lines.end() ? std::nullopt : std::optional(found->second);
}

bool read_identity(const Lines& lines, Errand& errand) {
    const auto stage = stage_of(line(lines, "stage").value_or(""));
    const auto session = base::from_hex(line(lines, "session").value_or(""));
    const auto request = base::parse_number<std::uint64_t>(line(lines, "request").value_or(""));
    const auto since = base::parse_number<std::int64_t>(line(lines, "since").value_or(""));
    if (!stage || !session || session->size() != errand.session.size() || !request || !since)
        return false;
    errand.stage = *stage;
    std::ranges::copy(*session, errand.session.begin());
    errand.request = *request;
    errand.since = base::WallTime(base::Duration(*since));
    return true;
}

bool read_take(const Lines& lines, Errand& errand) {
    const auto body = unhex(line(lines, "command").value_or(""));
    const auto command = body ? wire::decode_command(*body) : std::unexpected(wire::Malformed::BadBody);
    if (!command || !std::holds_alternative<model::TakeTicket>(*command))
        return false;
    errand.take = std::get<model::TakeTicket>(*command);
    return true;
}

bool read_answer(const Lines& lines, Errand& errand) {
    const auto body = unhex(line(lines, "answer").value_or(""));
    const auto answer = body ? wire::decode_answer(*body) : std::unexpected(wire::Malformed::BadBody);
    if (!answer || !answer->ticket)
        return false;
    errand.answer = *answer;
    if (const auto printer = base::parse_number<std::size_t>(line(lines, "printer").value_or("")))
        errand.asked = Asked{*printer, line(lines, "copy") == "yes"};
    return true;
}

} // namespace

std::string encode(const Errand& errand) {
    std::string text =
        fmt::format("stage {}\nsession {}\nrequest {}\nsince {}\n", word(errand.stage),
                    base::to_hex(errand.session), errand.request, errand.since.time_since_epoch().count());
    if (errand.stage != Errand::Stage::None)
        text += fmt::format("command {}\n", base::to_hex(wire::encode(model::Command(errand.take))));
    if (errand.stage == Errand::Stage::Printing)
        text += fmt::format("answer {}\n", base::to_hex(wire::encode(errand.answer)));
    if (errand.stage == Errand::Stage::Printing && errand.asked)
        text +=
            fmt::format("printer {}\ncopy {}\n", errand.asked->printer, errand.asked->copy ? "yes" : "no");
    return text;
}

std::optional<Errand> decode_errand(std::string_view text) {
    Lines lines;
    for (const std::string_view row : base::split(text, '\n')) {
        const auto space = row.find(' ');
        if (space != std::string_view::npos)
            lines.emplace(row.substr(0, space), row.substr(space + 1));
    }
    Errand errand;
    if (!read_identity(lines, errand))
        return std::nullopt;
    if (errand.stage != Errand::Stage::None && !read_take(lines, errand))
        return std::nullopt;
    if (errand.stage == Errand::Stage::Printing && !read_answer(lines, errand))
        return std::nullopt;
    return errand;
}

ErrandFile::ErrandFile(std::filesystem::path path) : path_(std::move(path)) {
    if (std::filesystem::exists(path_)) {
        try {
            if (const auto errand = decode_errand(base::read_file(path_, kLargestFile))) {
                errand_ = *errand;
                return;
            }
            base::log_warning("kiosk", "{} is damaged; begins anew", path_.string());
        } catch (const base::FileError& error) {
            base::log_warning("kiosk", "begins anew: {}", error.what());
        }
    }
}

void ErrandFile::begin(const model::TakeTicket& take, base::WallTime now) {
    errand_.stage = Errand::Stage::Asking;
    errand_.session = wire::random_session();
    errand_.request = 1;
    errand_.since = now;
    errand_.take = take;
    errand_.answer = {};
    errand_.asked.reset();
    save();
}

void ErrandFile::printing(const model::Answer& answer) {
    errand_.stage = Errand::Stage::Printing;
    errand_.answer = answer;
    errand_.asked.reset();
    // Who the visitor is was told to the hall and is needed no more.
    errand_.take.person.clear();
    errand_.take.age.reset();
    errand_.take.appointment.clear();
    save();
}

void ErrandFile::asks(const Asked& asked) {
    if (errand_.stage != Errand::Stage::Printing || errand_.asked == asked)
        return;
    errand_.asked = asked;
    save();
}

void ErrandFile::settle() {
    if (errand_.stage == Errand::Stage::None)
        return;
    errand_.stage = Errand::Stage::None;
    errand_.take = {};
    errand_.answer = {};
    errand_.asked.reset();
    save();
}

void ErrandFile::save() const {
    base::write_file(path_, encode(errand_), 0600);
}

} // namespace kiosk
