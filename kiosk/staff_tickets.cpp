#include "kiosk/staff_tickets.h"

#include "kiosk/words.h"
#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/base/text.h"
#include "shared/screen/translations.h"
#include "shared/wire/codec.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace kiosk {

namespace {

constexpr std::size_t kLargestTicketsFile = 1U << 20U;
constexpr std::array kTestLanguages{"zh-Hans", "zh-Hant", "en", "ja", "ko", "ru", "ar", "he", "es", "fr"};

std::string random_name() {
    std::array<std::byte, 6> bytes{};
    base::fill_random(bytes);
    return base::to_hex(bytes);
}

std::optional<model::PrintJob> job_of(std::string_view digits) {
    const auto bytes = base::from_hex(digits);
    if (!bytes)
        return std::nullopt;
    std::string body(bytes->size(), '\0');
    std::ranges::transform(*bytes, body.begin(), [](std::byte byte) { return static_cast<char>(byte); });
    auto job = wire::decode_print_job(body);
    return job ? std::optional(std::move(*job)) : std::nullopt;
}

model::Names in_all_languages(const char* text) {
    std::map<std::string, std::string> words;
    for (const char* const language : kTestLanguages)
        words[language] = screen::Catalogue(catalogue_tag(language)).tr(text);
    return model::Names(std::move(words));
}

/// As it stands, whoever reads it.
model::Names in_english(std::string text) {
    std::map<std::string, std::string> words;
    words["en"] = std::move(text);
    return model::Names(std::move(words));
}

} // namespace

StaffTickets::StaffTickets(std::filesystem::path file) : file_(std::move(file)) {
    if (!std::filesystem::exists(file_))
        return;
    try {
        const std::string text = base::read_file(file_, kLargestTicketsFile);
        for (const std::string_view line : base::split(text, '\n')) {
            if (line.starts_with("day "))
                day_ = base::parse_number<int>(line.substr(4)).value_or(0);
            else if (auto job = job_of(line); job && !line.empty() && jobs_.size() < kMost)
                jobs_.push_back(std::move(*job));
            else if (!line.empty())
                base::log_warning("kiosk", "a ticket in {} is damaged", file_.string());
        }
    } catch (const base::FileError& error) {
        base::log_warning("kiosk", "the last tickets are lost: {}", error.what());
    }
}

void StaffTickets::keep(const model::PrintJob& job, int day) {
    begin_day(day);
    std::erase_if(jobs_, [&](const model::PrintJob& each) { return each.job == job.job; });
    jobs_.push_front(job);
    if (jobs_.size() > kMost)
        jobs_.pop_back();
    save();
}

void StaffTickets::begin_day(int day) {
    if (day == day_)
        return;
    day_ = day;
    if (jobs_.empty())
        return;
    jobs_.clear();
    save();
}

void StaffTickets::save() const {
    std::string text = fmt::format("day {}\n", day_);
    for (const model::PrintJob& job : jobs_) {
        const std::string body = wire::encode(job);
        text += base::to_hex(body) + '\n';
    }
    try {
        base::write_file(file_, text, 0600);
    } catch (const base::FileError& error) {
        base::log_error("kiosk", "cannot keep the last tickets: {}", error.what());
    }
}

model::PrintJob copy_of(model::PrintJob job) {
    constexpr std::size_t kLongestStem = 40; // a name has 64 signs at most, and the printers add some
    job.job = job.job.substr(0, kLongestStem) + "-copy-" + random_name();
    job.reprint = true;
    return job;
}

model::PrintJob test_ticket(const model::Names& hall, const std::string& language, const std::string& zone,
                            base::WallTime now) {
    model::PrintJob job;
    job.job = "test-" + random_name();
    job.number = "TEST";
    job.language = language.empty() ? "zh-Hans" : language;
    job.local_language = "zh-Hans";
    job.hall = hall;
    job.service = in_all_languages(screen::msgid("Printer test. This is not a number."));
    job.issued = now;
    job.zone = zone;
    job.documents.reserve(kTestLanguages.size());
    for (const char* const tag : kTestLanguages)
        job.documents.push_back(in_english(std::string(screen::own_name(catalogue_tag(tag)))));
    job.notice = in_english("中文打印测试：一二三四五六七八九十，请您取号。");
    return job;
}

} // namespace kiosk
