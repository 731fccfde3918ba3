#pragma once

#include <atomic>
#include <cstdint>

namespace crash {

// What preload.cpp, which sits inside a hall under test, and the test beside it agree on.

/// A page of memory that both share: what the hall's clock and disk are like just now.
struct Control {
    std::atomic<std::int64_t> clock_ahead; ///< nanoseconds that CLOCK_REALTIME is ahead of the machine's
    std::atomic<std::int32_t> no_read;     ///< errno of every read in the state folder; 0: they work
    std::atomic<std::int32_t> no_write;
    std::atomic<std::int32_t> no_sync;
};

inline constexpr const char* kControlVariable = "JIAOHAO_TEST_CONTROL"; ///< the file that holds Control
inline constexpr const char* kFolderVariable = "JIAOHAO_TEST_FOLDER";   ///< whose files are watched
inline constexpr const char* kRecordVariable = "JIAOHAO_TEST_RECORD";   ///< where records go; may be unset

/// What a process did, in the order in which it did it; a file of these, each followed by its bytes.
enum class Deed : std::uint32_t {
    Started,    ///< a process began; all its files are closed
    Opened,     ///< file, number: its flags; bytes: its path
    Closed,     ///< file
    Wrote,      ///< file, number: from which byte on; bytes
    Truncated,  ///< file, number: to which length
    Synced,     ///< file (a folder, too); everything before is on the disk
    Unlinked,   ///< bytes: the path
    Renamed,    ///< bytes: the old path, a zero, the new one
    MadeFolder, ///< bytes: the path
    Sent,       ///< a frame to the network; number: 1 when the message goes on; bytes
};
struct Record {
    Deed deed;
    std::int32_t file; ///< descriptor
    std::int32_t thread;
    std::uint32_t length; ///< of the bytes that follow
    std::int64_t number;
};

} // namespace crash
