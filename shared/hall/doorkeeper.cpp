#include "shared/hall/doorkeeper.h"

#include "shared/wire/pin.h"

#include <algorithm>
#include <string>

namespace hall {

using model::Proof;

model::ClerkId Doorkeeper::bearer(const model::ClerkId& given, const model::Pass& pass) const {
    if (pass.card.empty())
        return given;
    const std::string mark = wire::card_mark(pass.card);
    const auto found = std::ranges::find(hall_.staff, mark, &model::Staff::card);
    return found == hall_.staff.end() ? given : found->id;
}

std::optional<Proof> Doorkeeper::known(const model::ClerkId& clerk, const model::Pass& pass) const {
    const model::Staff* staff = model::find(hall_.staff, clerk);
    if (staff == nullptr)
        return Proof::None; // the decision says that nobody has this number
    if (!staff->has_pass)
        return Proof::Trusted;
    if (!pass.card.empty())
        return wire::card_mark(pass.card) == staff->card ? Proof::Shown : Proof::Failed;
    if (pass.pin.empty())
        return Proof::None;
    return staff->pin.empty() ? std::optional(Proof::Failed) : std::nullopt;
}

bool Doorkeeper::check(const model::ClerkId& clerk, const model::Pass& pass, Done done) {
    const model::Staff* staff = model::find(hall_.staff, clerk);
    return workshop_.take([hash = staff == nullptr ? std::string() : staff->pin, pin = pass.pin,
                           done = std::move(done)]() mutable -> Workshop::Delivery {
        const Proof proof = wire::pin_matches(hash, pin) ? Proof::Shown : Proof::Failed;
        wire::wipe(pin);
        return [proof, done = std::move(done)] { done(proof); };
    });
}

} // namespace hall
