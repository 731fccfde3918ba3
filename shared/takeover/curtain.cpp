#include "shared/takeover/curtain.h"

namespace takeover {

void Curtain::follow(const model::Board* board) {
    if (board == nullptr || (board->alarm == alarm_ && board->hall.languages == languages_))
        return;
    if (board->alarm != alarm_)
        lifted_until_ = {};
    alarm_ = board->alarm;
    languages_ = board->hall.languages;
    if (stage_ && alarm_)
        stage_->show<Sheet>(*alarm_, said(*alarm_, languages_));
}

std::optional<base::SteadyTime> Curtain::falls_at() const {
    return alarm_ && lifted_until_ < base::SteadyTime::max() ? std::optional(lifted_until_) : std::nullopt;
}

bool Curtain::gone_up() {
    const bool was_down = stage_.has_value();
    stage_.reset();
    return was_down;
}

void Curtain::handle(const screen::Event& event, base::SteadyTime now) {
    if (stage_)
        stage_->handle(event, now);
}

std::optional<base::SteadyTime> Curtain::present(screen::Window& window, base::SteadyTime now) {
    if (!alarm_)
        return std::nullopt;
    if (!stage_) {
        auto texts = said(*alarm_, languages_);
        stage_.emplace(window.size(), screen::Look{Sheet::theme(), texts.front().language, fonts_, icons_});
        stage_->show<Sheet>(*alarm_, std::move(texts));
    }
    stage_->resize(window.size());
    const auto next = stage_->tick(now);
    if (stage_->needs_draw()) {
        const auto damage = stage_->draw();
        window.present(stage_->frame(), damage);
    }
    return next;
}

} // namespace takeover
