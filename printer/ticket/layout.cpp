#include "printer/ticket/layout.h"

#include "printer/ticket/page.h"
#include "printer/ticket/qr.h"
#include "printer/ticket/sheet_canvas.h"
#include "shared/base/zone.h"
#include "shared/screen/translations.h"

#include <fmt/format.h>

#include <algorithm>

namespace printer {
namespace {

using screen::Align;
using screen::msgid;
using screen::Weight;

constexpr std::size_t kMostDocuments = 20;
constexpr std::size_t kLongestText = 400;
constexpr std::size_t kLongestLink = 500;
constexpr int kNumberCapitals = 17 * Paper::kDotsPerMillimetre;
constexpr int kLeastModule = 4; // half a millimetre: what a telephone reads from thermal paper

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

/// One text in the visitor's language, and in the hall's own when that says something else.
struct Pair {
    std::string first;
    std::string second;
};

/// Draws one job, part by part, from the top.
class Ticket {
  public:
    Ticket(const model::PrintJob& job, const Paper& paper, screen::Fonts& fonts, screen::Icons& icons)
        : job_(job), paper_(paper),
          visitor_(catalogue_tag(job.language.empty() ? job.local_language : job.language)),
          local_(catalogue_tag(job.local_language.empty() ? job.language : job.local_language)),
          sheet_(paper.dots, fonts, icons, visitor_.language(), local_.language()) {}

    Bitmap draw(bool copy) {
        head(copy);
        number();
        channel();
        waiting();
        location();
        documents();
        code();
        foot();
        return to_bitmap(sheet_.finish());
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

    Pair pair_of(std::string first, std::string second) const {
        if (first == second)
            second.clear();
        return {std::move(first), std::move(second)};
    }
    Pair pair(const model::Names& names) const {
        return pair_of(std::string(names.in(wire_tag(visitor_.language()))),
                       std::string(names.in(wire_tag(local_.language()))));
    }
    Pair pair(const char* text) const { return pair_of(visitor_.tr(text), local_.tr(text)); }

    int scaled(int size) const { return paper_.is_narrow() ? std::max(22, size * 4 / 5) : size; }

    void centred(const Pair& text, int size, Weight weight, int second_size) {
        sheet_.text(text.first, visitor_.language(), {scaled(size), weight}, Align::Centre);
        if (!text.second.empty())
            sheet_.text(text.second, local_.language(), {scaled(second_size), Weight::Regular},
                        Align::Centre);
    }

    /// A small heading with the other language behind it on the same line where both fit.
    void heading(const char* text, Align align) {
        const auto both = pair(text);
        sheet_.pair(both.first, both.second, scaled(25), align);
    }

    void head(bool copy) {
        if (copy || job_.reprint) {
            const auto both = pair(msgid("Copy"));
            sheet_.badge(both.second.empty() ? both.first : both.first + "  " + both.second, scaled(26), {});
            sheet_.space(14);
        }
        if (!job_.hall.empty()) {
            centred(pair(job_.hall), 30, Weight::Bold, 23);
            sheet_.space(12);
            sheet_.rule();
            sheet_.space(16);
        }
        centred(pair(job_.service), 38, Weight::Bold, 26);
    }

    void number() {
        sheet_.space(20);
        sheet_.number(job_.number, kNumberCapitals);
        sheet_.space(22);
    }

    void channel() {
        if (job_.channel.empty())
            return;
        const auto both = pair(job_.channel);
        sheet_.badge(both.second.empty() ? both.first : both.first + "  " + both.second, scaled(28),
                     job_.green ? "leaf" : "");
        if (job_.approval_pending) {
            sheet_.space(6);
            centred(pair(msgid("Our staff will confirm this shortly")), 24, Weight::Regular, 22);
        }
        sheet_.space(16);
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

    void waiting() {
        std::vector<SheetCanvas::Cell> cells;
        if (job_.ahead)
            cells.push_back(cell(msgid("People ahead"), std::to_string(*job_.ahead)));
        if (auto wait = wait_text(); !wait.empty())
            cells.push_back(cell(msgid("Expected wait"), std::move(wait)));
        if (cells.empty())
            return;
        sheet_.cells(cells, scaled(23), scaled(42));
        sheet_.space(16);
    }

    SheetCanvas::Cell cell(const char* label, std::string value) const {
        const auto both = pair(label);
        return {both.first, both.second, std::move(value)};
    }

    void location() {
        if (job_.location.empty())
            return;
        heading(msgid("Please go to"), Align::Centre);
        centred(pair(job_.location), 32, Weight::Bold, 25);
        sheet_.space(16);
    }

    void documents() {
        if (job_.documents.empty())
            return;
        sheet_.dashes();
        sheet_.space(14);
        heading(msgid("Please have these ready"), Align::Leading);
        sheet_.space(8);
        for (const auto& each : job_.documents) {
            const auto both = pair(each);
            sheet_.check(both.first, both.second, scaled(27), scaled(23));
            sheet_.space(7);
        }
        sheet_.space(9);
    }

    void code() {
        const auto qr = make_qr(job_.link);
        if (!qr)
            return;
        const int modules = qr->side + 2 * kQuietModules;
        const int module = std::max(kLeastModule, std::min(6, 28 * Paper::kDotsPerMillimetre / modules));
        if (module * modules > paper_.dots)
            return; // it could not be read anyway
        const auto both = pair(msgid("Scan to follow your place in the queue"));
        sheet_.dashes();
        sheet_.space(10);
        sheet_.code(*qr, module, both.first, both.second, scaled(27), scaled(23));
        sheet_.space(10);
    }

    std::string issued() const {
        static constexpr const char* kDays[] = {msgid("Sunday"),    msgid("Monday"),   msgid("Tuesday"),
                                                msgid("Wednesday"), msgid("Thursday"), msgid("Friday"),
                                                msgid("Saturday")};
        const auto time = base::Zone(job_.zone.empty() ? "UTC" : job_.zone).local(job_.issued);
        return fmt::format("{:04}-{:02}-{:02}  {}  {:02}:{:02}", time.year, time.month, time.day,
                           visitor_.tr(kDays[time.weekday]), time.hour, time.minute);
    }

    void foot() {
        sheet_.rule();
        sheet_.space(12);
        if (job_.notice.empty())
            centred(
                pair(msgid("Please watch the screens and listen for your number. Thank you for waiting.")),
                25, Weight::Regular, 23);
        else
            centred(pair(job_.notice), 25, Weight::Regular, 23);
        sheet_.space(8);
        sheet_.text(issued(), visitor_.language(), {scaled(23), Weight::Regular}, Align::Centre);
    }

    const model::PrintJob& job_;
    Paper paper_;
    screen::Catalogue visitor_;
    screen::Catalogue local_;
    SheetCanvas sheet_;
};

} // namespace

std::optional<std::string> fault_of(const model::PrintJob& job) {
    if (!is_id(job.job))
        return "\"job\" is not 1 to 64 letters, digits, \"-\" or \"_\"";
    if (job.number.empty() || job.number.size() > 16)
        return "\"number\" is not 1 to 16 characters";
    if (too_long(job.hall) || too_long(job.service) || too_long(job.channel) || too_long(job.location) ||
        too_long(job.notice) || std::ranges::any_of(job.documents, too_long))
        return "a text is longer than 400 bytes";
    if (job.documents.size() > kMostDocuments)
        return "there are more than 20 documents";
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

Bitmap draw_ticket(const model::PrintJob& job, const Paper& paper, bool copy, screen::Fonts& fonts,
                   screen::Icons& icons) {
    return Ticket(job, paper, fonts, icons).draw(copy);
}

} // namespace printer
