#pragma once

#include "kiosk/print_desk.h"
#include "shared/base/clock.h"
#include "shared/model/command.h"
#include "shared/wire/message.h"

#include <filesystem>
#include <optional>

namespace kiosk {

/// What one visitor was promised, kept on disk so that a kiosk which is killed goes on with it.
///
///     stage       stored before                     after a restart
///     None        -                                 -
///     Asking      the command is sent               asks again under the same id: the same ticket
///     Printing    the print job is sent             sends the same job to the same printer: it prints it
///     once
struct Errand {
    enum class Stage { None, Asking, Printing };

    Stage stage = Stage::None;
    /// Of this errand alone: no two visitors share an id, even when the file is lost or put back as it was.
    wire::Session session{};
    std::uint64_t request = 0;
    base::WallTime since; ///< when the stage None was left
    model::TakeTicket take;
    model::Answer answer;       ///< of Printing
    std::optional<Asked> asked; ///< the printer, once there is one

    bool operator==(const Errand&) const = default;
};

/// Older promises are not taken up again: the visitor has long been helped at the desk.
inline constexpr base::Duration kErrandLives = std::chrono::minutes(2);

/// The one file that holds the errand, replaced and synced at every step.
class ErrandFile {
  public:
    /// Reads what is there; begins without an errand when there is nothing readable, which is only logged: a
    /// kiosk must come up.
    explicit ErrandFile(std::filesystem::path path);

    const Errand& errand() const { return errand_; }

    /// A new command id, on disk when this returns. Throws base::FileError.
    void begin(const model::TakeTicket& take, base::WallTime now);
    void printing(const model::Answer& answer);
    void asks(const Asked& asked); ///< nothing to do when it is known already
    void settle();                 ///< nothing to do when settled already

  private:
    void save() const;

    std::filesystem::path path_;
    Errand errand_;
};

/// As text, a word and its value a line; empty when it is no such text.
std::string encode(const Errand& errand);
std::optional<Errand> decode_errand(std::string_view text);

} // namespace kiosk
