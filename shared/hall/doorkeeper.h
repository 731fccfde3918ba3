#pragma once

#include "shared/hall/workshop.h"
#include "shared/model/command.h"
#include "shared/model/hall.h"

#include <functional>
#include <optional>

namespace hall {

/// Finds out whether a pass is the clerk's. A PIN takes tenths of a second by design (Argon2id), so a
/// workshop of its own checks it and nobody waits meanwhile; all else is known at once.
///
/// All calls come from the loop's thread, and so does `done`.
class Doorkeeper {
  public:
    using Done = std::function<void(model::Proof)>;

    /// `hall` outlives it. Throws as Workshop does.
    Doorkeeper(loop::Loop& loop, const model::Hall& hall) : hall_(hall), workshop_(loop, kMostChecks) {}

    /// The clerk whom the pass speaks for: by the card, else as given.
    model::ClerkId bearer(const model::ClerkId& given, const model::Pass& pass) const;

    /// What is known at once; nothing where a PIN has to be computed: then ask check().
    std::optional<model::Proof> known(const model::ClerkId& clerk, const model::Pass& pass) const;

    /// `done` comes from a later turn. False, and it never comes, when kMostChecks PINs wait already.
    bool check(const model::ClerkId& clerk, const model::Pass& pass, Done done);

    static constexpr std::size_t kMostChecks = 16;

  private:
    const model::Hall& hall_;
    Workshop workshop_;
};

} // namespace hall
