#pragma once

#include "shared/wire/message.h"
#include "tests/crash/preload.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crash {

/// One thing that a recorded hall did.
struct Step {
    Record record;
    std::string bytes;
};

/// All that a hall did, in its order. Throws std::runtime_error when the file is no recording.
std::vector<Step> read_recording(const std::filesystem::path& file);

/// What the disk holds after a power cut of what was written and not flushed.
enum class Rest {
    Nothing,
    All,
    Lot,  ///< each sector by lot: a disk writes in its own order
    Torn, ///< all up to some moment; of the last write some sectors
};

/// Which flushes the disk keeps its word about; the others are for tests that must fail.
enum class Honesty {
    Honest,
    LogNotFlushed, ///< as a journal without synchronous=FULL
    NeverFlushed,
};

/// A folder on a disk that has a cache. Files are named by their paths below the folder.
///
/// What a file held when it was flushed last stays; so do the names in a folder that was flushed. Everything
/// else may be there after a power cut or not.
class Disk {
  public:
    Disk(std::filesystem::path folder, Honesty honesty) : folder_(std::move(folder)), honesty_(honesty) {}

    void take(const Step& step);

    using Image = std::map<std::string, std::string>;
    /// What is there when the power is cut now.
    Image cut(Rest rest, std::mt19937_64& random) const;

  private:
    struct Change {
        std::size_t at = 0;
        std::string bytes;
        bool truncates = false; ///< to `at`
        std::uint64_t when = 0;
    };
    struct File {
        std::string kept;
        std::vector<Change> pending;
    };
    using Content = std::shared_ptr<File>;
    struct Renaming { ///< of the name in its folder; of a folder, content stays empty
        std::string name;
        Content content;
        bool gone = false;
        std::uint64_t when = 0;
    };

    std::string name_of(std::string_view path) const;
    void open(const Step& step);
    void change_name(std::string name, Content content, bool gone);
    void change(const Content& content, Change change);
    void flush(std::int32_t file);
    std::uint64_t moment_of(Rest rest, std::mt19937_64& random) const;
    static void apply(std::string& content, const Change& change);
    static void apply_some(std::string& content, const Change& change, const std::function<bool()>& lot);

    std::filesystem::path folder_;
    Honesty honesty_;
    std::map<std::int32_t, std::pair<std::string, Content>> open_; ///< by descriptor; folders have no content
    std::map<std::string, Content> names_;                         ///< as the running system sees them
    std::map<std::string, Content> kept_names_;
    std::vector<Renaming> pending_names_;
    std::uint64_t clock_ = 0;
};

/// A message that the hall sent, put together from its frames.
struct Sent {
    wire::Header header;
    std::string body;
};

/// Puts the frames of messages together; of every thread its own.
class Mail {
  public:
    /// The message that is complete with this step, of the hall's own protocol.
    std::optional<Sent> take(const Step& step);

  private:
    std::map<std::int32_t, std::vector<std::string>> frames_; ///< by thread
};

} // namespace crash
