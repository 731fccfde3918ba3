#include "tests/crash/recording.h"

#include "shared/base/file.h"

#include <fcntl.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace crash {

namespace {

constexpr std::size_t kSector = 512;
constexpr std::size_t kLargestRecording = std::size_t{1} << 30U;

std::string folder_of(const std::string& name) {
    const auto slash = name.rfind('/');
    return slash == std::string::npos ? "" : name.substr(0, slash);
}

} // namespace

std::vector<Step> read_recording(const std::filesystem::path& file) {
    const std::string content = base::read_file(file, kLargestRecording);
    std::vector<Step> steps;
    for (std::size_t at = 0; at < content.size();) {
        Step step{};
        if (content.size() - at < sizeof step.record)
            throw std::runtime_error("the recording ends in the middle");
        std::memcpy(&step.record, content.data() + at, sizeof step.record);
        at += sizeof step.record;
        if (step.record.deed > Deed::Sent || content.size() - at < step.record.length)
            throw std::runtime_error("this is no recording");
        step.bytes = content.substr(at, step.record.length);
        at += step.record.length;
        steps.push_back(std::move(step));
    }
    return steps;
}

std::string Disk::name_of(std::string_view path) const {
    return std::filesystem::path(path).lexically_relative(folder_).string();
}

void Disk::take(const Step& step) {
    ++clock_;
    const auto& record = step.record;
    const auto file = open_.find(record.file);
    switch (record.deed) {
    case Deed::Started:
        return open_.clear();
    case Deed::Opened:
        return open(step);
    case Deed::Closed:
        open_.erase(record.file);
        return;
    case Deed::Wrote:
        return change(file->second.second, {static_cast<std::size_t>(record.number), step.bytes});
    case Deed::Truncated:
        return change(file->second.second, {static_cast<std::size_t>(record.number), {}, true});
    case Deed::Synced:
        return flush(record.file);
    case Deed::Unlinked:
        return change_name(name_of(step.bytes), names_[name_of(step.bytes)], true);
    case Deed::Renamed: {
        const auto zero = step.bytes.find('\0');
        const std::string old_name = name_of(step.bytes.substr(0, zero));
        const Content content = names_.at(old_name);
        change_name(name_of(step.bytes.substr(zero + 1)), content, false);
        return change_name(old_name, content, true);
    }
    case Deed::MadeFolder:
        return change_name(name_of(step.bytes), nullptr, false);
    case Deed::Sent:
        return;
    }
}

void Disk::open(const Step& step) {
    const std::string name = name_of(step.bytes);
    const auto found = names_.find(name);
    const bool folder = (step.record.number & O_DIRECTORY) != 0 || name == ".";
    if (found == names_.end() && !folder)
        change_name(name, std::make_shared<File>(), false);
    open_[step.record.file] = {name, folder ? nullptr : names_.at(name)};
}

void Disk::change_name(std::string name, Content content, bool gone) {
    if (name == ".")
        return; // the folder itself stays
    if (gone)
        names_.erase(name);
    else
        names_[name] = content;
    pending_names_.push_back({std::move(name), std::move(content), gone, clock_});
}

void Disk::change(const Content& content, Change change) {
    change.when = clock_;
    content->pending.push_back(std::move(change));
}

void Disk::flush(std::int32_t file) {
    const auto& [name, content] = open_.at(file);
    if (honesty_ == Honesty::NeverFlushed || (honesty_ == Honesty::LogNotFlushed && name.ends_with("-wal")))
        return;
    if (content != nullptr) {
        for (const Change& change : std::exchange(content->pending, {}))
            apply(content->kept, change);
        return;
    }
    const std::string folder = name == "." ? "" : name;
    std::erase_if(pending_names_, [&](const Renaming& change) {
        if (folder_of(change.name) != folder)
            return false;
        if (change.gone)
            kept_names_.erase(change.name);
        else
            kept_names_[change.name] = change.content;
        return true;
    });
}

void Disk::apply(std::string& content, const Change& change) {
    if (change.truncates)
        return content.resize(change.at);
    content.resize(std::max(content.size(), change.at + change.bytes.size()));
    std::ranges::copy(change.bytes, content.begin() + static_cast<std::ptrdiff_t>(change.at));
}

/// Up to which change all is there, and nothing behind it. Of a torn rest some one that was not flushed.
std::uint64_t Disk::moment_of(Rest rest, std::mt19937_64& random) const {
    if (rest != Rest::Torn)
        return rest == Rest::All ? clock_ + 1 : 0;
    std::vector<std::uint64_t> moments;
    for (const auto& [name, content] : names_)
        if (content != nullptr)
            for (const Change& change : content->pending)
                moments.push_back(change.when);
    return moments.empty() ? 0 : moments[random() % moments.size()];
}

/// A disk writes whole sectors, in an order of its own.
void Disk::apply_some(std::string& content, const Change& change, const std::function<bool()>& lot) {
    if (change.truncates && lot())
        apply(content, change);
    for (std::size_t at = 0; at < change.bytes.size();) {
        const std::size_t length = std::min(kSector - (change.at + at) % kSector, change.bytes.size() - at);
        if (lot())
            apply(content, {change.at + at, change.bytes.substr(at, length)});
        at += length;
    }
}

Disk::Image Disk::cut(Rest rest, std::mt19937_64& random) const {
    const auto lot = [&] { return random() % 2 == 0; };
    const std::uint64_t moment = moment_of(rest, random);
    auto names = kept_names_;
    const std::uint64_t names_until = rest == Rest::Nothing ? 0
                                      : rest == Rest::All   ? clock_ + 1
                                                            : random() % (clock_ + 2);
    for (const Renaming& change : pending_names_) {
        if (change.when >= names_until)
            continue;
        if (change.gone)
            names.erase(change.name);
        else
            names[change.name] = change.content;
    }
    Image image;
    for (const auto& [name, content] : names) {
        const std::string folder = folder_of(name);
        if (content == nullptr || (!folder.empty() && !names.contains(folder)))
            continue;
        std::string& bytes = image[name] = content->kept;
        for (const Change& change : content->pending)
            if (rest == Rest::Lot || (rest == Rest::Torn && change.when == moment))
                apply_some(bytes, change, lot);
            else if (change.when < moment)
                apply(bytes, change);
    }
    return image;
}

std::optional<Sent> Mail::take(const Step& step) {
    if (step.record.deed == Deed::Started)
        frames_.clear();
    if (step.record.deed != Deed::Sent)
        return std::nullopt;
    auto& frames = frames_[step.record.thread];
    frames.push_back(step.bytes);
    if (step.record.number != 0)
        return std::nullopt;
    const auto message = std::exchange(frames, {});
    if (message.size() != 3)
        return std::nullopt;
    const auto header = wire::decode_header(message[1]);
    return header ? std::optional(Sent{*header, message[2]}) : std::nullopt;
}

} // namespace crash
