#pragma once

#include "shared/store/reader.h"

#include <sys/types.h>

#include <filesystem>
#include <optional>

namespace ship {

/// The journal of the hall on this machine, looked at beside it. Nothing is held open between two calls of
/// the reader but the file: the hall can always take its write-ahead log back into it.
class Source {
  public:
    /// `state`: the hall's state folder.
    explicit Source(const std::filesystem::path& state) : file_(state / store::kJournalFile) {}

    /// The journal as it is now. Opens it anew when it is another file than before (a backup was put in its
    /// place), or was opened while no hall had it open. Throws store::DatabaseError.
    store::Reader& reader();

    /// False when what was read since reader() may come from a file that somebody changes underneath.
    bool is_steady() const { return open_ && stamp() == open_->stamp; }

    void close() { open_.reset(); }

    /// How often it was opened: another number, another file perhaps.
    int openings() const { return openings_; }

  private:
    /// A file that no hall has open is read as one that never changes, so a change is looked for from
    /// outside.
    struct Stamp {
        dev_t device = 0;
        ino_t inode = 0;
        bool in_use = false; ///< a write-ahead log lies beside it
        off_t size = 0;      ///< these two count only while not in use
        timespec changed{};

        bool operator==(const Stamp& other) const;
    };
    struct Open {
        Stamp stamp;
        store::Reader reader;
    };
    Stamp stamp() const;

    std::filesystem::path file_;
    std::optional<Open> open_;
    int openings_ = 0;
};

} // namespace ship
