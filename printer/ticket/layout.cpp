#include "printer/ticket/layout.h"

#include "shared/base/text.h"
#include "shared/base/zone.h"
#include "shared/screen/translations.h"

#include <fmt/format.h>

#include <algorithm>

namespace printer {
namespace {

using screen::msgid;

constexpr std::size_t kMostListed = 20;
constexpr std::size_t kLongestText = 400;
constexpr std::size_t kLongestLink = 500;

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char each) {
        return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
               each == '-' || each == '_';
    });
}

bool too_long(const model::Names& names) {
    return std::ranges::any_of(names.by_language(),
                               [](const auto& each) { return each.second.size() > kLongestText; });
}

/// Fills one template with one job, part by part.
class Composer {
  public:
    Composer(const model::PrintJob& job, bool copy)
        : job_(job), copy_(copy || job.reprint),
          visitor_(catalogue_tag(job.language.empty() ? job.local_language : job.language)),
          local_(catalogue_tag(job.local_language.empty() ? job.language : job.local_language)) {}

    Layout compose(const Template& look) const {
        Layout layout{visitor_.language(), local_.language(), {}, job_.is_sheet()};
        for (const auto& part : job_.is_sheet() ? look.sheet : look.parts)
            if (auto content = content_of(part))
                layout.blocks.push_back({look_of(part, *content), std::move(*content)});
        return layout;
    }

  private:
    // "zh-Hans" on the wire, zh_Hans among the catalogues.
    static std::string catalogue_tag(std::string tag) {
        std::ranges::replace(tag, '-', '_');
        return tag.empty() ? "zh_Hans" : tag;
    }
    static std::string wire_tag(std::string tag) {
        std::ranges::replace(tag, '_', '-');
        return tag;
    }

    static Pair pair_of(std::string first, std::string second) {
        if (first == second)
            second.clear();
        return {std::move(first), std::move(second)};
    }
    Pair pair(const model::Names& names) const {
        return pair_of(flowing(names.in(wire_tag(visitor_.language()))),
                       flowing(names.in(wire_tag(local_.language()))));
    }
    // A sheet shows all of a text; that it does not become metres of paper, line ends are blanks.
    std::string flowing(std::string_view text) const {
        return job_.is_sheet() ? base::one_line(text) : std::string(text);
    }
    Pair pair(const char* text) const { return pair_of(visitor_.tr(text), local_.tr(text)); }

    // Words where figures would stand are as large as the figures' labels.
    static Part look_of(Part part, const Content& content) {
        if (part.kind == Part::Kind::Waiting && std::holds_alternative<Words>(content))
            part.size = part.label;
        return part;
    }

    std::optional<Content> content_of(const Part& part) const {
        switch (part.kind) {
        case Part::Kind::Logo:
            return Logo{};
        case Part::Kind::Copy:
            return copy_ ? std::optional<Content>(Mark{pair(msgid("Copy")), false, {}}) : std::nullopt;
        case Part::Kind::Hall:
            return words(job_.hall);
        case Part::Kind::Service:
            return words(job_.service);
        case Part::Kind::Number:
            return job_.is_sheet() ? std::nullopt : std::optional<Content>(Digits{job_.number});
        case Part::Kind::Channel:
            return channel();
        case Part::Kind::Waiting:
            return waiting();
        case Part::Kind::Location:
            return notice(brings() ? msgid("Please come back to") : msgid("Please go to"), job_.location);
        case Part::Kind::Documents:
            return list(brings() ? msgid("Please bring these documents") : msgid("Please have these ready"),
                        job_.documents, false);
        case Part::Kind::Code:
            return code();
        case Part::Kind::Closing:
            return closing();
        case Part::Kind::Time:
            return time();
        case Part::Kind::Text:
            return words(part.text);
        default:
            return of_sheet(part.kind);
        }
    }

    std::optional<Content> of_sheet(Part::Kind kind) const {
        switch (kind) {
        case Part::Kind::Title:
            return job_.is_sheet() ? std::optional<Content>(Words{pair(msgid("Information sheet"))})
                                   : std::nullopt;
        case Part::Kind::Purpose:
            return words(job_.purpose);
        case Part::Kind::Steps:
            return list(msgid("How it goes"), job_.steps, true);
        case Part::Kind::Basis:
            return notice(msgid("Legal basis"), job_.basis);
        case Part::Kind::Fee:
            return notice(msgid("Fee"), job_.fee);
        case Part::Kind::TimeLimit:
            return notice(msgid("Time limit"), job_.time_limit);
        case Part::Kind::Hours:
            return notice(msgid("Opening hours"), job_.hours);
        default:
            return std::nullopt;
        }
    }

    std::optional<Content> words(const model::Names& names) const {
        return names.empty() ? std::nullopt : std::optional<Content>(Words{pair(names)});
    }

    std::optional<Content> channel() const {
        if (job_.channel.empty())
            return std::nullopt;
        Mark mark{pair(job_.channel), job_.green, {}};
        if (job_.approval_pending)
            mark.note = pair(msgid("Our staff will confirm this shortly"));
        return mark;
    }

    std::string wait_text() const {
        switch (job_.wait.kind) {
        case model::RoundedWait::Kind::RightAway:
            return visitor_.tr("right away");
        case model::RoundedWait::Kind::Between:
            return visitor_.tr("{1}–{2} min", long{job_.wait.low}, long{job_.wait.high});
        case model::RoundedWait::Kind::MoreThan:
            return visitor_.tr("over {1} min", long{job_.wait.low});
        case model::RoundedWait::Kind::Unknown:
            return {};
        }
        return {};
    }

    bool brings() const { return job_.slip == model::Slip::Bring || job_.slip == model::Slip::BringAnew; }

    /// Instead of how long to wait.
    Words on_the_way() const {
        if (job_.slip == model::Slip::Bring)
            return {pair(msgid("Your number is kept. Please come back to the counter with this slip."))};
        if (job_.slip == model::Slip::BringAnew)
            return {pair(msgid("Please come again with these documents, and take a new number then."))};
        return {pair(msgid("You keep your place in the line. Your number will be called there."))};
    }

    std::optional<Content> waiting() const {
        if (job_.slip != model::Slip::None && !job_.is_sheet())
            return on_the_way();
        Figures found;
        if (job_.ahead)
            found.figures.push_back({pair(msgid("People ahead")), std::to_string(*job_.ahead)});
        if (auto wait = wait_text(); !wait.empty())
            found.figures.push_back({pair(msgid("Expected wait")), std::move(wait)});
        if (!found.figures.empty())
            return found;
        if (job_.is_sheet())
            return std::nullopt;
        // The hall always knows how many are ahead: a number without that was given without the hall.
        return Words{pair(msgid("The hall was out of reach when this number was given; it is valid."))};
    }

    std::optional<Content> notice(const char* heading, const model::Names& text) const {
        if (text.empty())
            return std::nullopt;
        return Notice{pair(heading), pair(text)};
    }

    std::optional<Content> list(const char* heading, const std::vector<model::Names>& items,
                                bool numbered) const {
        if (items.empty())
            return std::nullopt;
        Checklist list{pair(heading), {}, numbered};
        list.items.reserve(items.size());
        for (const auto& each : items)
            list.items.push_back(pair(each));
        return list;
    }

    std::optional<Content> code() const {
        auto qr = screen::make_qr(job_.link);
        if (!qr)
            return std::nullopt;
        return Link{job_.link, std::move(*qr),
                    pair(job_.is_sheet() ? msgid("Scan to read more")
                                         : msgid("Scan to follow your place in the queue"))};
    }

    std::optional<Content> closing() const {
        if (!job_.notice.empty())
            return words(job_.notice);
        if (brings())
            return std::nullopt;
        if (job_.is_sheet())
            return Words{pair(msgid("This is not a ticket: take a number at the kiosk when you are ready."))};
        return Words{
            pair(msgid("Please watch the screens and listen for your number. Thank you for waiting."))};
    }

    std::optional<Content> time() const {
        if (job_.issued == base::WallTime())
            return std::nullopt;
        return Words{{job_.is_sheet() ? visitor_.tr("Printed: {1}", issued()) : issued(), {}}};
    }

    std::string issued() const {
        static constexpr const char* kDays[] = {msgid("Sunday"),    msgid("Monday"),   msgid("Tuesday"),
                                                msgid("Wednesday"), msgid("Thursday"), msgid("Friday"),
                                                msgid("Saturday")};
        const auto time = base::Zone(job_.zone.empty() ? "UTC" : job_.zone).local(job_.issued);
        return fmt::format("{:04}-{:02}-{:02}  {}  {:02}:{:02}", time.year, time.month, time.day,
                           visitor_.tr(kDays[time.weekday]), time.hour, time.minute);
    }

    const model::PrintJob& job_;
    bool copy_;
    screen::Catalogue visitor_;
    screen::Catalogue local_;
};

} // namespace

std::optional<std::string> fault_of(const model::PrintJob& job) {
    if (!is_id(job.job))
        return "\"job\" is not 1 to 64 letters, digits, \"-\" or \"_\"";
    if (job.number.size() > 16)
        return "\"number\" is longer than 16 characters";
    if (job.is_sheet() && job.service.empty())
        return "there is neither a \"number\", for a ticket, nor a \"service\", for an information sheet";
    const auto texts = {&job.hall,    &job.service, &job.channel, &job.location,   &job.notice,
                        &job.purpose, &job.basis,   &job.fee,     &job.time_limit, &job.hours};
    if (std::ranges::any_of(texts, [](const auto* each) { return too_long(*each); }) ||
        std::ranges::any_of(job.documents, too_long) || std::ranges::any_of(job.steps, too_long))
        return "a text is longer than 400 bytes";
    if (job.documents.size() > kMostListed)
        return "there are more than 20 documents";
    if (job.steps.size() > kMostListed)
        return "there are more than 20 steps";
    if (job.link.size() > kLongestLink)
        return "\"link\" is longer than 500 bytes";
    if (job.language.size() > 16 || job.local_language.size() > 16)
        return "a language is longer than 16 characters";
    try {
        static_cast<void>(base::Zone(job.zone.empty() ? "UTC" : job.zone));
    } catch (const std::exception& error) {
        return fmt::format("\"zone\": {}", error.what());
    }
    return std::nullopt;
}

Layout lay_out(const model::PrintJob& job, const Template& look, bool copy) {
    return Composer(job, copy).compose(look);
}

} // namespace printer
