#include "shared/report/texts.h"

#include "shared/report/groups.h"

#include "shared/queue/decide.h"

#include "shared/model/words.h"

#include <array>

namespace report {

using language::msgid;

namespace {

template <typename Entry, typename Id>
std::string name_in(const std::vector<Entry>& entries, const Id& id, const Setting& setting) {
    const Entry* entry = model::find(entries, id);
    const std::string_view name = entry == nullptr ? std::string_view() : entry->name.in(setting.language);
    return std::string(name.empty() ? std::string_view(id.value) : name);
}

template <std::size_t count>
std::string nth(const std::array<const char*, count>& msgids, std::size_t index, const Setting& setting) {
    return setting.catalogue.tr(msgids.at(index));
}

template <typename Entry, typename Id>
std::size_t place_in(const std::vector<Entry>& entries, const Id& id) {
    const Entry* entry = model::find(entries, id);
    return entry == nullptr ? entries.size() : static_cast<std::size_t>(entry - entries.data());
}

} // namespace

std::string name_of(const model::ServiceId& service, const Setting& setting) {
    return name_in(setting.hall.services, service, setting);
}

std::string name_of(const model::ChannelId& channel, const Setting& setting) {
    return name_in(setting.hall.channels, channel, setting);
}

std::string name_of(const model::ClerkId& clerk, const Setting& setting) {
    return name_in(setting.hall.staff, clerk, setting);
}

std::string name_of(Fate fate, const Setting& setting) {
    static constexpr std::array kTexts{msgid("Still waiting"),
                                       msgid("At a counter"),
                                       msgid("Set aside, not back"),
                                       msgid("Missed the call, not back"),
                                       msgid("Served"),
                                       msgid("Given back")};
    return nth(kTexts, static_cast<std::size_t>(fate), setting);
}

std::string name_of_language(std::string_view language) {
    return std::string(language::own_name(language::catalogue_name(language)));
}

std::string name_of_score(int score, const Setting& setting) {
    static constexpr std::array kTexts{msgid("Not satisfied at all"), msgid("Not satisfied"),
                                       msgid("Fairly satisfied"), msgid("Satisfied"),
                                       msgid("Very satisfied")};
    return nth(kTexts, static_cast<std::size_t>(score - 1), setting);
}

std::string name_of_aspect(std::size_t aspect, const Setting& setting) {
    static constexpr std::array kTexts{msgid("Overall"), msgid("Efficiency"), msgid("Competence"),
                                       msgid("Manner")};
    return nth(kTexts, aspect, setting);
}

std::string name_of_outcome(const std::string& outcome, const Setting& setting) {
    if (outcome == model::kDone)
        return setting.catalogue.tr("Done on the spot");
    if (outcome == model::kAccepted)
        return setting.catalogue.tr("Accepted, ready by a date");
    if (outcome == model::kReturned)
        return setting.catalogue.tr("Returned, papers were missing");
    if (outcome == model::kReferred)
        return setting.catalogue.tr("Referred to another place");
    return outcome;
}

std::string name_of_document(const model::ServiceId& service, std::size_t document, const Setting& setting) {
    const model::Service* found = model::find(setting.hall.services, service);
    if (found == nullptr || document >= found->documents.size())
        return std::to_string(document + 1);
    return std::string(found->documents[document].in(setting.language));
}

std::string name_of(model::Parking parking, const Setting& setting) {
    static constexpr std::array kTexts{msgid("Without papers"), msgid("With papers"),
                                       msgid("Waiting for something")};
    return nth(kTexts, static_cast<std::size_t>(parking), setting);
}

std::string name_of(Turn turn, const Setting& setting) {
    static constexpr std::array kTexts{msgid("By the rule"), msgid("Approved emergency"),
                                       msgid("Picked out of turn"),
                                       msgid("Called back after being set aside")};
    return nth(kTexts, static_cast<std::size_t>(turn), setting);
}

std::string name_of(queue::Bound bound, const Setting& setting) {
    static constexpr std::array kTexts{
        msgid("First come, first served within a service and channel"),
        msgid("No ordinary ticket is passed by one that came more than the limit later"),
        msgid("No ordinary ticket is passed beyond the credit that the channel gives"),
        msgid("A counter calls only whom it may serve"), msgid("The most credit goes first")};
    return nth(kTexts, static_cast<std::size_t>(bound), setting);
}

std::string name_of(model::DeviceState state, const Setting& setting) {
    static constexpr std::array kTexts{msgid("Well"), msgid("Warning"), msgid("Fault"), msgid("Gone")};
    return nth(kTexts, static_cast<std::size_t>(state), setting);
}

std::string name_of(model::AlarmKind kind, const Setting& setting) {
    static constexpr std::array kTexts{msgid("Important notice"), msgid("Evacuation")};
    return nth(kTexts, static_cast<std::size_t>(kind), setting);
}

std::string name_of_step(model::EventKind step, const Setting& setting) {
    switch (step) {
    case model::EventKind::ServiceStarted:
        return setting.catalogue.tr("Start");
    case model::EventKind::ServiceFinished:
        return setting.catalogue.tr("Finish");
    case model::EventKind::TicketNoShow:
        return setting.catalogue.tr("No-show");
    case model::EventKind::TicketParked:
        return setting.catalogue.tr("Set aside");
    case model::EventKind::TicketTransferred:
        return setting.catalogue.tr("Transfer");
    default:
        return std::string(word(step));
    }
}

std::string name_of(model::WordKind kind, const Setting& setting) {
    static constexpr std::array kTexts{msgid("Complaint"), msgid("Suggestion"), msgid("Praise")};
    return nth(kTexts, static_cast<std::size_t>(kind) - 1, setting);
}

std::string name_of(model::FollowUpCause cause, const Setting& setting) {
    static constexpr std::array kTexts{msgid("Low rating"), msgid("Complaint")};
    return nth(kTexts, static_cast<std::size_t>(cause) - 1, setting);
}

std::string name_of_act(model::EventKind kind, const Setting& setting) {
    switch (kind) {
    case model::EventKind::ActionOrdered:
        return setting.catalogue.tr("Ordered");
    case model::EventKind::ServicesAssigned:
        return setting.catalogue.tr("Services assigned");
    case model::EventKind::AlertAcknowledged:
        return setting.catalogue.tr("Alert acknowledged");
    case model::EventKind::AccessRecorded:
        return setting.catalogue.tr("Looked at");
    case model::EventKind::StaffSignedIn:
        return setting.catalogue.tr("Signed in");
    case model::EventKind::StaffSignedOut:
        return setting.catalogue.tr("Signed out");
    case model::EventKind::VisitorErased:
        return setting.catalogue.tr("Visitor erased");
    case model::EventKind::DayEnded:
        return setting.catalogue.tr("Day ended");
    case model::EventKind::DayReopened:
        return setting.catalogue.tr("Day reopened");
    default:
        return std::string(word(kind));
    }
}

std::string name_of_sign(const std::string& what, const Setting& setting) {
    if (what == queue::kIdleAlert)
        return setting.catalogue.tr("Called nobody although visitors waited");
    if (what == queue::kDutyAlert)
        return setting.catalogue.tr("On duty for long without a break");
    if (what == word(model::Help::Colleague))
        return setting.catalogue.tr("Asked for a colleague");
    if (what == word(model::Help::Supervisor))
        return setting.catalogue.tr("Asked for a supervisor");
    if (what == word(model::Help::Technician))
        return setting.catalogue.tr("Asked for the technician");
    return what;
}

Subject whole_hall() {
    return {};
}

Subject subject(const model::ServiceId& service, const Setting& setting) {
    return {By::Service, place_in(setting.hall.services, service), service.value};
}

Subject subject(const model::ChannelId& channel, const Setting& setting) {
    return {By::Channel, place_in(setting.hall.channels, channel), channel.value};
}

Subject subject(model::CounterId counter) {
    return {By::Counter, static_cast<std::size_t>(counter.value), std::to_string(counter.value)};
}

Subject subject(const model::ClerkId& clerk) {
    return {By::Clerk, 0, clerk.value};
}

Subject subject_language(const std::string& language, const Setting& setting) {
    const auto& languages = setting.hall.languages;
    std::size_t place = 0;
    while (place < languages.size() && languages[place] != language)
        ++place;
    return {By::Language, place, language};
}

std::string word(By by) {
    constexpr std::array<const char*, 6> kWords{"hall", "service", "channel", "counter", "clerk", "language"};
    return kWords.at(static_cast<std::size_t>(by));
}

std::string title_of(By by, const language::Catalogue& catalogue) {
    static constexpr std::array kTexts{msgid("Hall"),    msgid("Service"), msgid("Channel"),
                                       msgid("Counter"), msgid("Clerk"),   msgid("Language")};
    return catalogue.tr(kTexts.at(static_cast<std::size_t>(by)));
}

std::string name_of(const Subject& subject, const Setting& setting) {
    switch (subject.by) {
    case By::Hall:
        return setting.catalogue.tr("Whole hall");
    case By::Service:
        return name_of(model::ServiceId{subject.id}, setting);
    case By::Channel:
        return name_of(model::ChannelId{subject.id}, setting);
    case By::Counter:
        return setting.catalogue.tr("Counter {1}", subject.id);
    case By::Clerk:
        return name_of(model::ClerkId{subject.id}, setting);
    case By::Language:
        return name_of_language(subject.id);
    }
    return subject.id;
}

std::vector<Column> subject_columns(const Setting& setting) {
    return {
        {"by", {}, Look::Group}, {"id", {}, Look::Id}, {"name", setting.catalogue.tr("Name"), Look::Text}};
}

std::vector<Cell> subject_cells(const Subject& subject, const Setting& setting) {
    return {word(subject.by), subject.id, name_of(subject, setting)};
}

} // namespace report
