#include "kiosk/words.h"

#include <algorithm>

#include <fmt/format.h>

namespace kiosk {

std::string wait_words(const screen::Catalogue& catalogue, const model::RoundedWait& wait) {
    switch (wait.kind) {
    case model::RoundedWait::Kind::Unknown:
        return catalogue.tr("Wait not known yet");
    case model::RoundedWait::Kind::RightAway:
        return catalogue.tr("Right away");
    case model::RoundedWait::Kind::Between:
        if (wait.low <= 0)
            return catalogue.tr("Up to {1} minutes", wait.high);
        return catalogue.tr("About {1} to {2} minutes", wait.low, wait.high);
    case model::RoundedWait::Kind::MoreThan:
        return catalogue.tr("More than {1} minutes", wait.low);
    }
    return {};
}

std::string people_words(const screen::Catalogue& catalogue, int people) {
    if (people <= 0)
        return catalogue.tr("Nobody is waiting");
    return catalogue.tr_n("{1} person waiting", "{1} people waiting", people);
}

std::string outlook_words(const screen::Catalogue& catalogue, const model::Outlook& outlook) {
    return people_words(catalogue, outlook.waiting) + " · " +
           wait_words(catalogue, model::rounded(outlook.forecast));
}

model::Outlook outlook(const model::Board& board, const model::ServiceId& service) {
    const auto found = std::ranges::find(board.outlooks, service, &model::Outlook::service);
    return found != board.outlooks.end() ? *found : model::Outlook{service, 0, {}};
}

std::string clock_words(int hour, int minute) {
    return fmt::format("{:02}:{:02}", hour, minute);
}

std::string catalogue_tag(std::string_view language) {
    std::string tag(language);
    std::ranges::replace(tag, '-', '_');
    return tag;
}

} // namespace kiosk
