#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace store {

/// A backup is one file, mode 0600: the journal as SQLite keeps it, and in a table beside its own the rest of
/// the state folder that a hall needs to be itself again: its keys and the devices that it knows. It holds
/// the hall's secret key. hall.toml is not in it.

/// What a backup has, or brought back.
struct Kept {
    std::uint64_t events = 0;
    std::uint64_t last_seq = 0; ///< 0: an empty journal
    int last_day = 0;           ///< YYYYMMDD, of the last event
    std::size_t files = 0;      ///< beside the journal
};

/// Copies the state folder of a hall, which may be running and goes on (SQLite's online backup). What was
/// acknowledged before the call is in it. Takes the place of `file` only once the new one is whole, checked
/// and on the disk. Throws DatabaseError or base::FileError.
Kept back_up(const std::filesystem::path& state, const std::filesystem::path& file);

/// Makes a state folder out of a backup; the hall is to be started on it afterwards. Its journal gets a new
/// store id, so that whoever followed the lost one begins anew. Refuses when a hall runs there, when the
/// folder has a journal already (move it away first), and when the file is damaged, no backup, or of a newer
/// version. Until the journal is there, at the very end, nothing can be started on a half. Throws
/// DatabaseError or base::FileError.
Kept restore(const std::filesystem::path& file, const std::filesystem::path& state);

} // namespace store
