#include "kiosk/aids.h"

namespace kiosk {

void Aids::wanted(Aid aid, base::SteadyTime now) {
    sign(now);
    switch (aid) {
    case Aid::LargeText:
        large_text_ = !large_text_;
        break;
    case Aid::HighContrast:
        high_contrast_ = !high_contrast_;
        break;
    case Aid::Reach:
        reach_ = !reach_;
        break;
    case Aid::Speech:
        speech_ = !speech_;
        break;
    case Aid::Volume: // after the loudest comes the softest: one key is enough
        volume_ = (volume_ + 1) % kVolumes;
        break;
    case Aid::Repeat:
        break;
    }
}

void Aids::came_back(base::SteadyTime now) {
    if (!at_beginning_)
        sign(now);
    at_beginning_ = true;
}

void Aids::visit_ended() {
    large_text_ = start_.large_text;
    high_contrast_ = start_.high_contrast;
    reach_ = speech_ = false;
    volume_ = kUsualVolume;
    at_beginning_ = true;
}

void Aids::tick(base::SteadyTime now) {
    if (const auto deadline = next_deadline(); deadline && now >= *deadline)
        visit_ended();
}

std::optional<base::SteadyTime> Aids::next_deadline() const {
    const bool as_begun = large_text_ == start_.large_text && high_contrast_ == start_.high_contrast &&
                          !reach_ && !speech_ && volume_ == kUsualVolume;
    if (!at_beginning_ || as_begun)
        return std::nullopt;
    return last_sign_ + kForget;
}

bool Aids::is_on(Aid aid) const {
    switch (aid) {
    case Aid::LargeText:
        return large_text_;
    case Aid::HighContrast:
        return high_contrast_;
    case Aid::Reach:
        return reach_;
    case Aid::Speech:
        return speech_;
    case Aid::Volume:
    case Aid::Repeat:
        break;
    }
    return false;
}

int Aids::reach_line(screen::Size size) {
    return size.width > size.height ? size.height * 30 / 100 : size.height * 45 / 100;
}

} // namespace kiosk
