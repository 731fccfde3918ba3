#pragma once

#include "kiosk/reserve.h"
#include "shared/model/board.h"

#include <filesystem>
#include <optional>
#include <utility>

namespace kiosk {

/// The one file that holds the reserve, replaced and synced at every change: nobody is told of a number that
/// is not on disk.
class ReserveFile {
  public:
    /// Reads what is there; begins anew when there is nothing readable, which is only logged: a kiosk must
    /// come up.
    explicit ReserveFile(std::filesystem::path path);

    const Reserve& reserve() const { return reserve_; }

    /// `change(reserve)`, on disk when this returns. Throws base::FileError, and then nothing has changed.
    template <typename Change>
    void change(const Change& change) {
        Reserve changed = reserve_;
        change(changed);
        if (changed == reserve_ && !noted_)
            return;
        save(changed);
        reserve_ = std::move(changed);
        noted_ = false;
    }

    /// As change(), but only in memory until the next one: for what may be done again after a restart.
    template <typename Change>
    void note(const Change& change) {
        change(reserve_);
        noted_ = true;
    }

  private:
    void save(const Reserve& reserve) const;

    std::filesystem::path path_;
    Reserve reserve_;
    bool noted_ = false; ///< the disk does not have all of it
};

/// What the hall was like when it was last heard, so that a kiosk which is started without it can go on.
class HallFile {
  public:
    /// Reads what is there; nothing when that is not readable.
    explicit HallFile(std::filesystem::path path);

    /// Null when no hall was ever heard.
    const model::Board* board() const { return board_ ? &*board_ : nullptr; }

    /// Keeps the services and the rest of what seldom changes, not who waits. Logs when the disk does not
    /// take it.
    void keep(const model::Board& board);

  private:
    std::filesystem::path path_;
    std::optional<model::Board> board_;
};

} // namespace kiosk
