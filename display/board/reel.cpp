#include "display/board/reel.h"

#include "display/board/gif.h"
#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/base/text.h"
#include "shared/screen/photo.h"

#include <algorithm>
#include <cctype>
#include <system_error>
#include <utility>
#include <vector>

namespace display {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostComplaints = 1000;
constexpr std::size_t kMostNames = 100'000; // of a folder
constexpr int kMostRate = 30;               // pictures a second

/// In the order of their names; none when there is no such folder.
std::vector<fs::path> entries(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code none;
    for (fs::directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none))
        if (!entry->path().filename().string().starts_with('.') && found.size() < kMostNames)
            found.push_back(entry->path());
    std::ranges::sort(found);
    found.resize(std::min(found.size(), Reel::kMostPictures));
    return found;
}

bool is_gif(const fs::path& path) {
    std::string ending = path.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
    return ending == ".gif";
}

/// Of "harvest@12": 12.
std::optional<int> film_rate(const fs::path& folder) {
    const std::string name = folder.filename().string();
    const auto at = name.rfind('@');
    if (at == std::string::npos)
        return std::nullopt;
    const auto rate = base::parse_number<int>(name.substr(at + 1));
    return rate && *rate >= 1 && *rate <= kMostRate ? rate : std::nullopt;
}

/// The whole picture, as large as `room` allows.
screen::Pixels fitted(const screen::Pixels& picture, screen::Size room) {
    const long by_width = static_cast<long>(picture.height()) * room.width;
    const long by_height = static_cast<long>(picture.width()) * room.height;
    screen::Size size = room;
    if (by_width <= by_height)
        size.height = std::max(1, static_cast<int>(by_width / picture.width()));
    else
        size.width = std::max(1, static_cast<int>(by_height / picture.height()));
    return size == picture.size() ? picture : screen::fill_size(picture, size);
}

} // namespace

Reel::Reel(std::filesystem::path folder, screen::Size size, base::Duration still)
    : folder_(std::move(folder)), size_(size), still_(still), worker_([this](const std::stop_token& stop) {
          work(stop);
          ended_ = true;
      }) {}

Reel::~Reel() {
    end();
}

void Reel::end() {
    worker_.request_stop(); // wakes it, too
    const std::scoped_lock held(mutex_);
    ready_.clear();
}

std::optional<Reel::Frame> Reel::take() {
    std::optional<Frame> frame;
    {
        const std::scoped_lock held(mutex_);
        if (ready_.empty())
            return std::nullopt;
        frame = std::move(ready_.front());
        ready_.pop_front();
    }
    changed_.notify_all();
    return frame;
}

void Reel::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const std::size_t before = put_;
        for (const fs::path& path : entries(folder_)) {
            if (stop.stop_requested())
                return;
            try {
                play(path, stop);
            } catch (const std::exception& error) {
                complain(path, error.what());
            }
        }
        if (put_ != before)
            continue;
        complain(folder_, "there is no picture to show");
        std::unique_lock held(mutex_);
        changed_.wait_for(held, stop, kLookAgain, [] { return false; });
    }
}

void Reel::play(const fs::path& path, const std::stop_token& stop) {
    std::error_code none;
    if (fs::is_directory(path, none)) {
        if (const auto rate = film_rate(path))
            play_film(path, *rate, stop);
        else
            complain(path, "a film's folder has a name such as harvest@12, for 12 pictures a second");
    } else if (is_gif(path)) {
        play_gif(path, stop);
    } else {
        put(screen::load_photo(path, size_), still_, stop);
    }
}

void Reel::play_gif(const fs::path& path, const std::stop_token& stop) {
    std::error_code none;
    if (!fs::is_regular_file(path, none) || fs::file_size(path, none) > Gif::kMostBytes)
        throw base::FileError("the GIF is no file, or is larger than 32 MB");
    const std::string bytes = base::read_file(path, Gif::kMostBytes);
    base::Duration played{};
    while (played < still_ && !stop.stop_requested()) {
        Gif gif(bytes);
        std::size_t frames = 0;
        while (!stop.stop_requested()) {
            const auto frame = gif.next();
            if (!frame)
                break;
            put(frame->picture, frame->stands, stop);
            played += frame->stands;
            ++frames;
        }
        if (frames == 0)
            throw base::FileError("the GIF has no frame");
    }
}

void Reel::play_film(const fs::path& folder, int rate, const std::stop_token& stop) {
    const base::Duration stands(1000 / rate);
    for (const fs::path& path : entries(folder)) {
        if (stop.stop_requested())
            return;
        try {
            put(screen::load_photo(path, size_), stands, stop);
        } catch (const std::exception& error) {
            complain(path, error.what());
        }
    }
}

void Reel::put(const screen::Pixels& picture, base::Duration stands, const std::stop_token& stop) {
    Frame frame{fitted(picture, size_), stands};
    std::unique_lock held(mutex_);
    const bool room = changed_.wait(held, stop, [this] { return ready_.size() < kAhead; });
    if (room && !stop.stop_requested()) {
        ready_.push_back(std::move(frame));
        ++put_;
    }
}

void RetiredReels::add(std::unique_ptr<Reel> reel) {
    if (!reel)
        return;
    reel->end();
    reels_.push_back(std::move(reel));
}

bool RetiredReels::busy() {
    std::erase_if(reels_, [](const auto& reel) { return reel->ended(); });
    return !reels_.empty();
}

void Reel::complain(const fs::path& path, const std::string& why) {
    if (complained_.size() < kMostComplaints && complained_.insert(path.string()).second)
        base::log_warning("board", "{} is not shown: {}", path.string(), why);
}

} // namespace display
